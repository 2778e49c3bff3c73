//! The results of the engine match the contract's schemas, and those of the contract's example match in every value.

use ::heal7_saju::{Chart, chart, sentences};
use contract_kit::{build::Contract, example::Example, registry::Registry, validate::Validator};
use contracts::{
    Heal7Contract,
    saju::{
        input::{CalendarDate, ClockTime, Gender, GeoLocation, SajuCalculationInput, SajuOptions, TimeZoneName},
        result::SajuResult,
    },
    users::profile::Language,
};

use heal7_server::saju::{Parts, birth_of, language_of, options_of};
use serde_json::{Value, json};

/// The languages of the sentences.
const LANGUAGES: [Language; 3] = [Language::Ko, Language::En, Language::Ja];

fn compute(input: &SajuCalculationInput) -> Result<Chart, ::heal7_saju::Error> {
    chart(&birth_of(input)?, &options_of(input.options.as_ref()))
}

/// Builds a complete result from the parts of a chart.
fn result(input: &SajuCalculationInput, language: sentences::Language) -> SajuResult {
    let Parts { conventions, moment, saju_pan, wuxing, sipsin, gyeokguk, daeun, warnings } =
        Parts::from_chart(&compute(input).unwrap(), language);
    SajuResult {
        input: input.clone(),
        conventions,
        moment,
        saju_pan,
        wuxing,
        sipsin,
        gyeokguk,
        daeun,
        warnings,
        ..SajuResult::example()
    }
}

/// The engine computes the example result of the contract from the example input.
#[test]
fn the_example_of_the_contract_is_computed() {
    let example = SajuResult::example();
    let computed = result(&example.input, sentences::Language::Korean);
    let (mut example, computed) = (serde_json::to_value(example).unwrap(), serde_json::to_value(computed).unwrap());
    // The engine's version may differ from the example.
    example["conventions"]["engine"] = json!(::heal7_saju::ENGINE);
    for (part, answered) in example.as_object().unwrap() {
        assert_eq!(computed[part], *answered, "{part}");
    }
}

/// The test computes every combination of conventions, with and without a time, for births of every kind.
#[test]
fn every_chart_fits_the_contract() {
    let registry: Registry = Heal7Contract::registry().unwrap();
    let validator = Validator::new(&registry);
    let mut charts = 0;
    for date in ["1900-02-28", "1943-07-15", "1957-06-01", "1988-07-10", "1996-02-04", "2024-02-04", "2090-11-29"] {
        for time in [None, Some("00:00"), Some("17:26:59"), Some("23:30")] {
            for (index, options) in every_convention().into_iter().enumerate() {
                let input = SajuCalculationInput {
                    birth_date: CalendarDate(date.into()),
                    birth_time: time.map(|time| ClockTime(time.into())),
                    is_lunar: index % 2 == 1,
                    gender: if index % 3 == 0 { Gender::Female } else { Gender::Male },
                    location: (index % 5 == 0).then(|| GeoLocation {
                        latitude: -33.9,
                        longitude: 18.4,
                        timezone: TimeZoneName("Africa/Johannesburg".into()),
                    }),
                    options: Some(serde_json::from_value(options).unwrap()),
                    ..SajuCalculationInput::example()
                };
                let value = serde_json::to_value(result(&input, language_of(LANGUAGES[index % 3]))).unwrap();
                let violations = validator.named("SajuResult", &value);
                assert!(violations.is_empty(), "{input:?}\n{violations:#?}");
                charts += 1;
            }
        }
    }
    assert_eq!(charts, 7 * 4 * 4 * 3 * 3 * 4 * 2);
}

fn every_convention() -> Vec<Value> {
    let mut all = vec![json!({})];
    let choices = [
        ("timeMode", &["mean", "clock", "apparent", "wall"][..]),
        ("dayBoundary", &["split", "jasi", "midnight"]),
        ("yearStart", &["ipchun", "dongji", "lunar_new_year"]),
        ("daeunRounding", &["round", "floor", "ceil", "sect1"]),
        ("ageStyle", &["international", "korean"]),
    ];
    for (name, words) in choices {
        all = all
            .iter()
            .flat_map(|options| {
                words.iter().map(move |word| {
                    let mut options = options.clone();
                    options[name] = json!(word);
                    options
                })
            })
            .collect();
    }
    all
}

/// An answer names the requested conventions, and the engine's default for each one that was not requested.
#[test]
fn answer_names_the_requested_conventions() {
    let named: SajuOptions = serde_json::from_value(json!({
        "timeMode": "clock", "dayBoundary": "jasi", "yearStart": "dongji", "daeunRounding": "ceil", "ageStyle": "korean"
    }))
    .unwrap();
    let input = SajuCalculationInput { options: Some(named), ..SajuCalculationInput::example() };
    let answered = serde_json::to_value(result(&input, sentences::Language::Korean).conventions).unwrap();
    assert_eq!(
        answered,
        json!({
            "timeMode": "clock", "dayBoundary": "jasi", "yearStart": "dongji", "daeunRounding": "ceil",
            "ageStyle": "korean", "ambiguity": "earlier", "timezone": "Asia/Seoul", "engine": ::heal7_saju::ENGINE
        })
    );
    let input = SajuCalculationInput { options: None, ..SajuCalculationInput::example() };
    let answered = result(&input, sentences::Language::Korean).conventions;
    assert_eq!(options_of(None), ::heal7_saju::Options::default());
    assert_eq!(serde_json::to_value(answered.time_mode).unwrap(), json!("mean"));
}

/// The contract has a problem for each of the engine's own errors.
#[test]
fn every_engine_error_has_a_problem_of_the_contract() {
    let codes: Vec<String> =
        Heal7Contract::registry().unwrap().problems.into_iter().map(|problem| problem.code).collect();
    for (date, time, is_lunar, code) in [
        ("1990-02-29", "10:00", false, "INVALID_SOLAR_DATE"),
        ("1990-02-31", "10:00", true, "INVALID_LUNAR_DATE"),
        ("1899-12-31", "10:00", false, "OUT_OF_RANGE"),
        ("1988-05-08", "02:30", false, "NONEXISTENT_LOCAL_TIME"),
    ] {
        let input = SajuCalculationInput {
            birth_date: CalendarDate(date.into()),
            birth_time: Some(ClockTime(time.into())),
            is_lunar,
            location: None,
            ..SajuCalculationInput::example()
        };
        let error = compute(&input).unwrap_err();
        assert_eq!(error.code().to_uppercase(), code, "{date}");
        assert!(codes.iter().any(|known| known == code), "{code}");
    }
}
