//! What a calculation starts from: when and where a person was born, and by which conventions to compute.

use contract_kit::prelude::*;

use crate::names::PersonName;

/// A day as a person writes it, `YYYY-MM-DD`, of the Gregorian or the Korean lunar calendar; 30 February may be right.
#[contract(
    pattern = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
    message = "Write a day as YYYY-MM-DD, such as 1976-05-21.",
    example = "1976-05-21"
)]
pub struct CalendarDate(pub String);

/// A time of day as a clock showed it, `HH:MM` or `HH:MM:SS`.
#[contract(
    pattern = "^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$",
    message = "Write a time as HH:MM or HH:MM:SS, such as 17:50.",
    example = "17:50"
)]
pub struct ClockTime(pub String);

/// The name of a time zone in the IANA database.
#[contract(length(1..=64), pattern = "^[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*$", message = "Write the name of a time zone, such as Asia/Seoul.", example = "Asia/Seoul")]
pub struct TimeZoneName(pub String);

/// The gender of a person, on which the direction of the luck pillars depends.
#[contract]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// A place on earth, and the clock that people there go by.
#[contract(object, input)]
pub struct GeoLocation {
    /// Degrees north of the equator.
    #[contract(range(-90.0..=90.0), example = 36.6424)]
    pub latitude: f64,
    /// Degrees east of Greenwich; it moves the day and hour pillars where `timeMode` is `mean` or `apparent`.
    #[contract(range(-180.0..=180.0), example = 127.5)]
    pub longitude: f64,
    /// The clock of the place.
    pub timezone: TimeZoneName,
}

/// What a person asks to be computed.
#[contract(object, input)]
pub struct SajuCalculationInput {
    /// The birth date, in the calendar that `isLunar` names.
    pub birth_date: CalendarDate,
    /// The birth time as a clock at the place showed it; where it is not known there is no hour pillar.
    pub birth_time: Option<ClockTime>,
    /// Whether the date is of the Korean lunar calendar.
    #[contract(example = false)]
    pub is_lunar: bool,
    /// Whether the lunar month is a leap month (윤달, yundal); ignored with a warning where the date is solar.
    #[contract(example = false)]
    pub is_leap_month: Option<bool>,
    /// The gender of the person who was born.
    pub gender: Gender,
    /// The name of the person who was born; it does not enter the sums.
    pub name: PersonName,
    /// Where they were born; Seoul's clock and the meridian 127.5 east where it is absent.
    pub location: Option<GeoLocation>,
    /// The conventions to compute by; what is absent is the default of each.
    pub options: Option<SajuOptions>,
}

/// The conventions to compute by: schools differ, and each answer names what it was computed with.
#[contract(object, input)]
pub struct SajuOptions {
    /// The clock that decides the day and hour pillars; `mean` where absent.
    pub time_mode: Option<TimeMode>,
    /// When the day pillar turns; `split` where absent.
    pub day_boundary: Option<DayBoundary>,
    /// When the year pillar turns; `ipchun` where absent.
    pub year_start: Option<YearStart>,
    /// How the first age of the luck pillars is made whole; `round` where absent.
    pub daeun_rounding: Option<DaeunRounding>,
    /// How ages are counted; `international` where absent.
    pub age_style: Option<AgeStyle>,
    /// What to do with a local time that occurred twice; `earlier` where absent.
    pub ambiguity: Option<AmbiguityPolicy>,
}

/// The clock that decides the day and hour pillars.
#[contract]
pub enum TimeMode {
    /// Local mean solar time: four minutes for each degree of longitude.
    Mean,
    /// Standard time of the place, with daylight saving taken off.
    Clock,
    /// Apparent solar time (진태양시, jintaeyangsi): mean solar time and the equation of time.
    Apparent,
    /// The time as it was typed in.
    Wall,
}

/// When the day pillar turns, for births between 23:00 and midnight.
#[contract]
pub enum DayBoundary {
    /// The day turns at midnight, and the hour stem is the next day's (야자시, yajasi).
    Split,
    /// The day turns at 23:00 (정자시, jeongjasi).
    Jasi,
    /// The day turns at midnight, and the hour stem is the same day's.
    Midnight,
}

/// When the year pillar turns.
#[contract]
pub enum YearStart {
    /// At the beginning of spring (입춘, ipchun).
    Ipchun,
    /// At the winter solstice (동지, dongji).
    Dongji,
    /// At the lunar new year (설날, seollal), as folk zodiac signs have it.
    LunarNewYear,
}

/// How the first age of the luck pillars is made whole.
#[contract]
pub enum DaeunRounding {
    /// To the nearest year, halves up, and at least 1.
    Round,
    /// Down.
    Floor,
    /// Up.
    Ceil,
    /// From whole days and double-hours, as the first school of lunar-javascript has it.
    Sect1,
}

/// How ages are counted.
#[contract]
pub enum AgeStyle {
    /// In years since birth.
    International,
    /// From 1 at birth (세는나이, seneunnai).
    Korean,
}

/// What to do with a local time that occurred twice because clocks were put back.
#[contract]
pub enum AmbiguityPolicy {
    /// Take the first of the two, with a warning.
    Earlier,
    /// Refuse it with the problem `AMBIGUOUS_LOCAL_TIME`.
    Reject,
}

/// The conventions that a result was computed with, defaults included.
#[contract(object)]
pub struct SajuConventions {
    /// The clock that decided the day and hour pillars.
    pub time_mode: TimeMode,
    /// When the day pillar turns.
    pub day_boundary: DayBoundary,
    /// When the year pillar turns.
    pub year_start: YearStart,
    /// How the first age of the luck pillars was made whole.
    pub daeun_rounding: DaeunRounding,
    /// How ages are counted.
    pub age_style: AgeStyle,
    /// What was to be done with a local time that occurred twice.
    pub ambiguity: AmbiguityPolicy,
    /// The clock that the birth time was read by.
    pub timezone: TimeZoneName,
    /// The meridian of the local time, in degrees east; absent where `timeMode` is `clock` or `wall`.
    #[contract(range(-180.0..=180.0), example = 127.5)]
    pub longitude: Option<f64>,
    /// The engine and its version.
    #[contract(length(1..=64), example = "saju 1.0.0")]
    pub engine: String,
}
