//! Days: the Gregorian calendar in `gregorian`, the Korean lunar calendar in `lunar`, and the range of supported years.

pub(crate) mod gregorian;
mod lunar;

use std::ops::RangeInclusive;

pub use self::lunar::{LAST_PUBLISHED_LUNAR_YEAR, LunarDate, lunar_to_solar, solar_to_lunar};

/// The Gregorian and the lunar years that the engine supports.
///
/// In these years the lunar calendar is the published one or the best available forecast; for others, the libraries
/// make no promise.
pub const YEARS: RangeInclusive<i16> = 1900..=2100;
