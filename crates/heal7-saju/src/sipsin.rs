//! The ten gods: the relation of each character to the day master, with the hidden stems and the twelve stages of life.
//!
//! The relations of the ten day masters to the sixty pillars are computed once, at compile time; the pillars of a
//! chart, its luck pillars and its years look them up.

use std::fmt;

use crate::{
    branch::{Ji, JijangganPhase},
    cycle::cycle,
    pillar::{Pillar, PillarPosition, SajuPan},
    stem::Cheon,
    unseong::{Unseong, gongmang},
};

cycle! {
    /// One of the ten gods (십신, sipsin): the relation of a stem to the day master.
    Sipsin {
        /// The companion: the same element, the same polarity.
        Bigyeon = "비견" "比肩" "bigyeon",
        /// The rival: the same element, the other polarity.
        Geopjae = "겁재" "劫財" "geopjae",
        /// The eating god: the element that the day master feeds, the same polarity.
        Siksin = "식신" "食神" "siksin",
        /// The hurting officer: the element that the day master feeds, the other polarity.
        Sanggwan = "상관" "傷官" "sanggwan",
        /// Indirect wealth: the element that the day master conquers, the same polarity.
        Pyeonjae = "편재" "偏財" "pyeonjae",
        /// Direct wealth: the element that the day master conquers, the other polarity.
        Jeongjae = "정재" "正財" "jeongjae",
        /// The seventh killing: the element that conquers the day master, the same polarity.
        Pyeongwan = "편관" "偏官" "pyeongwan",
        /// The direct officer: the element that conquers the day master, the other polarity.
        Jeonggwan = "정관" "正官" "jeonggwan",
        /// The indirect seal: the element that feeds the day master, the same polarity.
        Pyeonin = "편인" "偏印" "pyeonin",
        /// The direct seal: the element that feeds the day master, the other polarity.
        Jeongin = "정인" "正印" "jeongin",
    }
}

impl Sipsin {
    /// Returns the god of a stem for a day master.
    pub const fn between(day_master: Cheon, target: Cheon) -> Self {
        let steps = (target.element().index() + 5 - day_master.element().index()) % 5;
        let is_other_polarity = target.polarity().index() != day_master.polarity().index();
        Self::from_index(2 * steps + is_other_polarity as usize)
    }

    /// Returns the god of a branch for a day master, by the branch's main hidden stem.
    pub const fn of_branch(day_master: Cheon, ji: Ji) -> Self {
        Self::between(day_master, ji.main_stem())
    }
}

/// A pillar as seen from a day master.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The god of the stem.
    pub cheon: Sipsin,
    /// The god of the branch, by its main hidden stem.
    pub ji: Sipsin,
    /// The stage of life of the day master in the branch.
    pub unseong: Unseong,
}

impl Seen {
    /// Looks a pillar up in the table of a day master.
    pub const fn new(day_master: Cheon, pillar: Pillar) -> Self {
        const PILLARS: usize = Pillar::ALL.len();
        static SEEN: [[Seen; PILLARS]; 10] = {
            let nothing = Seen { cheon: Sipsin::Bigyeon, ji: Sipsin::Bigyeon, unseong: Unseong::Jangsaeng };
            let mut seen = [[nothing; PILLARS]; 10];
            let mut index = 0;
            while index < 10 * PILLARS {
                let day_master = Cheon::from_index(index / PILLARS);
                let (cheon, ji) = (Pillar::ALL[index % PILLARS].cheon(), Pillar::ALL[index % PILLARS].ji());
                seen[index / PILLARS][index % PILLARS] = Seen {
                    cheon: Sipsin::between(day_master, cheon),
                    ji: Sipsin::of_branch(day_master, ji),
                    unseong: Unseong::at(day_master, ji),
                };
                index += 1;
            }
            seen
        };
        SEEN[day_master.index()][pillar.index()]
    }
}

/// The ten gods of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SipsinAnalysis {
    /// The day master (일간, ilgan): the stem of the day, from which the others are seen.
    pub day_master: Cheon,
    /// The year pillar.
    pub year: SipsinPillar,
    /// The month pillar.
    pub month: SipsinPillar,
    /// The day pillar.
    pub day: SipsinPillar,
    /// The hour pillar; absent if the birth time is unknown.
    pub hour: Option<SipsinPillar>,
    /// The number of stems and branches for each god, without the day master itself.
    pub counts: SipsinCounts,
    /// The two void branches (공망, gongmang) of the day pillar.
    pub gongmang: [Ji; 2],
}

impl SipsinAnalysis {
    pub(crate) fn new(pan: SajuPan) -> Self {
        let day_master = pan.day_master();
        // The count starts one below zero, because the loop also counts the day master, which is not one of its own
        // gods.
        let mut counts = SipsinCounts(0).less(Sipsin::Bigyeon);
        let mut pillar = |pillar: Pillar| {
            let seen = Seen::new(day_master, pillar);
            counts = counts.and(seen.cheon).and(seen.ji);
            SipsinPillar {
                cheon: Some(seen.cheon),
                ji: seen.ji,
                jijanggan: hidden_stems(day_master, pillar.ji()),
                unseong: seen.unseong,
            }
        };
        let (year, month, day) = (pillar(pan.year), pillar(pan.month), pillar(pan.day));
        let hour = pan.hour.map(pillar);
        let day = SipsinPillar { cheon: None, ..day };
        Self { day_master, year, month, day, hour, counts, gongmang: gongmang(pan.day) }
    }

    /// The ten gods of a position, if it has a pillar.
    pub const fn at(&self, position: PillarPosition) -> Option<&SipsinPillar> {
        match position {
            PillarPosition::Year => Some(&self.year),
            PillarPosition::Month => Some(&self.month),
            PillarPosition::Day => Some(&self.day),
            PillarPosition::Hour => self.hour.as_ref(),
        }
    }
}

/// The number of stems and branches of a chart for each of the ten gods.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SipsinCounts(
    /// Four bits for each god, the first god in the lowest bits.
    u64,
);

impl SipsinCounts {
    /// Returns the number for a god.
    pub const fn count(self, sipsin: Sipsin) -> u8 {
        (self.0 >> (4 * sipsin.index()) & 0xf) as u8
    }

    const fn and(self, sipsin: Sipsin) -> Self {
        Self(self.0.wrapping_add(1 << (4 * sipsin.index())))
    }

    const fn less(self, sipsin: Sipsin) -> Self {
        Self(self.0.wrapping_sub(1 << (4 * sipsin.index())))
    }
}

impl fmt::Debug for SipsinCounts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(Sipsin::ALL.map(|sipsin| (sipsin, self.count(sipsin)))).finish()
    }
}

/// The ten gods of one pillar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SipsinPillar {
    /// The god of the stem; absent on the day pillar, whose stem is the day master itself.
    pub cheon: Option<Sipsin>,
    /// The god of the branch, by its main hidden stem.
    pub ji: Sipsin,
    /// The hidden stems of the branch, in the order in which they rule.
    pub jijanggan: &'static [Jijanggan],
    /// The stage of life of the day master in the branch.
    pub unseong: Unseong,
}

/// A stem hidden in a branch (지장간, jijanggan), seen from the day master.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jijanggan {
    /// The stem.
    pub cheon: Cheon,
    /// The part of the branch's month that it rules.
    pub phase: JijangganPhase,
    /// The number of days that it rules, of the thirty days of the branch's month.
    pub days: u8,
    /// The god of the stem for the day master.
    pub sipsin: Sipsin,
}

/// The hidden stems of a branch, seen from a day master.
fn hidden_stems(day_master: Cheon, ji: Ji) -> &'static [Jijanggan] {
    const NOTHING: Jijanggan =
        Jijanggan { cheon: Cheon::Gap, phase: JijangganPhase::Bongi, days: 0, sipsin: Sipsin::Bigyeon };
    /// The stems of each branch, at most three, for each day master.
    static HIDDEN: [[[Jijanggan; 3]; 12]; 10] = {
        let mut hidden = [[[NOTHING; 3]; 12]; 10];
        let mut index = 0;
        while index < 10 * 12 * 3 {
            let (day_master, ji, place) = (index / 36, index / 3 % 12, index % 3);
            let stems = Ji::from_index(ji).hidden_stems();
            if place < stems.len() {
                let stem = stems[place];
                hidden[day_master][ji][place] = Jijanggan {
                    cheon: stem.cheon,
                    phase: stem.phase,
                    days: stem.days,
                    sipsin: Sipsin::between(Cheon::from_index(day_master), stem.cheon),
                };
            }
            index += 1;
        }
        hidden
    };
    let stems = &HIDDEN[day_master.index()][ji.index()];
    &stems[..ji.hidden_stems().len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected names are rows of the tables in almanacs, one row per day master.
    #[test]
    fn ten_gods_of_stems_match_the_table() {
        let names = |day_master| Cheon::ALL.map(|target| Sipsin::between(day_master, target).hangul());
        assert_eq!(names(Cheon::Gap), ["비견", "겁재", "식신", "상관", "편재", "정재", "편관", "정관", "편인", "정인"]);
        assert_eq!(
            names(Cheon::Jeong),
            ["정인", "편인", "겁재", "비견", "상관", "식신", "정재", "편재", "정관", "편관"]
        );
    }

    /// The branches of water and fire count with the opposite of their own polarity.
    #[test]
    fn ten_god_of_a_branch_is_that_of_its_main_stem() {
        assert_eq!(Sipsin::of_branch(Cheon::Im, Ji::Ja), Sipsin::Geopjae);
        assert_eq!(Sipsin::of_branch(Cheon::Im, Ji::Hae), Sipsin::Bigyeon);
        assert_eq!(Sipsin::of_branch(Cheon::Byeong, Ji::O), Sipsin::Geopjae);
    }

    #[test]
    fn lookup_table_equals_the_computation() {
        for (day_master, pillar) in Cheon::ALL.into_iter().flat_map(|stem| Pillar::ALL.map(|pillar| (stem, pillar))) {
            let ji = pillar.ji();
            let cheon = Sipsin::between(day_master, pillar.cheon());
            let seen = Seen { cheon, ji: Sipsin::of_branch(day_master, ji), unseong: Unseong::at(day_master, ji) };
            assert_eq!(Seen::new(day_master, pillar), seen);
            let hidden = hidden_stems(day_master, ji).iter().map(|stem| (stem.cheon, stem.sipsin));
            assert!(
                hidden.eq(ji.hidden_stems().iter().map(|stem| (stem.cheon, Sipsin::between(day_master, stem.cheon))))
            );
        }
    }
}
