//! Births that have no chart, and births whose chart has a warning.

use heal7_saju::{AmbiguityPolicy, Options, WarningCode};
use serde::Deserialize;

use crate::data::{self, Input};

#[derive(Deserialize)]
struct Case {
    id: String,
    input: Input,
    error: String,
}

#[test]
fn invalid_births_are_refused_with_error_codes() {
    let cases: Vec<Case> = data::json_lines("errors.jsonl");
    assert_eq!(cases.len(), 69);
    let reject = Options { ambiguity: AmbiguityPolicy::Reject, ..Options::default() };
    for Case { id, input, error } in cases {
        let warning = match error.as_str() {
            "ambiguous_local_time" => WarningCode::AmbiguousLocalTime,
            "leap_flag_without_lunar" => WarningCode::LeapFlagIgnored,
            _ => {
                let refused = input.chart(Options::default()).expect_err(&id);
                assert_eq!(refused.code(), error, "{id}: {refused}");
                continue;
            }
        };
        let chart = input.chart(Options::default()).unwrap();
        assert!(chart.warnings.iter().any(|given| given.code == warning), "{id}");
        if warning == WarningCode::AmbiguousLocalTime {
            assert_eq!(input.chart(reject).expect_err(&id).code(), error, "{id}");
        }
    }
}
