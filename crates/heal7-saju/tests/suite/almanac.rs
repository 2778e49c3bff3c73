//! The solar terms against the ephemeris, and the lunar calendar against the almanac.

use heal7_saju::{LunarDate, lunar_to_solar, solar_terms, solar_to_lunar, solve_solar_terms};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, date},
};
use serde::Deserialize;

use crate::data;

#[derive(Deserialize)]
struct Terms {
    terms: Vec<Term>,
}

#[derive(Deserialize)]
struct Term {
    year: i16,
    k: usize,
    name: String,
    lon: u16,
    jeol: bool,
    tt: DateTime,
    utc: Timestamp,
}

/// The ephemeris gives whole seconds.
#[test]
fn the_solar_terms_are_those_of_the_ephemeris() {
    let Terms { terms } = data::json("solar-terms.json");
    assert_eq!(terms.len(), 4872);
    for expected in terms {
        let term = solar_terms(expected.year).unwrap()[expected.k];
        assert_eq!(
            (term.name.hangul(), term.name.longitude(), term.name.is_jeol()),
            (expected.name.as_str(), expected.lon, expected.jeol)
        );
        let off = term.terrestrial.duration_since(expected.tt).as_secs_f64().abs();
        assert!(off <= 2.0, "{} of {}: {off} s in terrestrial time", expected.name, expected.year);
        let off = term.instant.duration_since(expected.utc).as_secs_f64().abs();
        let limit = if expected.year < 1972 { 3.0 } else { 2.0 };
        assert!(off <= limit, "{} of {}: {off} s in universal time", expected.name, expected.year);
    }
    assert_eq!((solar_terms(1898), solar_terms(2102)), (None, None));
    assert_eq!(solar_terms(i16::MIN), None);
}

#[test]
fn table_of_terms_equals_the_solver() {
    let table = solar_terms(2026).unwrap();
    for (term, solved) in table.iter().zip(solve_solar_terms(2026)) {
        assert!(term.terrestrial.duration_since(solved.terrestrial).as_millis_f64().abs() <= 1.0, "{term:?}");
    }
}

#[derive(Deserialize)]
struct Months {
    months: Vec<Month>,
}

#[derive(Deserialize)]
struct Month {
    y: i16,
    m: u8,
    leap: bool,
    solar: Date,
}

#[test]
fn lunar_months_start_on_the_days_of_the_almanac() {
    for (file, count) in [("korean-lunar.json", 1867), ("korean-lunar-2051-2100.json", 0)] {
        let Months { months } = data::json(file);
        assert!(months.len() >= count, "{file}");
        for month in months {
            let first = LunarDate { year: month.y, month: month.m, is_leap_month: month.leap, day: 1 };
            if month.solar.year() > 2100 {
                assert_eq!(lunar_to_solar(first).unwrap_err().code(), "out_of_range");
                continue;
            }
            assert_eq!(lunar_to_solar(first), Ok(month.solar), "{first}");
            assert_eq!(solar_to_lunar(month.solar), Ok(first), "{}", month.solar);
        }
    }
}

#[test]
fn solar_and_lunar_dates_round_trip() {
    let mut day = date(1900, 1, 1);
    let mut before = None;
    while day <= date(2100, 12, 31) {
        let lunar = solar_to_lunar(day).unwrap();
        assert!(before < Some(lunar), "{day}");
        before = Some(lunar);
        match lunar_to_solar(lunar) {
            Ok(back) => assert_eq!(back, day),
            // January 1900 belongs to the lunar year 1899.
            Err(error) => assert!(lunar.year == 1899 && error.code() == "out_of_range", "{day}: {error}"),
        }
        day = day.tomorrow().unwrap();
    }
}
