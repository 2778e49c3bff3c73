//! The balance of the five elements (오행, ohaeng), and what follows from it.

use std::ops::Add;

use arrayvec::ArrayVec;

use crate::{
    element::{Elements, WuxingElement},
    pillar::{Pillar, SajuPan},
};

/// The weight of a stem, and of a branch over its hidden stems; theirs are their days of thirty.
const CHARACTER: u16 = 30;

/// An element is strong from here on, in tenths of a per cent.
const STRONG: u16 = 300;
/// An element is excessive from here on.
const EXCESSIVE: u16 = 400;
/// An element is weak up to here.
const WEAK: u16 = 100;
/// A day master is strong with this support, and more.
const SINGANG: u16 = 550;
/// A day master is weak with this support, and less.
const SINYAK: u16 = 450;

/// The five elements of a chart: how many, how strong, and what would balance them.
///
/// What is said of them follows from two counts, and is worked out when it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WuxingAnalysis {
    /// How many of the characters have each element.
    pub counts: Counts,
    /// The weight of each element.
    pub weighted: Weights,
    /// The element of the day master.
    own: WuxingElement,
}

impl WuxingAnalysis {
    pub(crate) fn new(pan: SajuPan) -> Self {
        Self { counts: Counts::count(pan), weighted: Weights::new(pan), own: pan.day_master().element() }
    }

    /// How evenly the elements are spread by weight: 100 when each has a fifth, 0 when one has everything.
    pub fn balance(&self) -> f64 {
        let off: u16 = self.weighted.0.map(|weight| weight.abs_diff(200)).iter().sum();
        100.0 - f64::from(off) / 16.0
    }

    /// The elements with 30 per cent or more; the largest alone where none has so much.
    pub fn strong(&self) -> Elements {
        self.weighing(|weight| weight >= STRONG).or_only(self.weighted.largest())
    }

    /// The elements with 10 per cent or less; the smallest alone where none has so little.
    pub fn weak(&self) -> Elements {
        self.weighing(|weight| weight <= WEAK).or_only(self.weighted.smallest())
    }

    /// The elements with 40 per cent or more.
    pub fn excess(&self) -> Elements {
        self.weighing(|weight| weight >= EXCESSIVE)
    }

    /// The elements that none of the characters has.
    pub fn missing(&self) -> Elements {
        Elements::matching(|element| self.counts.get(element) == 0)
    }

    /// How strong the day master is.
    pub fn day_master_strength(&self) -> DayMasterStrength {
        DayMasterStrength::from_support(self.support())
    }

    /// The weight of the day master's own element and of the one that feeds it, in per cent.
    pub fn day_master_support(&self) -> f64 {
        f64::from(self.support()) / 10.0
    }

    /// The elements that would balance the chart (용신, yongsin), best first: what drains a strong day master, the least
    /// first; what supports a weak one; else what the chart has least of.
    pub fn remedies(&self) -> ArrayVec<WuxingElement, 3> {
        let own = self.own;
        match self.day_master_strength() {
            DayMasterStrength::Singang => {
                let mut draining = [own.feeds(), own.conquers(), own.conquered_by()];
                draining.sort_unstable_by_key(|&element| (self.weighted.permille(element), element));
                draining.into()
            }
            DayMasterStrength::Sinyak => [own.fed_by(), own].into_iter().collect(),
            DayMasterStrength::Junghwa => [self.weighted.smallest()].into_iter().collect(),
        }
    }

    /// The weight of the day master's own element and of the one that feeds it, in tenths of a per cent.
    fn support(&self) -> u16 {
        self.weighted.permille(self.own) + self.weighted.permille(self.own.fed_by())
    }

    fn weighing(&self, holds: impl Fn(u16) -> bool) -> Elements {
        Elements::matching(|element| holds(self.weighted.permille(element)))
    }
}

/// How many characters have each element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts([u8; 5]);

impl Counts {
    fn count(pan: SajuPan) -> Self {
        Self(sum(pan, |pillar| PILLARS[pillar.index()].counts))
    }

    /// How many have an element.
    pub const fn get(&self, element: WuxingElement) -> u8 {
        self.0[element.index()]
    }
}

/// The weight of each element: a stem weighs 1, a branch 1 split over its hidden stems by their days, and the month
/// branch 2.
///
/// The shares are whole tenths of a per cent, rounded by the largest remainder, and add up to 100 per cent exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights([u16; 5]);

impl Weights {
    fn new(pan: SajuPan) -> Self {
        let once = sum(pan, |pillar| PILLARS[pillar.index()].weights);
        let month = PILLARS[pan.month.index()].branch;
        let weights = std::array::from_fn(|place| once[place] + month[place]);
        // Four stems and branches, or three, and the month branch again.
        match pan.hour {
            Some(_) => Self::shares::<{ 9 * CHARACTER }>(weights),
            None => Self::shares::<{ 7 * CHARACTER }>(weights),
        }
    }

    /// The shares of a total in tenths of a per cent; what rounding down leaves goes to the largest remainders, and among equal
    /// ones to the first element.
    fn shares<const TOTAL: u16>(weights: [u16; 5]) -> Self {
        let total = u32::from(TOTAL);
        let scaled = weights.map(|weight| u32::from(weight) * 1000);
        #[expect(clippy::cast_possible_truncation, reason = "at most 1000")]
        let mut shares = scaled.map(|weight| (weight / total) as u16);
        let left = 1000 - shares.iter().sum::<u16>();
        // Of equal remainders the first is the greater.
        let firsts = [4, 3, 2, 1, 0];
        let remainders: [u32; 5] = std::array::from_fn(|place| scaled[place] % total * 8 + firsts[place]);
        for place in 0..5 {
            let greater = remainders.iter().filter(|&&remainder| remainder > remainders[place]).count();
            shares[place] += u16::from(greater < left.into());
        }
        Self(shares)
    }

    /// The weight of an element in per cent, with one decimal.
    pub fn percent(&self, element: WuxingElement) -> f64 {
        f64::from(self.permille(element)) / 10.0
    }

    /// The weight of an element in tenths of a per cent.
    pub const fn permille(&self, element: WuxingElement) -> u16 {
        self.0[element.index()]
    }

    fn largest(&self) -> WuxingElement {
        WuxingElement::from_index(first_largest(self.0))
    }

    fn smallest(&self) -> WuxingElement {
        WuxingElement::from_index(first_largest(self.0.map(|weight| 1000 - weight)))
    }
}

/// The place of the largest of the numbers, and of equal ones the first.
fn first_largest<T: Copy + PartialOrd>(numbers: [T; 5]) -> usize {
    (1..5).fold(0, |largest, place| if numbers[place] > numbers[largest] { place } else { largest })
}

/// What a pillar adds to the elements, in their order.
#[derive(Clone, Copy)]
struct Share {
    /// How many of its two characters have each.
    counts: [u8; 5],
    /// The weight of its stem and of its branch.
    weights: [u16; 5],
    /// The weight of its branch alone.
    branch: [u16; 5],
}

static PILLARS: [Share; Pillar::ALL.len()] = {
    let mut shares = [Share { counts: [0; 5], weights: [0; 5], branch: [0; 5] }; Pillar::ALL.len()];
    let mut index = 0;
    while index < shares.len() {
        let pillar = Pillar::ALL[index];
        let (share, stem) = (&mut shares[index], pillar.cheon().element().index());
        share.counts[stem] += 1;
        share.counts[pillar.ji().element().index()] += 1;
        let hidden = pillar.ji().hidden_stems();
        let mut place = 0;
        while place < hidden.len() {
            share.branch[hidden[place].cheon.element().index()] += hidden[place].days as u16;
            place += 1;
        }
        share.weights = share.branch;
        share.weights[stem] += CHARACTER;
        index += 1;
    }
    shares
};

/// What the pillars of a chart add together.
fn sum<T: Copy + Add<Output = T>>(pan: SajuPan, share: impl Fn(Pillar) -> [T; 5]) -> [T; 5] {
    let add = |one: [T; 5], other: [T; 5]| std::array::from_fn(|place| one[place] + other[place]);
    let three = add(add(share(pan.year), share(pan.month)), share(pan.day));
    pan.hour.map_or(three, |hour| add(three, share(hour)))
}

/// How strong the day master is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMasterStrength {
    /// Strong (신강, singang): support of 55 per cent or more.
    Singang,
    /// Balanced (중화, junghwa): between the two.
    Junghwa,
    /// Weak (신약, sinyak): support of 45 per cent or less.
    Sinyak,
}

impl DayMasterStrength {
    const fn from_support(support: u16) -> Self {
        match support {
            SINGANG.. => Self::Singang,
            ..=SINYAK => Self::Sinyak,
            _ => Self::Junghwa,
        }
    }

    /// The word that stands for it where programs talk to each other.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Singang => "singang",
            Self::Junghwa => "junghwa",
            Self::Sinyak => "sinyak",
        }
    }

    /// The name in Korean letters.
    pub const fn hangul(self) -> &'static str {
        match self {
            Self::Singang => "신강",
            Self::Junghwa => "중화",
            Self::Sinyak => "신약",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_by_the_largest_remainder() {
        assert_eq!(Weights::shares::<90>([30, 30, 30, 0, 0]).0, [334, 333, 333, 0, 0], "the first of equals");
        assert_eq!(Weights::shares::<3>([1, 0, 0, 0, 2]).0, [333, 0, 0, 0, 667]);
    }

    #[test]
    fn strength_thresholds_are_inclusive() {
        use DayMasterStrength::{Junghwa, Singang, Sinyak};
        assert_eq!([550, 549, 451, 450].map(DayMasterStrength::from_support), [Singang, Junghwa, Junghwa, Sinyak]);
    }
}
