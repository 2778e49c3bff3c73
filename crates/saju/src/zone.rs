//! Time zones, by `jiff` with the time zone database that it bundles: the same answer on every machine.

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{AmbiguousOffset, Dst, Offset, TimeZone},
};

use crate::{birth::excerpt, error::Error, options::AmbiguityPolicy};

const SEOUL: &str = "Asia/Seoul";

/// The meridian that almanacs in Korea take for local time, in degrees east: half an hour before the clock's 135.
const KOREAN_MERIDIAN: f64 = 127.5;

/// The clock that people at a place go by; cheap to clone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The clock of Korea.
    pub fn seoul() -> Self {
        static ZONE: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get(SEOUL).unwrap_or(TimeZone::UTC));
        Self(ZONE.clone())
    }

    /// The zone of a name in the IANA database, in upper or lower case; keep it where many births share it.
    pub fn named(name: &str) -> Result<Self, Error> {
        if name == SEOUL {
            return Ok(Self::seoul());
        }
        match TimeZone::get(name) {
            Ok(zone) if !zone.is_unknown() => Ok(Self(zone)),
            _ => Err(Error::UnknownTimezone(excerpt(name))),
        }
    }

    /// The name of the zone, as the database spells it.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The zone as jiff has it.
    pub fn as_jiff(&self) -> &TimeZone {
        &self.0
    }

    /// The instant at which clocks showed this time.
    pub(crate) fn resolve(&self, time: DateTime, policy: AmbiguityPolicy) -> Result<Resolved, Error> {
        let zone = || self.name().to_owned();
        let (offset, is_ambiguous) = match self.0.to_ambiguous_timestamp(time).offset() {
            AmbiguousOffset::Unambiguous { offset } => (offset, false),
            AmbiguousOffset::Gap { .. } => return Err(Error::NonexistentLocalTime { time, zone: zone() }),
            AmbiguousOffset::Fold { before, .. } if policy == AmbiguityPolicy::Earlier => (before, true),
            AmbiguousOffset::Fold { .. } => return Err(Error::AmbiguousLocalTime { time, zone: zone() }),
        };
        let instant = offset.to_timestamp(time).unwrap_or(Timestamp::MAX);
        Ok(Resolved { instant, is_ambiguous })
    }

    /// Whether the zone had no standard time yet, and clocks showed the local mean time of its chief town.
    pub(crate) fn is_local_mean_time(&self, instant: Timestamp) -> bool {
        self.0.to_offset_info(instant).abbreviation() == "LMT"
    }

    /// The offset at an instant with daylight saving taken off: that of the last time before it without.
    pub(crate) fn standard_offset(&self, instant: Timestamp) -> Offset {
        let now = self.0.to_offset_info(instant);
        if now.dst() == Dst::No {
            return now.offset();
        }
        let before = self.0.preceding(instant).find(|transition| transition.dst() == Dst::No);
        // What begins with daylight saving goes by the clock that follows it.
        let standard = before.or_else(|| self.0.following(instant).find(|transition| transition.dst() == Dst::No));
        standard.map_or(now.offset(), |standard| standard.offset())
    }

    /// The meridian that local time goes by where a birth names none, in degrees east.
    pub(crate) fn meridian(&self, instant: Timestamp) -> f64 {
        if self.name() == SEOUL {
            return KOREAN_MERIDIAN;
        }
        f64::from(self.standard_offset(instant).seconds()) / 240.0
    }
}

/// What a time on a clock came to.
pub(crate) struct Resolved {
    /// The instant.
    pub instant: Timestamp,
    /// Whether the clock showed the time twice, and this is the first.
    pub is_ambiguous: bool,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn daylight_saving_is_taken_off() {
        let minutes = |zone: &str, instant: &str| {
            Zone::named(zone).unwrap().standard_offset(instant.parse().unwrap()).seconds() / 60
        };
        assert_eq!(minutes("Asia/Seoul", "1988-07-01T00:00:00Z"), 540);
        assert_eq!(minutes("Asia/Seoul", "1957-07-01T00:00:00Z"), 510, "the half-hour clock has its own");
        assert_eq!(minutes("Europe/London", "1943-07-01T00:00:00Z"), 0, "two hours ahead in the war");
        assert_eq!(minutes("America/New_York", "2024-07-01T00:00:00Z"), -300);
        assert_eq!(minutes("Europe/Dublin", "2024-01-01T00:00:00Z"), 0);
        assert_eq!(minutes("Europe/Dublin", "2024-07-01T00:00:00Z"), 0, "though summer is standard by law");
    }
}
