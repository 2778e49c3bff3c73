//! A pillar, which is one of the sixty pairs of a stem and a branch, and the four pillars of a chart.

use std::fmt;

use crate::{branch::Ji, cycle::cycle, element::WuxingElement, stem::Cheon};

/// A pillar: a stem over a branch, one of the sixty of the sexagenary cycle (육십갑자, yuksip gapja).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pillar(u8);

impl Pillar {
    /// All pillars, in their order.
    pub const ALL: [Self; 60] = {
        let mut all = [Self(0); 60];
        let mut index = 1;
        while index < all.len() {
            all[index] = all[index - 1].next();
            index += 1;
        }
        all
    };

    /// Returns the pillar at an index of the cycle, where 갑자 is 0; the cycle repeats in both directions.
    #[expect(clippy::cast_possible_truncation, reason = "less than sixty")]
    pub const fn from_index(index: i64) -> Self {
        Self(index.rem_euclid(60) as u8)
    }

    /// Returns the pillar of a stem and a branch, or `None` if their polarities differ.
    #[expect(clippy::cast_possible_truncation, reason = "less than sixty")]
    pub const fn new(cheon: Cheon, ji: Ji) -> Option<Self> {
        let (cheon, ji) = (cheon.index(), ji.index());
        if cheon % 2 != ji % 2 {
            return None;
        }
        // The number below 60 with the remainders `cheon` modulo 10 and `ji` modulo 12; 55 is -5 modulo 60.
        Some(Self(((6 * cheon + 55 * ji) % 60) as u8))
    }

    /// The index in the cycle, 0 to 59.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The heavenly stem.
    pub const fn cheon(self) -> Cheon {
        Cheon::from_index(self.index())
    }

    /// The earthly branch.
    pub const fn ji(self) -> Ji {
        Ji::from_index(self.index())
    }

    /// The element of the stem.
    pub const fn element(self) -> WuxingElement {
        self.cheon().element()
    }

    /// The pillar after it in the cycle.
    #[must_use]
    pub const fn next(self) -> Self {
        self.forward(1)
    }

    /// The pillar before it in the cycle.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.forward(59)
    }

    /// The pillar up to 60 steps later in the cycle.
    pub(crate) const fn forward(self, steps: u8) -> Self {
        let index = self.0 + steps;
        Self(if index < 60 { index } else { index - 60 })
    }

    /// The pillar so many steps later in the cycle, or earlier if the number is negative.
    #[must_use]
    pub const fn step(self, steps: i64) -> Self {
        Self::from_index(self.0 as i64 + steps)
    }

    /// The name in Korean letters, such as `갑자`.
    pub fn hangul(self) -> String {
        [self.cheon().hangul(), self.ji().hangul()].concat()
    }

    /// The name in Chinese characters, such as `甲子`.
    pub fn hanja(self) -> String {
        [self.cheon().hanja(), self.ji().hanja()].concat()
    }

    /// The name in Latin letters, such as `gapja`.
    pub fn romanised(self) -> String {
        [self.cheon().romanised(), self.ji().romanised()].concat()
    }
}

impl fmt::Display for Pillar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.cheon().hangul())?;
        formatter.write_str(self.ji().hangul())
    }
}

impl fmt::Debug for Pillar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

cycle! {
    /// The position of a pillar in a chart.
    PillarPosition {
        /// The year pillar.
        Year = "연주" "年柱" "yeonju",
        /// The month pillar.
        Month = "월주" "月柱" "wolju",
        /// The day pillar.
        Day = "일주" "日柱" "ilju",
        /// The hour pillar.
        Hour = "시주" "時柱" "siju",
    }
}

impl PillarPosition {
    /// The name in English, without the word pillar.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
        }
    }
}

/// The four pillars of a chart (사주팔자, saju palja).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SajuPan {
    /// The year pillar.
    pub year: Pillar,
    /// The month pillar.
    pub month: Pillar,
    /// The day pillar, whose stem is the day master (일간, ilgan).
    pub day: Pillar,
    /// The hour pillar; absent if the birth time is unknown.
    pub hour: Option<Pillar>,
}

impl SajuPan {
    /// The day master (일간, ilgan): the stem of the day, from which the others are seen.
    pub const fn day_master(self) -> Cheon {
        self.day.cheon()
    }

    /// The elements of the eight characters in pillar order, stem before branch; only six without an hour pillar.
    pub fn elements(self) -> impl Iterator<Item = WuxingElement> {
        self.pillars().flat_map(|(_, pillar)| [pillar.cheon().element(), pillar.ji().element()])
    }

    /// The existing pillars, from the year to the hour.
    pub fn pillars(self) -> impl Iterator<Item = (PillarPosition, Pillar)> {
        let four = [Some(self.year), Some(self.month), Some(self.day), self.hour];
        PillarPosition::ALL.into_iter().zip(four).filter_map(|(position, pillar)| Some((position, pillar?)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn pillar_round_trips_through_stem_and_branch() {
        for pillar in Pillar::ALL {
            assert_eq!(Pillar::new(pillar.cheon(), pillar.ji()), Some(pillar));
        }
        assert_eq!(Pillar::new(Cheon::Gap, Ji::Chuk), None, "yang over yin");
        assert_eq!(Pillar::new(Cheon::Mu, Ji::O).unwrap().index(), 54);
    }

    #[test]
    fn cycle_of_pillars_wraps_in_both_directions() {
        let first = Pillar::from_index(0);
        assert_eq!((first.step(-1).to_string(), first.step(60)), ("계해".into(), first));
        assert_eq!((first.hanja(), first.romanised()), ("甲子".into(), "gapja".into()));
    }
}
