//! The conventions of the calculation: schools differ, and a chart names the conventions with which it was computed.

use std::fmt;

/// The conventions of the calculation; [`Options::default`] has the default of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The clock that decides the day and hour pillars.
    pub time_mode: TimeMode,
    /// When the day pillar changes.
    pub day_boundary: DayBoundary,
    /// When the year pillar changes.
    pub year_start: YearStart,
    /// The rounding of the first age of the luck pillars.
    pub daeun_rounding: DaeunRounding,
    /// The way to count ages.
    pub age_style: AgeStyle,
    /// The treatment of a local time that occurred twice.
    pub ambiguity: AmbiguityPolicy,
}

/// Declares the choices of one convention with their words in texts; the first choice is the default.
macro_rules! convention {
    (
        $(#[$meta:meta])*
        $name:ident { $(#[$first_meta:meta])* $first:ident = $first_word:literal, $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name { $(#[$first_meta])* #[default] $first, $( $(#[$variant_meta])* $variant, )+ }

        impl $name {
            /// All choices, the default first.
            pub const ALL: &[Self] = &[Self::$first, $( Self::$variant ),+];

            /// The word for it in a text.
            pub const fn word(self) -> &'static str {
                match self { Self::$first => $first_word, $( Self::$variant => $word, )+ }
            }

            /// Returns the choice with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.word())
            }
        }
    };
}

convention! {
    /// The clock that decides the day and hour pillars.
    TimeMode {
        /// Local mean solar time: four minutes for each degree of longitude.
        Mean = "mean",
        /// Standard time of the place, without daylight saving time.
        Clock = "clock",
        /// Apparent solar time (진태양시, jintaeyangsi): mean solar time plus the equation of time.
        Apparent = "apparent",
        /// The time exactly as it was given.
        Wall = "wall",
    }
}

convention! {
    /// When the day pillar changes, for births between 23:00 and midnight.
    DayBoundary {
        /// The day changes at midnight, and the hour stem follows the next day (야자시, yajasi).
        Split = "split",
        /// The day changes at 23:00 (정자시, jeongjasi).
        Jasi = "jasi",
        /// The day changes at midnight, and the hour stem follows the same day.
        Midnight = "midnight",
    }
}

convention! {
    /// When the year pillar changes.
    YearStart {
        /// At the beginning of spring (입춘, ipchun).
        Ipchun = "ipchun",
        /// At the winter solstice (동지, dongji).
        Dongji = "dongji",
        /// At the lunar new year (설날, seollal), as for the zodiac signs of popular custom.
        LunarNewYear = "lunar_new_year",
    }
}

convention! {
    /// The rounding of the first age of the luck pillars.
    DaeunRounding {
        /// To the nearest year, halves up, and at least 1.
        Round = "round",
        /// Down.
        Floor = "floor",
        /// Up.
        Ceil = "ceil",
        /// The whole years of an age that is counted in days and double-hours, as in the first school (`sect` 1) of
        /// lunar-javascript.
        Sect1 = "sect1",
    }
}

convention! {
    /// The way to count ages.
    AgeStyle {
        /// In years since birth.
        International = "international",
        /// From 1 at birth (세는나이, seneunnai).
        Korean = "korean",
    }
}

convention! {
    /// The treatment of a local time that occurred twice because clocks were put back.
    AmbiguityPolicy {
        /// Take the first of the two, with a warning.
        Earlier = "earlier",
        /// Refuse it with [`Error::AmbiguousLocalTime`](crate::Error::AmbiguousLocalTime).
        Reject = "reject",
    }
}
