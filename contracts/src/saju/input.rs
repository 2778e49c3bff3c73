//! The input of a calculation: the birth date, time and place, and the conventions.

use contract_kit::prelude::*;

use crate::names::PersonName;

/// A date in the Gregorian or the Korean lunar calendar, `YYYY-MM-DD`.
///
/// In the lunar calendar, 30 February can be a valid date.
#[contract(
    pattern = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
    message = "Write a day as YYYY-MM-DD, such as 1976-05-21.",
    example = "1976-05-21"
)]
pub struct CalendarDate(pub String);

/// A time of day on a local clock, `HH:MM` or `HH:MM:SS`.
#[contract(
    pattern = "^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$",
    message = "Write a time as HH:MM or HH:MM:SS, such as 17:50.",
    example = "17:50"
)]
pub struct ClockTime(pub String);

/// The name of a time zone in the IANA database.
#[contract(length(1..=64), pattern = "^[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*$", message = "Write the name of a time zone, such as Asia/Seoul.", example = "Asia/Seoul")]
pub struct TimeZoneName(pub String);

/// The gender of a person; the direction of the luck pillars (대운, daeun) depends on it.
#[contract]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// A place on earth, with its time zone.
#[contract(object, input)]
pub struct GeoLocation {
    /// The latitude, in degrees north of the equator. It does not affect the result.
    #[contract(range(-90.0..=90.0), example = 36.6424)]
    pub latitude: f64,
    /// The longitude, in degrees east of Greenwich.
    ///
    /// It affects the day and hour pillars if `timeMode` is `mean` or `apparent`.
    #[contract(range(-180.0..=180.0), example = 127.5)]
    pub longitude: f64,
    /// The time zone of the place.
    pub timezone: TimeZoneName,
}

/// The input of a calculation.
#[contract(object, input)]
pub struct SajuCalculationInput {
    /// The birth date, in the calendar that `isLunar` selects.
    pub birth_date: CalendarDate,
    /// The birth time on the local clock.
    ///
    /// Absent if it is unknown; the chart then has no hour pillar.
    pub birth_time: Option<ClockTime>,
    /// Whether the date is in the Korean lunar calendar.
    #[contract(example = false)]
    pub is_lunar: bool,
    /// Whether the lunar month is a leap month (윤달, yundal).
    ///
    /// Ignored with a warning if the date is solar.
    #[contract(example = false)]
    pub is_leap_month: Option<bool>,
    /// The gender of the person.
    pub gender: Gender,
    /// The name of the person. It does not affect the result.
    pub name: PersonName,
    /// The birth place; by default Seoul's clock and the meridian 127.5 degrees east.
    pub location: Option<GeoLocation>,
    /// The conventions of the calculation; absent ones have their defaults.
    pub options: Option<SajuOptions>,
}

/// The conventions of a calculation.
///
/// Schools of saju differ, so each result names the conventions that it was calculated with.
#[contract(object, input)]
pub struct SajuOptions {
    /// The clock that decides the day and hour pillars; by default `mean`.
    pub time_mode: Option<TimeMode>,
    /// The time at which the day pillar changes; by default `split`.
    pub day_boundary: Option<DayBoundary>,
    /// The time at which the year pillar changes; by default `ipchun`.
    pub year_start: Option<YearStart>,
    /// The rounding of the age at which the first luck pillar begins; by default `round`.
    pub daeun_rounding: Option<DaeunRounding>,
    /// The way in which ages are counted; by default `international`.
    pub age_style: Option<AgeStyle>,
    /// The handling of a local time that occurred twice; by default `earlier`.
    pub ambiguity: Option<AmbiguityPolicy>,
}

/// The clock that decides the day and hour pillars.
#[contract]
pub enum TimeMode {
    /// Local mean solar time: four minutes for each degree of longitude.
    Mean,
    /// The standard time of the place, without daylight saving time.
    Clock,
    /// Apparent solar time (진태양시, jintaeyangsi): mean solar time plus the equation of time.
    Apparent,
    /// The time as it was entered.
    Wall,
}

/// The time at which the day pillar changes, for births between 23:00 and midnight.
#[contract]
pub enum DayBoundary {
    /// The day changes at midnight, and the hour stem is the next day's (야자시, yajasi).
    Split,
    /// The day changes at 23:00 (정자시, jeongjasi).
    Jasi,
    /// The day changes at midnight, and the hour stem is the same day's.
    Midnight,
}

/// The time at which the year pillar changes.
#[contract]
pub enum YearStart {
    /// At the beginning of spring (입춘, ipchun).
    Ipchun,
    /// At the winter solstice (동지, dongji).
    Dongji,
    /// At the lunar new year (설날, seollal), as in the popular zodiac.
    LunarNewYear,
}

/// The rounding of the age at which the first luck pillar begins.
#[contract]
pub enum DaeunRounding {
    /// Rounded to the nearest year, halves up, but at least 1.
    Round,
    /// Rounded down.
    Floor,
    /// Rounded up.
    Ceil,
    /// The whole years of an age counted in days and double-hours, like `sect` 1 of lunar-javascript.
    Sect1,
}

/// The way in which ages are counted.
#[contract]
pub enum AgeStyle {
    /// In years since birth.
    International,
    /// Counted from 1 at birth (세는나이, seneunnai).
    Korean,
}

/// The handling of a local time that occurred twice because clocks were set back.
#[contract]
pub enum AmbiguityPolicy {
    /// Use the first of the two, with a warning.
    Earlier,
    /// Fail with the problem `AMBIGUOUS_LOCAL_TIME`.
    Reject,
}

/// The conventions that a result was calculated with, including the defaults.
#[contract(object)]
pub struct SajuConventions {
    /// The clock that decided the day and hour pillars.
    pub time_mode: TimeMode,
    /// The time at which the day pillar changes.
    pub day_boundary: DayBoundary,
    /// The time at which the year pillar changes.
    pub year_start: YearStart,
    /// The rounding of the age at which the first luck pillar begins.
    pub daeun_rounding: DaeunRounding,
    /// The way in which ages are counted.
    pub age_style: AgeStyle,
    /// The handling of a local time that occurred twice.
    pub ambiguity: AmbiguityPolicy,
    /// The time zone of the birth time.
    pub timezone: TimeZoneName,
    /// The meridian of the local time, in degrees east of Greenwich.
    ///
    /// Absent if `timeMode` is `clock` or `wall`.
    #[contract(range(-180.0..=180.0), example = 127.5)]
    pub longitude: Option<f64>,
    /// The name and version of the engine.
    #[contract(length(1..=64), example = "saju 1.0.0")]
    pub engine: String,
}
