//! The five elements and the two polarities, and how elements feed and conquer one another.

use crate::cycle::cycle;

cycle! {
    /// One of the five elements (오행, ohaeng), in the order in which each feeds the next.
    WuxingElement {
        /// Wood.
        Wood = "목" "木" "mok",
        /// Fire.
        Fire = "화" "火" "hwa",
        /// Earth.
        Earth = "토" "土" "to",
        /// Metal.
        Metal = "금" "金" "geum",
        /// Water.
        Water = "수" "水" "su",
    }
}

impl WuxingElement {
    /// The name in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Wood => "wood",
            Self::Fire => "fire",
            Self::Earth => "earth",
            Self::Metal => "metal",
            Self::Water => "water",
        }
    }

    /// The element that this one feeds (상생, sangsaeng): wood feeds fire, and so round.
    #[must_use]
    pub const fn feeds(self) -> Self {
        Self::from_index(self.index() + 1)
    }

    /// The element that this one conquers (상극, sanggeuk): wood conquers earth, and so round.
    #[must_use]
    pub const fn conquers(self) -> Self {
        Self::from_index(self.index() + 2)
    }

    /// The element that conquers this one.
    #[must_use]
    pub const fn conquered_by(self) -> Self {
        Self::from_index(self.index() + 3)
    }

    /// The element that feeds this one.
    #[must_use]
    pub const fn fed_by(self) -> Self {
        Self::from_index(self.index() + 4)
    }
}

cycle! {
    /// The polarity (음양, eumyang) of a stem or a branch.
    Polarity {
        /// The bright side.
        Yang = "양" "陽" "yang",
        /// The dark side.
        Yin = "음" "陰" "eum",
    }
}
