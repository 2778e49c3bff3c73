//! The equation of time: apparent solar time minus mean solar time.

use std::f64::consts::{PI, TAU};

use super::{Sun, half_turn, terrestrial_from_universal};
use crate::calendar::gregorian::{DAY, julian_date};

/// Returns by how many milliseconds a sundial is ahead of a clock that keeps mean solar time, at an instant of Unix
/// time in milliseconds. The difference is between -14.3 and +16.5 minutes.
///
/// Sidereal time minus the sun's right ascension is apparent solar time at Greenwich minus half a day. For this
/// purpose, UTC equals UT1 to a hundredth of a second.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "milliseconds of less than an hour")]
pub(crate) fn equation_of_time(unix: i64) -> i64 {
    let terrestrial = julian_date(terrestrial_from_universal(unix));
    let universal = julian_date(unix);
    let sun = Sun::at(terrestrial);
    let right_ascension = (sun.longitude.sin() * sun.obliquity.cos()).atan2(sun.longitude.cos());
    let sidereal = sofars::erst::gmst06(universal, 0.0, terrestrial, 0.0) + sun.nutation * sun.obliquity.cos();
    let apparent = sidereal - right_ascension + PI;
    // A Julian date begins at noon, and a day of mean solar time at midnight.
    let mean = (universal + 0.5).fract() * TAU;
    (half_turn(apparent - mean, TAU) / TAU * DAY as f64).round() as i64
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::gregorian::reading;

    /// Jean Meeus, Astronomical Algorithms, example 28.a: 1992-10-13, 0h TD, +13 min 42.6 s.
    #[test]
    fn equation_of_time_matches_the_textbook_example() {
        let universal = reading(date(1992, 10, 13).at(0, 0, 0, 0)) - 59_000;
        let difference = equation_of_time(universal) - 822_600;
        assert!(difference.abs() < 200, "{difference} ms");
    }
}
