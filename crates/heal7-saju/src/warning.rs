//! Warnings: reasons why a chart may differ from the one that a person expects.

use arrayvec::ArrayVec;

use crate::pillar::{Pillar, PillarPosition};

/// A reason why a chart may differ from the expected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The code of the reason.
    pub code: WarningCode,
    /// The position of the pillar that would differ.
    pub position: Option<PillarPosition>,
    /// The pillar that would be at this position instead.
    pub neighbour: Option<Pillar>,
}

impl Warning {
    pub(crate) const fn plain(code: WarningCode) -> Self {
        Self { code, position: None, neighbour: None }
    }
}

/// The warnings of a chart: at most four about the input, two about the year and month, and two about the day and hour.
pub type Warnings = ArrayVec<Warning, 8>;

/// The reason for a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningCode {
    /// The local time occurred twice, and the earlier one was taken.
    AmbiguousLocalTime,
    /// The birth is within five minutes of the solar term at which the pillar changes.
    NearSolarTerm,
    /// The effective local time is within five minutes of a change of the hour or of the day.
    NearHourEdge,
    /// The zone had no standard time yet, and local mean time was used.
    Lmt,
    /// The lunar date is after 2050, where the calendar is a forecast.
    LunarForecast,
    /// The date is solar, so the flag for a leap month was ignored.
    LeapFlagIgnored,
    /// The birth time is unknown, and a pillar changes on that day.
    TimeUnknown,
}

impl WarningCode {
    /// All codes.
    pub const ALL: [Self; 7] = [
        Self::AmbiguousLocalTime,
        Self::NearSolarTerm,
        Self::NearHourEdge,
        Self::Lmt,
        Self::LunarForecast,
        Self::LeapFlagIgnored,
        Self::TimeUnknown,
    ];

    /// The word for it in messages between programs.
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
