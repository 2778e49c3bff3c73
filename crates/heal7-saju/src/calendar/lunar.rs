//! The Korean lunar calendar, from `icu_calendar`: from 1900 to 2050 it equals the almanac of the Korea Astronomy and
//! Space Science Institute, and later it is a forecast.

use std::{fmt, sync::LazyLock};

use icu_calendar::{Date as IcuDate, error::LunisolarDateError, types::Month as IcuMonth};
use jiff::civil::Date;

use super::{
    YEARS,
    gregorian::{date, day_number},
};
use crate::{
    birth::{Calendar, CalendarDate},
    error::Error,
};

/// The last lunar year of the published almanac. Later years are a forecast, in which two new moons close to midnight
/// (in 2074 and 2096) are uncertain by a day.
pub const LAST_PUBLISHED_LUNAR_YEAR: i16 = 2050;

/// The rata die of 1970-01-01; rata die 1 is 0001-01-01.
const EPOCH: i64 = 719_163;

/// A day of the Korean lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    /// The lunar year, named by the Gregorian year in which it begins.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: u8,
    /// Whether the month is the leap month (윤달, yundal), which follows the regular month of the same number.
    pub is_leap_month: bool,
    /// The day, 1 to 30.
    pub day: u8,
}

impl LunarDate {
    fn without_leap(self) -> CalendarDate {
        CalendarDate { year: self.year, month: self.month, day: self.day }
    }
}

impl fmt::Display for LunarDate {
    /// Writes `2023-02-15` or `2023-02-15 (leap month)`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.without_leap())?;
        if self.is_leap_month { formatter.write_str(" (leap month)") } else { Ok(()) }
    }
}

/// The Gregorian date of a day of the Korean lunar calendar, of the lunar years from 1900 and until 2100-12-31.
///
/// ```
/// use heal7_saju::{LunarDate, lunar_to_solar};
///
/// let new_year = LunarDate { year: 1997, month: 1, is_leap_month: false, day: 1 };
/// assert_eq!(lunar_to_solar(new_year)?.to_string(), "1997-02-08"); // a day after the Chinese one
/// # Ok::<(), heal7_saju::Error>(())
/// ```
pub fn lunar_to_solar(lunar: LunarDate) -> Result<Date, Error> {
    let LunarDate { year, month, day, .. } = lunar;
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return Err(Calendar::Lunar.no_date(lunar.without_leap()));
    }
    let out_of_range = Error::OutOfRange(lunar.without_leap());
    if !YEARS.contains(&year) {
        return Err(out_of_range);
    }
    let number = lunar_day_number(lunar).map_err(|error| match error {
        LunisolarDateError::InvalidDay { max } => Error::LunarDayAbsent { date: lunar, days: max },
        LunisolarDateError::MonthNotInYear => Error::LeapMonthAbsent { year, month, instead: leap_month(year) },
        _ => Calendar::Lunar.no_date(lunar.without_leap()),
    })?;
    let solar = date(number);
    if YEARS.contains(&solar.year()) { Ok(solar) } else { Err(out_of_range) }
}

/// The day of the Korean lunar calendar on a Gregorian date, from 1900-01-01 to 2100-12-31.
///
/// ```
/// use jiff::civil::date;
/// use heal7_saju::solar_to_lunar;
///
/// assert_eq!(solar_to_lunar(date(2023, 4, 1))?.to_string(), "2023-02-11 (leap month)");
/// # Ok::<(), heal7_saju::Error>(())
/// ```
pub fn solar_to_lunar(solar: Date) -> Result<LunarDate, Error> {
    if !YEARS.contains(&solar.year()) {
        let [month, day] = [solar.month(), solar.day()].map(i8::cast_unsigned);
        return Err(Error::OutOfRange(CalendarDate { year: solar.year(), month, day }));
    }
    let months = &*MONTHS;
    let day = day_number(solar);
    // The sum of the months is within a day or so of their mean length, so the guess is at most one month off.
    let mut index = usize::try_from((day - months[0].first) * 10_000 / 295_306).unwrap_or_default();
    while months[index].first > day {
        index -= 1;
    }
    while months[index + 1].first <= day {
        index += 1;
    }
    let Month { first, name } = months[index];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day of the month")]
    let day = (day - first) as u8 + 1;
    Ok(LunarDate { day, ..name })
}

/// A month of the lunar calendar.
#[derive(Clone, Copy)]
struct Month {
    /// The first day of the month, counted from 1970-01-01.
    first: i64,
    /// The lunar date of the first day.
    name: LunarDate,
}

/// The months from the one that contains the first solar day to the one after the last.
///
/// They are computed once, in a quarter of a millisecond, since finding the month of a day takes longer than all other
/// work on the day.
static MONTHS: LazyLock<Vec<Month>> = LazyLock::new(|| {
    let years = YEARS.start() - 1..=YEARS.end() + 1;
    let names = years.flat_map(|year| (1..=12).flat_map(move |month| [(year, month, false), (year, month, true)]));
    let months = names.filter_map(|(year, month, is_leap_month)| {
        let name = LunarDate { year, month, is_leap_month, day: 1 };
        Some(Month { first: lunar_day_number(name).ok()?, name })
    });
    months.collect()
});

/// Days from 1970-01-01 to a day of the lunar calendar.
fn lunar_day_number(lunar: LunarDate) -> Result<i64, LunisolarDateError> {
    let LunarDate { year, month, is_leap_month, day } = lunar;
    let month = if is_leap_month { IcuMonth::leap(month) } else { IcuMonth::new(month) };
    let date = IcuDate::try_new_korean_traditional(i32::from(year), month, day)?;
    Ok(date.to_rata_die().to_i64_date() - EPOCH)
}

/// The leap month of a lunar year, if it has one.
fn leap_month(year: i16) -> Option<u8> {
    MONTHS.iter().map(|month| month.name).find(|name| name.year == year && name.is_leap_month).map(|name| name.month)
}
