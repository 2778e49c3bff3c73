//! Charts on which independent calculators agree.

use heal7_saju::{Chart, Pillar, TimeMode};
use jiff::{Timestamp, civil};
use serde::Deserialize;

use crate::data::{self, Input};

#[derive(Deserialize)]
struct Case {
    id: String,
    input: Input,
    expected: Expected,
    convention: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expected {
    year: Characters,
    month: Characters,
    day: Characters,
    hour: Option<Characters>,
    solar_date: civil::Date,
    lunar_date: LunarDate,
    utc: Timestamp,
    effective_local: civil::DateTime,
    daeun: Daeun,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Characters {
    cheon: String,
    ji: String,
}

impl From<Pillar> for Characters {
    fn from(pillar: Pillar) -> Self {
        Self { cheon: pillar.cheon().hangul().into(), ji: pillar.ji().hangul().into() }
    }
}

#[derive(Debug, Deserialize, PartialEq)]
struct LunarDate {
    y: i16,
    m: u8,
    d: u8,
    leap: bool,
}

/// The expected luck pillars; values on which the sources disagree are absent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Daeun {
    forward: bool,
    days_to_jeol: f64,
    first_pillar: Characters,
    start_age: Option<u8>,
    start_years: Option<u8>,
    start_months: Option<u8>,
}

#[test]
fn charts_match_the_reference_cases() {
    let cases: Vec<Case> = data::json_lines("public.jsonl");
    assert_eq!(cases.len(), 427);
    for case in cases {
        let chart =
            case.input.chart(data::options(&case.convention)).unwrap_or_else(|error| panic!("{}: {error}", case.id));
        compare(&case.id, &chart, &case.expected);
    }
}

fn compare(id: &str, chart: &Chart, expected: &Expected) {
    let (pan, moment, daeun) = (&chart.saju_pan, &chart.moment, &chart.daeun);
    assert_eq!(Characters::from(pan.year), expected.year, "{id}: year");
    assert_eq!(Characters::from(pan.month), expected.month, "{id}: month");
    assert_eq!(Characters::from(pan.day), expected.day, "{id}: day");
    assert_eq!(pan.hour.map(Characters::from), expected.hour, "{id}: hour");
    assert_eq!(moment.solar_date, expected.solar_date, "{id}: solar date");
    let heal7_saju::LunarDate { year, month, is_leap_month, day } = moment.lunar_date;
    assert_eq!(LunarDate { y: year, m: month, d: day, leap: is_leap_month }, expected.lunar_date, "{id}: lunar date");
    assert_eq!(moment.instant, expected.utc, "{id}: instant");
    let apart = moment.local_time.duration_since(expected.effective_local).as_secs_f64();
    // The source of the equation of time is accurate to a few seconds.
    let limit = if chart.conventions.options.time_mode == TimeMode::Apparent { 5.0 } else { 1.0 };
    assert!(apart.abs() < limit, "{id}: local time {} for {}", moment.local_time, expected.effective_local);
    assert_eq!(daeun.forward, expected.daeun.forward, "{id}: direction");
    let apart = daeun.days_to_jeol - expected.daeun.days_to_jeol;
    assert!(apart.abs() < 1e-4, "{id}: {} days for {}", daeun.days_to_jeol, expected.daeun.days_to_jeol);
    assert_eq!(Characters::from(daeun.pillars[0].pillar), expected.daeun.first_pillar, "{id}: first luck pillar");
    let exactly = [
        (expected.daeun.start_age, daeun.start_age),
        (expected.daeun.start_years, daeun.exact_start.years),
        (expected.daeun.start_months, daeun.exact_start.months),
    ];
    for (expected, computed) in exactly {
        assert_eq!(computed, expected.unwrap_or(computed), "{id}: start of the luck pillars");
    }
}
