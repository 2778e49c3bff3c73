//! The balance of the five elements (오행, ohaeng), and what follows from it.

use std::ops::Add;

use arrayvec::ArrayVec;

use crate::{
    element::{Elements, WuxingElement},
    pillar::{Pillar, SajuPan},
};

/// The weight of a stem, and of a branch; a branch's weight is the sum of its hidden stems' days, which are thirty.
const CHARACTER: u16 = 30;

/// The share from which an element is strong, in tenths of a per cent.
const STRONG: u16 = 300;
/// The share from which an element is excessive.
const EXCESSIVE: u16 = 400;
/// The share up to which an element is weak.
const WEAK: u16 = 100;
/// The support from which a day master is strong.
const SINGANG: u16 = 550;
/// The support up to which a day master is weak.
const SINYAK: u16 = 450;

/// The five elements of a chart: their number, their strength, and the elements that would balance them.
///
/// The methods derive their answers from the two stored counts when they are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WuxingAnalysis {
    /// The number of characters of each element.
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

    /// The balance of the elements by weight: 100 when each has a fifth, 0 when one has everything.
    pub fn balance(&self) -> f64 {
        let off: u16 = self.weighted.0.map(|weight| weight.abs_diff(200)).iter().sum();
        100.0 - f64::from(off) / 16.0
    }

    /// The elements with 30 per cent or more; the largest one if none has so much.
    pub fn strong(&self) -> Elements {
        self.weighing(|weight| weight >= STRONG).or_only(self.weighted.largest())
    }

    /// The elements with 10 per cent or less; the smallest one if none has so little.
    pub fn weak(&self) -> Elements {
        self.weighing(|weight| weight <= WEAK).or_only(self.weighted.smallest())
    }

    /// The elements with 40 per cent or more.
    pub fn excess(&self) -> Elements {
        self.weighing(|weight| weight >= EXCESSIVE)
    }

    /// The elements of none of the characters.
    pub fn missing(&self) -> Elements {
        Elements::matching(|element| self.counts.get(element) == 0)
    }

    /// The strength of the day master.
    pub fn day_master_strength(&self) -> DayMasterStrength {
        DayMasterStrength::from_support(self.support())
    }

    /// The weight of the day master's own element and of the one that feeds it, in per cent.
    pub fn day_master_support(&self) -> f64 {
        f64::from(self.support()) / 10.0
    }

    /// The elements that would balance the chart (용신, yongsin), best first: for a strong day master those that drain
    /// it, the lightest first; for a weak one those that support it; otherwise the lightest element of the chart.
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

/// The number of characters of each element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts([u8; 5]);

impl Counts {
    fn count(pan: SajuPan) -> Self {
        Self(sum(pan, |pillar| PILLARS[pillar.index()].counts))
    }

    /// Returns the number for an element.
    pub const fn get(&self, element: WuxingElement) -> u8 {
        self.0[element.index()]
    }
}

/// The weight of each element. A stem weighs 1. A branch weighs 1, split over its hidden stems by their days; the month
/// branch weighs 2.
///
/// The shares are whole tenths of a per cent, rounded by the largest remainder, and their sum is exactly 100 per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights([u16; 5]);

impl Weights {
    fn new(pan: SajuPan) -> Self {
        let once = sum(pan, |pillar| PILLARS[pillar.index()].weights);
        let month = PILLARS[pan.month.index()].branch;
        let weights = std::array::from_fn(|place| once[place] + month[place]);
        // The total is that of four stems and branches, or three without an hour, plus the month branch again.
        match pan.hour {
            Some(_) => Self::shares::<{ 9 * CHARACTER }>(weights),
            None => Self::shares::<{ 7 * CHARACTER }>(weights),
        }
    }

    /// Returns the shares of a total in tenths of a per cent. The tenths that rounding down leaves go to the largest
    /// remainders; of equal remainders, the first element wins.
    fn shares<const TOTAL: u16>(weights: [u16; 5]) -> Self {
        let total = u32::from(TOTAL);
        let scaled = weights.map(|weight| u32::from(weight) * 1000);
        #[expect(clippy::cast_possible_truncation, reason = "at most 1000")]
        let mut shares = scaled.map(|weight| (weight / total) as u16);
        let left = 1000 - shares.iter().sum::<u16>();
        // These numbers decide between equal remainders: the first element wins.
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

/// Returns the index of the largest number; of equal numbers, the first.
fn first_largest<T: Copy + PartialOrd>(numbers: [T; 5]) -> usize {
    (1..5).fold(0, |largest, place| if numbers[place] > numbers[largest] { place } else { largest })
}

/// The contribution of a pillar to each element, in the elements' order.
#[derive(Clone, Copy)]
struct Share {
    /// The number of its two characters that have each element.
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

/// Returns the sum of the pillars' contributions.
fn sum<T: Copy + Add<Output = T>>(pan: SajuPan, share: impl Fn(Pillar) -> [T; 5]) -> [T; 5] {
    let add = |one: [T; 5], other: [T; 5]| std::array::from_fn(|place| one[place] + other[place]);
    let three = add(add(share(pan.year), share(pan.month)), share(pan.day));
    pan.hour.map_or(three, |hour| add(three, share(hour)))
}

/// The strength of the day master.
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

    /// The word for it in messages between programs.
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
