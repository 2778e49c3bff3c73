//! The Korean lunar calendar, by `icu_calendar`: as the almanac of the Korea Astronomy and Space Science Institute has
//! it from 1900 to 2050, and a forecast from there on.

use std::fmt;

use icu_calendar::{
    Date as IcuDate,
    cal::KoreanTraditional,
    error::LunisolarDateError,
    types::{Month, RataDie},
};
use jiff::civil::Date;

use super::{
    YEARS,
    gregorian::{date, day_number},
};
use crate::{
    birth::{Calendar, CalendarDate},
    error::Error,
};

/// The last lunar year of the published almanac; later ones are a forecast, which two new moons close to midnight
/// (in 2074 and 2096) make uncertain by a day.
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
    /// Whether the month is the leap month (윤달, yundal), which follows the common one of the same number.
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
    /// `2023-02-15`, and `2023-02-15 (leap month)`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.without_leap())?;
        if self.is_leap_month { formatter.write_str(" (leap month)") } else { Ok(()) }
    }
}

/// The Gregorian date of a day of the Korean lunar calendar, of the lunar years from 1900 and until 2100-12-31.
///
/// ```
/// use saju::{LunarDate, lunar_to_solar};
///
/// let new_year = LunarDate { year: 1997, month: 1, is_leap_month: false, day: 1 };
/// assert_eq!(lunar_to_solar(new_year)?.to_string(), "1997-02-08"); // a day after the Chinese one
/// # Ok::<(), saju::Error>(())
/// ```
pub fn lunar_to_solar(lunar: LunarDate) -> Result<Date, Error> {
    let LunarDate { year, month, is_leap_month, day } = lunar;
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return Err(Calendar::Lunar.no_date(lunar.without_leap()));
    }
    let out_of_range = Error::OutOfRange(lunar.without_leap());
    if !YEARS.contains(&year) {
        return Err(out_of_range);
    }
    let icu_month = if is_leap_month { Month::leap(month) } else { Month::new(month) };
    let day = IcuDate::try_new_korean_traditional(i32::from(year), icu_month, day).map_err(|error| match error {
        LunisolarDateError::InvalidDay { max } => Error::LunarDayAbsent { date: lunar, days: max },
        LunisolarDateError::MonthNotInYear => Error::LeapMonthAbsent { year, month, instead: leap_month(year) },
        _ => Calendar::Lunar.no_date(lunar.without_leap()),
    })?;
    let solar = date(day.to_rata_die().to_i64_date() - EPOCH);
    if YEARS.contains(&solar.year()) { Ok(solar) } else { Err(out_of_range) }
}

/// The day of the Korean lunar calendar on a Gregorian date, from 1900-01-01 to 2100-12-31.
///
/// ```
/// use jiff::civil::date;
/// use saju::solar_to_lunar;
///
/// assert_eq!(solar_to_lunar(date(2023, 4, 1))?.to_string(), "2023-02-11 (leap month)");
/// # Ok::<(), saju::Error>(())
/// ```
#[expect(clippy::cast_possible_truncation, reason = "a year of YEARS, or the one before")]
pub fn solar_to_lunar(solar: Date) -> Result<LunarDate, Error> {
    if !YEARS.contains(&solar.year()) {
        let [month, day] = [solar.month(), solar.day()].map(i8::cast_unsigned);
        return Err(Error::OutOfRange(CalendarDate { year: solar.year(), month, day }));
    }
    let lunar = IcuDate::from_rata_die(RataDie::new(EPOCH + day_number(solar)), KoreanTraditional::new());
    let month = lunar.month().to_input();
    Ok(LunarDate {
        year: lunar.cyclic_year().related_iso as i16,
        month: month.number(),
        is_leap_month: month.is_leap(),
        day: lunar.day_of_month().0,
    })
}

/// The leap month of a lunar year, if it has one.
fn leap_month(year: i16) -> Option<u8> {
    (1..=12).find(|&month| IcuDate::try_new_korean_traditional(i32::from(year), Month::leap(month), 1).is_ok())
}
