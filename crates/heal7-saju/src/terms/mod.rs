//! The twenty-four solar terms (절기, jeolgi) of a year, and the jeol (절) at which the months of the almanac begin.
//!
//! They come from [`table`], which is generated and committed: solving for the 4,872 terms of 1899 to 2101 takes most
//! of a second, but the command line should answer within a few milliseconds. The table contains terrestrial time,
//! which follows from the astronomy alone. Universal time, which depends on conventions about the rotation of the
//! earth, is derived from it once, in a fraction of a millisecond. A test computes the table again.

mod table;

use std::sync::LazyLock;

use jiff::{Timestamp, civil::DateTime};

use crate::{
    astronomy::{crossing, universal_from_terrestrial},
    calendar::gregorian::{DAY, instant, julian_date, reading, reading_at, shown},
    cycle::cycle,
};

cycle! {
    /// One of the twenty-four solar terms (절기, jeolgi), in the order of the Gregorian year.
    ///
    /// Every other one, from 소한, is a jeol (절), at which a month of the almanac begins; the others are junggi (중기).
    SolarTermName {
        /// Lesser cold, at 285 degrees.
        Sohan = "소한" "小寒" "sohan",
        /// Greater cold, at 300 degrees.
        Daehan = "대한" "大寒" "daehan",
        /// Beginning of spring, at 315 degrees.
        Ipchun = "입춘" "立春" "ipchun",
        /// Rain water, at 330 degrees.
        Usu = "우수" "雨水" "usu",
        /// Waking of insects, at 345 degrees.
        Gyeongchip = "경칩" "驚蟄" "gyeongchip",
        /// Spring equinox, at 0 degrees.
        Chunbun = "춘분" "春分" "chunbun",
        /// Clear and bright, at 15 degrees.
        Cheongmyeong = "청명" "淸明" "cheongmyeong",
        /// Grain rain, at 30 degrees.
        Gogu = "곡우" "穀雨" "gogu",
        /// Beginning of summer, at 45 degrees.
        Ipha = "입하" "立夏" "ipha",
        /// Lesser fullness, at 60 degrees.
        Soman = "소만" "小滿" "soman",
        /// Grain in ear, at 75 degrees.
        Mangjong = "망종" "芒種" "mangjong",
        /// Summer solstice, at 90 degrees.
        Haji = "하지" "夏至" "haji",
        /// Lesser heat, at 105 degrees.
        Soseo = "소서" "小暑" "soseo",
        /// Greater heat, at 120 degrees.
        Daeseo = "대서" "大暑" "daeseo",
        /// Beginning of autumn, at 135 degrees.
        Ipchu = "입추" "立秋" "ipchu",
        /// End of heat, at 150 degrees.
        Cheoseo = "처서" "處暑" "cheoseo",
        /// White dew, at 165 degrees.
        Baengno = "백로" "白露" "baengno",
        /// Autumn equinox, at 180 degrees.
        Chubun = "추분" "秋分" "chubun",
        /// Cold dew, at 195 degrees.
        Hallo = "한로" "寒露" "hallo",
        /// Frost, at 210 degrees.
        Sanggang = "상강" "霜降" "sanggang",
        /// Beginning of winter, at 225 degrees.
        Ipdong = "입동" "立冬" "ipdong",
        /// Lesser snow, at 240 degrees.
        Soseol = "소설" "小雪" "soseol",
        /// Greater snow, at 255 degrees.
        Daeseol = "대설" "大雪" "daeseol",
        /// Winter solstice, at 270 degrees.
        Dongji = "동지" "冬至" "dongji",
    }
}

impl SolarTermName {
    /// The apparent longitude of the sun at the term, in degrees.
    #[expect(clippy::cast_possible_truncation, reason = "less than 360")]
    pub const fn longitude(self) -> u16 {
        ((285 + 15 * self.index()) % 360) as u16
    }

    /// Whether the term is a jeol (절), at which a month of the almanac begins.
    pub const fn is_jeol(self) -> bool {
        self.index().is_multiple_of(2)
    }
}

/// A solar term with its date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SolarTerm {
    /// The name of the term.
    pub name: SolarTermName,
    /// The date and time in terrestrial time (TT), to the millisecond.
    pub terrestrial: DateTime,
    /// The instant: UTC from 1972 on, with no leap second after that of 2017, and UT1 before.
    pub instant: Timestamp,
}

/// Returns the solar terms of a Gregorian year from 1899 to 2101, in universal time, or `None` for other years.
///
/// ```
/// let terms = heal7_saju::solar_terms(2024).expect("a year of the table");
/// assert_eq!(terms[2].name.hangul(), "입춘");
/// assert_eq!(terms[2].instant.to_string(), "2024-02-04T08:27:08.011Z");
/// ```
pub fn solar_terms(year: i16) -> Option<[SolarTerm; 24]> {
    let row = usize::try_from(year.checked_sub(table::FIRST_YEAR)?).ok()?;
    let terrestrial = table::TERRESTRIAL.get(row)?;
    Some(SolarTermName::ALL.map(|name| SolarTerm {
        name,
        terrestrial: shown(terrestrial[name.index()]),
        instant: instant(UNIVERSAL[24 * row + name.index()]),
    }))
}

/// Computes the twenty-four solar terms of a Gregorian year from the position of the sun, in about three milliseconds.
///
/// The table of [`solar_terms`] was made with this function. Universal time is inaccurate in years long before 1860.
pub fn solve_solar_terms(year: i16) -> [SolarTerm; 24] {
    let new_year = julian_date(reading(DateTime::constant(year, 1, 1, 0, 0, 0, 0)));
    SolarTermName::ALL.map(|name| {
        #[expect(clippy::cast_precision_loss, reason = "less than 24")]
        let guess = new_year + 5.0 + name.index() as f64 * 15.25;
        let terrestrial = reading_at(crossing(f64::from(name.longitude()), guess));
        SolarTerm { name, terrestrial: shown(terrestrial), instant: instant(universal_from_terrestrial(terrestrial)) }
    })
}

/// All terms of the table in Unix time, in milliseconds.
static UNIVERSAL: LazyLock<Vec<i64>> =
    LazyLock::new(|| table::TERRESTRIAL.as_flattened().iter().copied().map(universal_from_terrestrial).collect());

/// A jeol of the table, by its index among all jeol.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Jeol(usize);

impl Jeol {
    /// Returns the last jeol at or before an instant of Unix time in milliseconds, within the years of the table.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index of the table")]
    pub(crate) fn at_or_before(unix: i64) -> Self {
        /// The mean distance between two jeol.
        const MEAN: i64 = 365_242_200 * DAY / 12_000_000;
        let terms = &*UNIVERSAL;
        let last = terms.len() / 2 - 2;
        // The sum of the true distances is within two days of that of the mean ones, so the guess is at most one jeol
        // off.
        let mut index = (((unix - terms[0]) / MEAN).max(0) as usize).min(last);
        while index > 0 && terms[2 * index] > unix {
            index -= 1;
        }
        while index < last && terms[2 * index + 2] <= unix {
            index += 1;
        }
        Self(index)
    }

    /// The next jeol.
    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The instant of the jeol, in milliseconds of Unix time.
    pub(crate) fn unix(self) -> i64 {
        UNIVERSAL[2 * self.0]
    }

    /// The Gregorian year of the jeol, in universal time.
    #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a row of the table")]
    pub(crate) fn year(self) -> i16 {
        table::FIRST_YEAR + (self.0 / 12) as i16
    }

    /// The position of the jeol in the Gregorian year: 0 is 소한, 11 is 대설.
    pub(crate) fn month(self) -> usize {
        self.0 % 12
    }
}

/// The instant of a term in a year of the table, in milliseconds of Unix time.
pub(crate) fn unix(year: i16, name: SolarTermName) -> i64 {
    UNIVERSAL[24 * usize::from((year - table::FIRST_YEAR).unsigned_abs()) + name.index()]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::{fmt::Write, fs, path::Path};

    use super::*;

    /// The allowed difference in a term because sines differ between machines, in milliseconds.
    const TOLERANCE: u64 = 1;

    /// The test solves for all terms, and rewrites the table if it differs.
    #[test]
    fn stored_table_equals_the_computed_terms() {
        let years: Vec<[i64; 24]> =
            (1899..=2101).map(|year| solve_solar_terms(year).map(|term| reading(term.terrestrial))).collect();
        let is_same = table::TERRESTRIAL.len() == years.len()
            && table::TERRESTRIAL
                .as_flattened()
                .iter()
                .zip(years.as_flattened())
                .all(|(a, b)| a.abs_diff(*b) <= TOLERANCE);
        if !is_same {
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/terms/table.rs"), file(&years)).unwrap();
            panic!("src/terms/table.rs was not what the astronomy says, and has been written anew: run the test again");
        }
    }

    fn file(years: &[[i64; 24]]) -> String {
        let mut text = format!(
            "//! The solar terms of 1899 to 2101 in terrestrial time, a row a year from 소한 on; written by a test of `terms`.\n\n\
             /// The year of the first row.\npub(super) const FIRST_YEAR: i16 = 1899;\n\n\
             /// Readings of a clock that keeps terrestrial time, in milliseconds since it showed 1970-01-01 00:00.\n\
             #[rustfmt::skip]\npub(super) static TERRESTRIAL: [[i64; 24]; {}] = [\n",
            years.len()
        );
        for (year, terms) in (1899..).zip(years) {
            writeln!(text, "    // {year}\n    [").unwrap();
            for row in terms.chunks(6) {
                let row: Vec<_> = row.iter().map(|term| separated(*term)).collect();
                writeln!(text, "        {},", row.join(", ")).unwrap();
            }
            text.push_str("    ],\n");
        }
        text + "];\n"
    }

    /// Writes a number with its digits in groups of three, like all long numbers in this project.
    fn separated(number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push('_');
            }
            text.push(digit);
        }
        if number < 0 { format!("-{text}") } else { text }
    }
}
