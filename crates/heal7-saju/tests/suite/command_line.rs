//! The command line as a person sees it.

use std::process::{Command, Output};

fn saju(arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_saju")).args(arguments.split_whitespace()).output().unwrap()
}

fn printed(arguments: &str) -> String {
    let output = saju(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn chart_is_printed_as_text() {
    insta::assert_snapshot!(printed("chart --date 1990-05-15 --time 14:30 --gender female --year 2026"));
}

/// The birth has no time, a leap month, and a jeol on its day.
#[test]
fn chart_without_a_time_has_no_hour_column() {
    insta::assert_snapshot!(printed("chart --date 2023-02-15 --lunar --leap --gender M --time-mode clock"));
}

#[test]
fn a_chart_is_json_too() {
    let text = printed("chart --date 2024-02-04 --time 17:25 --gender male --json --year 2024 --time-mode apparent");
    let mut chart: serde_json::Value = serde_json::from_str(&text).unwrap();
    // One item of each list is enough to show its form.
    for list in ["/daeun/pillars", "/sipsin/counts", "/wuxing/remedies"] {
        chart.pointer_mut(list).unwrap().as_array_mut().unwrap().truncate(1);
    }
    for position in ["month", "day", "hour"] {
        chart["sipsin"][position].take();
    }
    insta::assert_json_snapshot!(chart);
}

#[test]
fn the_terms_of_a_year() {
    insta::assert_snapshot!(printed("terms 2026"));
    let terms: serde_json::Value = serde_json::from_str(&printed("terms 2026 --json")).unwrap();
    assert_eq!((terms[2]["name"].as_str(), terms.as_array().map(Vec::len)), (Some("입춘"), Some(24)));
}

#[test]
fn a_date_in_the_other_calendar() {
    insta::assert_snapshot!(printed("lunar 2023-04-01"), @"
    양력 solar  2023-04-01
    음력 lunar  2023-02-11 (leap month)  음력 2023년 윤2월 11일
    ");
    assert_eq!(printed("lunar 2023-04-01"), printed("lunar 2023-02-11 --from-lunar --leap"));
    insta::assert_snapshot!(printed("lunar 2060-01-01 --from-lunar --json"), @r#"
    {
      "solarDate": "2060-02-02",
      "lunarDate": {
        "year": 2060,
        "month": 1,
        "day": 1,
        "isLeapMonth": false
      }
    }
    "#);
}

#[test]
fn help_has_examples() {
    insta::assert_snapshot!(printed("--help"));
    insta::assert_snapshot!(printed("batch --help"));
}

/// The exit code is 1 for a birth without a chart and 2 for a wrong command; both print a message on standard error.
#[test]
fn exit_codes_distinguish_invalid_births_from_usage_errors() {
    let printed = |arguments, code| {
        let output = saju(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments}: {output:?}");
        assert!(output.stdout.is_empty(), "{arguments}: {output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    insta::assert_snapshot!(printed("chart --date 1990-02-29 --gender M", 1), @"error: `1990-02-29` is not a day of the Gregorian calendar: write YYYY-MM-DD, such as 1990-05-15 (invalid_solar_date)");
    insta::assert_snapshot!(printed("chart --date 2012-04-05 --lunar --leap --gender M", 1), @"error: the lunar year 2012 has no leap month 4: its leap month is 3 (leap_month_absent)");
    insta::assert_snapshot!(printed("chart --date 1954-01-30 --lunar --gender M", 1), @"error: the lunar month of 1954-01-30 has 29 days: the day is to be from 1 to 29 (invalid_lunar_date)");
    insta::assert_snapshot!(printed("chart --date 1987-05-10 --time 02:30 --gender M", 1), @"error: clocks in Asia/Seoul were put forward over 1987-05-10T02:30:00: the time never was, an earlier or a later one is meant (nonexistent_local_time)");
    insta::assert_snapshot!(printed("chart --date 1899-12-31 --gender M", 1), @"error: 1899-12-31 is out of range: from solar 1900-01-01 to 2100-12-31, and from lunar 1900-01-01 (out_of_range)");
    insta::assert_snapshot!(printed("chart --date 1990-05-15 --gender M --longitude -200", 1), @"error: -200 is not a longitude: write degrees east of Greenwich, from -180 to 180 (invalid_longitude)");
    insta::assert_snapshot!(printed("terms 2102", 1), @"error: the solar terms of 2102 are not known here, but of 1899 to 2101");
    for arguments in
        ["", "chart", "chart --date 1990-05-15 --gender M --time-mode sundial", "lunar 2023-02-11 --leap", "terms many"]
    {
        printed(arguments, 2);
    }
}
