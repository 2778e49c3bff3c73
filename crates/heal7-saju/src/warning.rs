//! What may make a chart other than a person expects.

use arrayvec::ArrayVec;

use crate::pillar::{Pillar, PillarPosition};

/// Something that may make a chart other than expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub code: WarningCode,
    /// Which pillar would be another.
    pub position: Option<PillarPosition>,
    /// The pillar it would be.
    pub neighbour: Option<Pillar>,
}

impl Warning {
    pub(crate) const fn plain(code: WarningCode) -> Self {
        Self { code, position: None, neighbour: None }
    }
}

/// The warnings of a chart: at most four about the input, two about the year and month, and two about the day and hour.
pub type Warnings = ArrayVec<Warning, 8>;

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningCode {
    /// The local time occurred twice, and the earlier one was taken.
    AmbiguousLocalTime,
    /// The birth is within five minutes of the solar term at which the pillar turns.
    NearSolarTerm,
    /// The effective local time is within five minutes of an edge of the hour or of the day.
    NearHourEdge,
    /// The zone had no standard time yet: local mean time was taken.
    Lmt,
    /// The lunar date lies after 2050, where the calendar is a forecast.
    LunarForecast,
    /// The date is solar, so that the mark of a leap month was ignored.
    LeapFlagIgnored,
    /// There is no birth time, and a pillar turns on that day.
    TimeUnknown,
}

impl WarningCode {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::AmbiguousLocalTime,
        Self::NearSolarTerm,
        Self::NearHourEdge,
        Self::Lmt,
        Self::LunarForecast,
        Self::LeapFlagIgnored,
        Self::TimeUnknown,
    ];

    /// The word that stands for it where programs talk to each other.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AmbiguousLocalTime => "ambiguous_local_time",
            Self::NearSolarTerm => "near_solar_term",
            Self::NearHourEdge => "near_hour_edge",
            Self::Lmt => "lmt",
            Self::LunarForecast => "lunar_forecast",
            Self::LeapFlagIgnored => "leap_flag_ignored",
            Self::TimeUnknown => "time_unknown",
        }
    }
}
