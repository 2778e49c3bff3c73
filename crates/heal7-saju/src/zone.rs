//! Time zones, from `jiff` with its bundled time zone database, so that every machine gives the same answer.

use std::{
    fmt,
    sync::{LazyLock, OnceLock},
};

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{AmbiguousOffset, Dst, Offset, TimeZone, TimeZoneDatabase},
};

use crate::{birth::excerpt, error::Error, options::AmbiguityPolicy};

const SEOUL: &str = "Asia/Seoul";

/// The meridian that Korean almanacs use for local time, in degrees east: half an hour behind the clock's 135.
const KOREAN_MERIDIAN: f64 = 127.5;

/// A time zone of the bundled database.
#[derive(Clone, Copy)]
pub struct Zone(&'static Entry);

/// A zone of the database, which is read on first use.
struct Entry {
    name: String,
    zone: OnceLock<TimeZone>,
}

/// The bundled database; jiff by itself would use the system's database if another crate enables that.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// All zones of the database, in the order of their names in lower case.
static ZONES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let names = DATABASE.available().map(|name| name.as_str().to_owned());
    let mut zones: Vec<_> = names.map(|name| Entry { name, zone: OnceLock::new() }).collect();
    zones.sort_unstable_by(|one, other| lower_case(&one.name).cmp(lower_case(&other.name)));
    zones
});

fn lower_case(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

impl Zone {
    /// The clock of Korea.
    pub fn seoul() -> Self {
        static ENTRY: LazyLock<Zone> = LazyLock::new(|| Zone::find(SEOUL).expect("the database is bundled"));
        *ENTRY
    }

    /// Returns the zone with this name of the IANA database, in upper or lower case.
    pub fn named(name: &str) -> Result<Self, Error> {
        if name == SEOUL {
            return Ok(Self::seoul());
        }
        Self::find(name).ok_or_else(|| Error::UnknownTimezone(excerpt(name)))
    }

    fn find(name: &str) -> Option<Self> {
        let index = ZONES.binary_search_by(|entry| lower_case(&entry.name).cmp(lower_case(name))).ok()?;
        Some(Self(&ZONES[index]))
    }

    /// The name of the zone, as the database spells it.
    pub fn name(self) -> &'static str {
        &self.0.name
    }

    /// Returns the zone as a type of jiff.
    pub fn as_jiff(self) -> &'static TimeZone {
        let read = || DATABASE.get(&self.0.name).expect("the name is one of the database");
        self.0.zone.get_or_init(read)
    }

    /// Resolves a time that clocks showed to its instant.
    pub(crate) fn resolve(self, time: DateTime, policy: AmbiguityPolicy) -> Result<Resolved, Error> {
        let zone = || self.name().to_owned();
        let (offset, is_ambiguous) = match self.as_jiff().to_ambiguous_timestamp(time).offset() {
            AmbiguousOffset::Unambiguous { offset } => (offset, false),
            AmbiguousOffset::Gap { .. } => return Err(Error::NonexistentLocalTime { time, zone: zone() }),
            AmbiguousOffset::Fold { before, .. } if policy == AmbiguityPolicy::Earlier => (before, true),
            AmbiguousOffset::Fold { .. } => return Err(Error::AmbiguousLocalTime { time, zone: zone() }),
        };
        let instant = offset.to_timestamp(time).unwrap_or(Timestamp::MAX);
        let info = self.as_jiff().to_offset_info(instant);
        Ok(Resolved {
            instant,
            standard: if info.dst() == Dst::No { offset } else { self.standard_offset(instant) },
            is_ambiguous,
            is_local_mean_time: info.abbreviation() == "LMT",
        })
    }

    /// Returns the standard offset at an instant with daylight saving: the offset of the last time before it without.
    fn standard_offset(self, instant: Timestamp) -> Offset {
        let before = self.as_jiff().preceding(instant).find(|transition| transition.dst() == Dst::No);
        // A zone whose history begins with daylight saving uses the first standard offset after it.
        let standard =
            before.or_else(|| self.as_jiff().following(instant).find(|transition| transition.dst() == Dst::No));
        standard.map_or(Offset::UTC, |standard| standard.offset())
    }

    /// Returns the default meridian of the local time, in degrees east, by the standard offset.
    pub(crate) fn meridian(self, standard: Offset) -> f64 {
        // `ROK` is another name of the same zone.
        if matches!(self.name(), SEOUL | "ROK") {
            return KOREAN_MERIDIAN;
        }
        f64::from(standard.seconds()) / 240.0
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The result of resolving a time on a clock.
pub(crate) struct Resolved {
    /// The instant.
    pub instant: Timestamp,
    /// The offset of the clock from UTC, without daylight saving.
    pub standard: Offset,
    /// Whether clocks showed the time twice, and this is the first instant.
    pub is_ambiguous: bool,
    /// Whether the zone had no standard time yet, and clocks showed the local mean time of its main city.
    pub is_local_mean_time: bool,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn daylight_saving_is_taken_off() {
        let minutes = |zone: &str, instant: &str| {
            let zone = Zone::named(zone).unwrap();
            let clock = zone.as_jiff().to_datetime(instant.parse().unwrap());
            zone.resolve(clock, AmbiguityPolicy::Reject).unwrap().standard.seconds() / 60
        };
        assert_eq!(minutes("Asia/Seoul", "1988-07-01T00:00:00Z"), 540);
        assert_eq!(minutes("Asia/Seoul", "1957-07-01T00:00:00Z"), 510, "the half-hour clock has its own");
        assert_eq!(minutes("Europe/London", "1943-07-01T00:00:00Z"), 0, "two hours ahead in the war");
        assert_eq!(minutes("America/New_York", "2024-07-01T00:00:00Z"), -300);
        assert_eq!(minutes("Europe/Dublin", "2024-01-01T00:00:00Z"), 0);
        assert_eq!(minutes("Europe/Dublin", "2024-07-01T00:00:00Z"), 0, "though summer is standard by law");
    }
}
