//! The five elements and the two polarities, and how elements feed and conquer each other.

use std::fmt;

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

    /// The element that this one feeds (상생, sangsaeng): wood feeds fire, and so on in a circle.
    #[must_use]
    pub const fn feeds(self) -> Self {
        Self::from_index(self.index() + 1)
    }

    /// The element that this one conquers (상극, sanggeuk): wood conquers earth, and so on in a circle.
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

/// A set of the five elements, in their order.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Elements(u8);

impl Elements {
    /// Returns the elements that match a condition.
    pub(crate) fn matching(holds: impl Fn(WuxingElement) -> bool) -> Self {
        let bit = |element: WuxingElement| u8::from(holds(element)) << element.index();
        Self(WuxingElement::ALL.into_iter().map(bit).sum())
    }

    /// Returns this set, or the set of the given element if this one is empty.
    pub(crate) fn or_only(self, element: WuxingElement) -> Self {
        if self.is_empty() { Self(1 << element.index()) } else { self }
    }

    /// Whether the set contains an element.
    pub const fn contains(self, element: WuxingElement) -> bool {
        self.0 & 1 << element.index() != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the elements of the set.
    pub fn iter(self) -> impl Iterator<Item = WuxingElement> {
        WuxingElement::ALL.into_iter().filter(move |&element| self.contains(element))
    }
}

impl fmt::Debug for Elements {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
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
