//! Terrestrial time, in which the sun is computed, and universal time, which clocks show.
//!
//! From 1972 on universal time is UTC with its leap seconds. None is announced after that of 2017, and later times are
//! computed as if none came. Before 1972 it is UT1, by the polynomials for ΔT of Espenak and Meeus (Five Millennium
//! Canon of Solar Eclipses, 2006), which are within 1.2 s.

use crate::calendar::gregorian::{julian_date, shown};

/// Terrestrial time minus atomic time, in milliseconds.
const FROM_ATOMIC: i64 = 32_184;
/// Atomic time minus UTC since the last leap second, in seconds.
const LAST_LEAP: f64 = 37.0;
/// The year in which leap seconds begin.
const LEAP_SECONDS: i16 = 1972;

/// Converts the reading of a clock that keeps terrestrial time to that of a clock that keeps universal time.
pub(crate) fn universal_from_terrestrial(terrestrial: i64) -> i64 {
    // The difference depends on universal time, which is a minute or less away, so the second round is exact.
    let guess = terrestrial - difference(terrestrial);
    terrestrial - difference(guess)
}

/// Converts the reading of a clock that keeps universal time to that of a clock that keeps terrestrial time.
pub(crate) fn terrestrial_from_universal(universal: i64) -> i64 {
    universal + difference(universal)
}

/// Returns terrestrial time minus universal time in milliseconds, at a reading of universal time.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of a few minutes")]
fn difference(universal: i64) -> i64 {
    let date = shown(universal).date();
    if date.year() < LEAP_SECONDS {
        // The polynomials are in years, of 365.25 days from the beginning of 2000.
        let year = 2000.0 + (julian_date(universal) - 2_451_544.5) / 365.25;
        return (delta_t(year) * 1000.0).round() as i64;
    }
    let [year, month, day] = [date.year().into(), date.month().into(), date.day().into()];
    let atomic = sofars::ts::dat(year, month, day, 0.0).unwrap_or(LAST_LEAP);
    FROM_ATOMIC + (atomic * 1000.0).round() as i64
}

/// Returns terrestrial time minus UT1 in seconds, in a year from 1860 to 1986.
fn delta_t(year: f64) -> f64 {
    let polynomial = |origin: f64, coefficients: &[f64]| {
        let t = year - origin;
        coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * t + coefficient)
    };
    if year < 1900.0 {
        polynomial(1860.0, &[7.62, 0.5737, -0.251_754, 0.016_806_68, -0.000_447_362_4, 1.0 / 233_174.0])
    } else if year < 1920.0 {
        polynomial(1900.0, &[-2.79, 1.494_119, -0.059_893_9, 0.006_196_6, -0.000_197])
    } else if year < 1941.0 {
        polynomial(1920.0, &[21.20, 0.844_93, -0.076_100, 0.002_093_6])
    } else if year < 1961.0 {
        polynomial(1950.0, &[29.07, 0.407, -1.0 / 233.0, 1.0 / 2547.0])
    } else {
        polynomial(1975.0, &[45.45, 1.067, -1.0 / 260.0, -1.0 / 718.0])
    }
}
