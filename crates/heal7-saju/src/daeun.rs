//! The luck pillars (대운, daeun), ten decades counted from the month pillar, and the pillar of a year (세운, seun).

use jiff::civil::Date;

use crate::{
    calendar::gregorian::{DAY, HOUR},
    options::{AgeStyle, DaeunRounding},
    pan::year_pillar,
    pillar::{Pillar, SajuPan},
    sipsin::Seen,
    stem::Cheon,
    terms::Jeol,
};

/// The days of life, 360 to a year, for each day between birth and solar term: three such days are a year of life.
const DAYS_OF_LIFE: i64 = 120;
const MONTH: i64 = 30;
const YEAR: i64 = 12 * MONTH;

/// The number of decades.
const DECADES: usize = 10;

/// The luck pillars of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct DaeunAnalysis {
    /// Whether the pillars go forward from the month pillar (순행, sunhaeng) or backward (역행, yeokhaeng).
    pub forward: bool,
    /// Days between the birth and a jeol: the next one if the pillars go forward, the last one if they go backward.
    pub days_to_jeol: f64,
    /// The age at which the first decade begins (대운수, daeunsu), rounded and counted by the options.
    pub start_age: u8,
    /// The same age exactly, in years since birth.
    pub exact_start: DaeunStart,
    /// The day on which the first decade begins: the exact age after the birth.
    pub start_date: Date,
    /// The ten decades.
    pub pillars: [DaeunPillar; DECADES],
}

/// An age: three days between birth and solar term are a year, one day is four months, a double-hour is ten days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaeunStart {
    /// Whole years.
    pub years: u8,
    /// Remaining whole months, 0 to 11.
    pub months: u8,
    /// Remaining whole days, 0 to 29: thirty days are a month.
    pub days: u8,
}

/// One decade of luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaeunPillar {
    /// The pillar.
    pub pillar: Pillar,
    /// The age at which the decade begins.
    pub start_age: u8,
    /// The Gregorian year in which the person reaches that age.
    pub start_year: i16,
    /// The day on which the decade begins, by the exact age.
    pub start_date: Date,
    /// The ten gods and the stage of life, seen from the day master.
    pub seen: Seen,
}

/// The moment of birth in the form that the luck pillars need; instants are in milliseconds of Unix time.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub unix: i64,
    /// The reading of the clock that keeps the local time.
    pub local: i64,
    /// The day in the Gregorian calendar, as a clock at the place showed it.
    pub date: Date,
    /// The last jeol.
    pub jeol: Jeol,
}

impl DaeunAnalysis {
    pub(crate) fn new(pan: SajuPan, birth: Moment, forward: bool, rounding: DaeunRounding, style: AgeStyle) -> Self {
        let jeol = if forward { birth.jeol.next() } else { birth.jeol }.unix();
        let distance = (jeol - birth.unix).abs();
        let exact_start = DaeunStart::from_distance(match rounding {
            DaeunRounding::Round | DaeunRounding::Floor | DaeunRounding::Ceil => distance,
            DaeunRounding::Sect1 => {
                let local_jeol = jeol - birth.unix + birth.local;
                in_double_hours(birth.local.min(local_jeol), birth.local.max(local_jeol))
            }
        });
        let age = match rounding {
            DaeunRounding::Round => ((distance + YEAR_TO_JEOL / 2) / YEAR_TO_JEOL).max(1),
            DaeunRounding::Ceil => (distance + YEAR_TO_JEOL - 1) / YEAR_TO_JEOL,
            DaeunRounding::Floor | DaeunRounding::Sect1 => exact_start.years.into(),
        };
        let start_date = exact_start.after(birth.date);
        let day_master = pan.day_master();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 11")]
        let age = age as u8;
        let counted = match style {
            AgeStyle::International => 0,
            AgeStyle::Korean => 1,
        };
        // One step backward equals 59 steps forward.
        let (mut pillar, step) = (pan.month, if forward { 1 } else { 59 });
        let pillars = std::array::from_fn(|decade| {
            pillar = pillar.forward(step);
            #[expect(clippy::cast_possible_truncation, reason = "less than ten")]
            let years = 10 * decade as u8;
            DaeunPillar {
                pillar,
                start_age: age + counted + years,
                start_year: birth.date.year() + i16::from(age + years),
                start_date: on(start_date.year() + i16::from(years), start_date.month(), start_date.day()),
                seen: Seen::new(day_master, pillar),
            }
        });
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of a month")]
        let days_to_jeol = distance as f64 / DAY as f64;
        Self { forward, days_to_jeol, start_age: age + counted, exact_start, start_date, pillars }
    }
}

/// The distance between birth and jeol that is a year of life, in milliseconds.
const YEAR_TO_JEOL: i64 = DAY * YEAR / DAYS_OF_LIFE;

impl DaeunStart {
    /// Returns the age for a distance to the jeol in milliseconds, of 32 days at most.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 30")]
    fn from_distance(distance: i64) -> Self {
        let days = distance * DAYS_OF_LIFE / DAY;
        Self { years: (days / YEAR) as u8, months: (days % YEAR / MONTH) as u8, days: (days % MONTH) as u8 }
    }

    /// Returns the date of this age for a birth on `date`: it adds calendar years and months first, then days.
    fn after(self, date: Date) -> Date {
        let mut start = later(date, self.years.into(), self.months.cast_signed());
        let mut day = start.day() + self.days.cast_signed();
        while day > start.days_in_month() {
            day -= start.days_in_month();
            start = on(start.year(), start.month() + 1, 1);
        }
        on(start.year(), start.month(), day)
    }
}

/// Returns the same day so many years and months (at most twelve) later, or the last day of the month if that is
/// shorter.
fn later(date: Date, years: i16, months: i8) -> Date {
    on(date.year() + years, date.month() + months, date.day())
}

/// Returns the day of a month, where month 13 and later belong to the next year, or the last day of a shorter month.
#[inline]
fn on(year: i16, month: i8, day: i8) -> Date {
    let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
    // Every month has the first 28 days, so that the length of the month is rarely needed.
    let day = if day <= 28 { day } else { day.min(Date::constant(year, month, 1).days_in_month()) };
    Date::constant(year, month, day)
}

/// Returns the time between two readings of a clock, in milliseconds, counted in whole dates and double-hours like the
/// first school (`sect` 1) of lunar-javascript: the hour from 23:00 belongs to the double-hour before it.
fn in_double_hours(start: i64, end: i64) -> i64 {
    let double_hour = |reading: i64| ((reading.rem_euclid(DAY) / HOUR + 1) / 2).min(11);
    let days = end.div_euclid(DAY) - start.div_euclid(DAY);
    days * DAY + (double_hour(end) - double_hour(start)) * 2 * HOUR
}

/// The pillar of a year (세운, seun), seen from a day master.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seun {
    /// The year; it begins in spring, at 입춘.
    pub year: i16,
    /// The pillar.
    pub pillar: Pillar,
    /// The ten gods and the stage of life, seen from the day master.
    pub seen: Seen,
}

impl Seun {
    /// Returns the pillar of a year, seen from a day master.
    pub fn new(year: i16, day_master: Cheon) -> Self {
        let pillar = year_pillar(year);
        Self { year, pillar, seen: Seen::new(day_master, pillar) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn start_age_follows_from_the_distance_to_the_term() {
        let age = |distance| DaeunStart::from_distance(distance);
        assert_eq!(age(3 * DAY), DaeunStart { years: 1, months: 0, days: 0 });
        assert_eq!(age(4 * DAY + DAY / 12), DaeunStart { years: 1, months: 4, days: 10 });
        assert_eq!(age(3 * DAY - 1), DaeunStart { years: 0, months: 11, days: 29 });
    }

    #[test]
    fn start_age_is_added_by_calendar_months() {
        let age = DaeunStart { years: 3, months: 11, days: 2 };
        assert_eq!(age.after(date(1996, 3, 31)), date(2000, 3, 2), "the last of February, and two days");
        let age = DaeunStart { years: 0, months: 1, days: 29 };
        assert_eq!(age.after(date(2022, 12, 31)), date(2023, 3, 1), "January has 31 days, and February 28");
    }
}
