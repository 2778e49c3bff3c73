//! The errors of the engine.

use jiff::civil::DateTime;

use crate::{birth::CalendarDate, calendar::LunarDate};

/// The reason why a birth has no chart.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The text is no date of the Gregorian calendar.
    #[error("`{0}` is not a day of the Gregorian calendar: write YYYY-MM-DD, such as 1990-05-15")]
    InvalidSolarDate(String),
    /// The text is no time of day.
    #[error("`{0}` is not a time of day: write HH:MM or HH:MM:SS, from 00:00 to 23:59:59")]
    InvalidTime(String),
    /// The text is no date of the lunar calendar.
    #[error("`{0}` is not a day of the Korean lunar calendar: write YYYY-MM-DD, with a month to 12 and a day to 30")]
    InvalidLunarDate(String),
    /// The lunar month has fewer days than the date.
    #[error("the lunar month of {date} has {days} days: the day is to be from 1 to {days}")]
    LunarDayAbsent {
        /// The date.
        date: LunarDate,
        /// The number of days of its month.
        days: u8,
    },
    /// The lunar year has no such leap month.
    #[error("the lunar year {year} has no leap month {month}: {}", leap_month_instead(*.instead))]
    LeapMonthAbsent {
        /// The lunar year.
        year: i16,
        /// The number of the requested leap month.
        month: u8,
        /// The leap month that the year has, if any.
        instead: Option<u8>,
    },
    /// Clocks were put forward and skipped the time.
    #[error("clocks in {zone} were put forward over {time}: the time never was, an earlier or a later one is meant")]
    NonexistentLocalTime {
        /// The time that did not exist.
        time: DateTime,
        /// The zone whose clocks skipped it.
        zone: String,
    },
    /// Clocks were put back and showed the time twice, and the options refuse to choose.
    #[error("clocks in {zone} were put back over {time}: the time occurred twice, `earlier` takes the first")]
    AmbiguousLocalTime {
        /// The time that occurred twice.
        time: DateTime,
        /// The zone whose clocks showed it twice.
        zone: String,
    },
    /// The date is outside the years that the engine supports.
    #[error("{0} is out of range: from solar 1900-01-01 to 2100-12-31, and from lunar 1900-01-01")]
    OutOfRange(CalendarDate),
    /// The time zone database has no such zone.
    #[error("`{0}` is not a time zone: write a name of the IANA database, such as Asia/Seoul")]
    UnknownTimezone(String),
    /// The longitude is not within -180 to 180 degrees.
    #[error("{0} is not a longitude: write degrees east of Greenwich, from -180 to 180")]
    InvalidLongitude(f64),
    /// The latitude is not within -90 to 90 degrees.
    #[error("{0} is not a latitude: write degrees north of the equator, from -90 to 90")]
    InvalidLatitude(f64),
    /// The text is not one of the supported genders.
    #[error("`{0}` is not a gender: write M, F, male or female")]
    InvalidGender(String),
}

impl Error {
    /// The word for the error in messages between programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidSolarDate(_) => "invalid_solar_date",
            Self::InvalidTime(_) => "invalid_time",
            Self::InvalidLunarDate(_) | Self::LunarDayAbsent { .. } => "invalid_lunar_date",
            Self::LeapMonthAbsent { .. } => "leap_month_absent",
            Self::NonexistentLocalTime { .. } => "nonexistent_local_time",
            Self::AmbiguousLocalTime { .. } => "ambiguous_local_time",
            Self::OutOfRange(_) => "out_of_range",
            Self::UnknownTimezone(_) => "unknown_timezone",
            Self::InvalidLongitude(_) => "invalid_longitude",
            Self::InvalidLatitude(_) => "invalid_latitude",
            Self::InvalidGender(_) => "invalid_gender",
        }
    }
}

fn leap_month_instead(month: Option<u8>) -> String {
    match month {
        Some(month) => format!("its leap month is {month}"),
        None => "it has none".into(),
    }
}
