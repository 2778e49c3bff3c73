//! Conversion of days and clock readings of the Gregorian calendar to numbers, and back.
//!
//! A reading is the date and time that a clock shows, no matter which time scale it keeps, in milliseconds since it
//! showed 1970-01-01 00:00. The reading of a clock that keeps UTC is Unix time.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

/// The length of a day.
pub(crate) const DAY: i64 = 86_400_000;
/// The length of an hour.
pub(crate) const HOUR: i64 = DAY / 24;

/// The Julian date of the reading 0, which is a midnight.
const EPOCH_JULIAN: f64 = 2_440_587.5;

/// The reading of a date and a time of day.
pub(crate) fn reading(shown: DateTime) -> i64 {
    Offset::UTC.to_timestamp(shown).map_or(i64::MAX, Timestamp::as_millisecond)
}

/// The date and time that a clock with this reading shows.
pub(crate) fn shown(reading: i64) -> DateTime {
    Offset::UTC.to_datetime(instant(reading))
}

/// The instant of Unix time in milliseconds.
pub(crate) fn instant(unix: i64) -> Timestamp {
    Timestamp::from_millisecond(unix).unwrap_or(Timestamp::MAX)
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i64 {
    reading(date.to_datetime(jiff::civil::Time::midnight())).div_euclid(DAY)
}

/// The date so many days after 1970-01-01.
pub(crate) fn date(day_number: i64) -> Date {
    shown(day_number * DAY).date()
}

/// The Julian date of a reading, in days.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of a few centuries take 43 bits")]
pub(crate) fn julian_date(reading: i64) -> f64 {
    EPOCH_JULIAN + reading as f64 / DAY as f64
}

/// The reading at a Julian date, to the nearest millisecond.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "as above")]
pub(crate) fn reading_at(julian_date: f64) -> i64 {
    ((julian_date - EPOCH_JULIAN) * DAY as f64).round() as i64
}
