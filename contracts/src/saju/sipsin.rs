//! The ten gods (십신, sipsin): the relations of the characters to the day master.
//!
//! Also the hidden stems (지장간, jijanggan) and the twelve stages of life (십이운성, sibi unseong).

use contract_kit::prelude::*;

use super::pillars::{Cheon, Ji};

/// One of the ten gods (십신, sipsin): the relation of a stem to the day master.
#[contract]
pub enum Sipsin {
    /// The companion (bigyeon): same element, same polarity.
    #[contract(rename = "비견")]
    Bigyeon,
    /// The rival (geopjae): same element, other polarity.
    #[contract(rename = "겁재")]
    Geopjae,
    /// The eating god (siksin): the element that the day master feeds, same polarity.
    #[contract(rename = "식신")]
    Siksin,
    /// The hurting officer (sanggwan): the element that the day master feeds, other polarity.
    #[contract(rename = "상관")]
    Sanggwan,
    /// Indirect wealth (pyeonjae): the element that the day master conquers, same polarity.
    #[contract(rename = "편재")]
    Pyeonjae,
    /// Direct wealth (jeongjae): the element that the day master conquers, other polarity.
    #[contract(rename = "정재")]
    Jeongjae,
    /// The seventh killing (pyeongwan): the element that conquers the day master, same polarity.
    #[contract(rename = "편관")]
    Pyeongwan,
    /// The direct officer (jeonggwan): the element that conquers the day master, other polarity.
    #[contract(rename = "정관")]
    Jeonggwan,
    /// The indirect seal (pyeonin): the element that feeds the day master, same polarity.
    #[contract(rename = "편인")]
    Pyeonin,
    /// The direct seal (jeongin): the element that feeds the day master, other polarity.
    #[contract(rename = "정인")]
    Jeongin,
}

/// One of the twelve stages of life (십이운성, sibi unseong) of the day master in a branch.
#[contract]
pub enum Unseong {
    /// Birth (jangsaeng).
    #[contract(rename = "장생")]
    Jangsaeng,
    /// Bath (mogyok).
    #[contract(rename = "목욕")]
    Mogyok,
    /// Coming of age (gwandae).
    #[contract(rename = "관대")]
    Gwandae,
    /// Office (geonrok).
    #[contract(rename = "건록")]
    Geonrok,
    /// Prime (jewang).
    #[contract(rename = "제왕")]
    Jewang,
    /// Decline (soe).
    #[contract(rename = "쇠")]
    Soe,
    /// Illness (byeong).
    #[contract(rename = "병")]
    Byeong,
    /// Death (sa).
    #[contract(rename = "사")]
    Sa,
    /// Grave (myo).
    #[contract(rename = "묘")]
    Myo,
    /// Extinction (jeol).
    #[contract(rename = "절")]
    Jeol,
    /// Conception (tae).
    #[contract(rename = "태")]
    Tae,
    /// Nurture (yang).
    #[contract(rename = "양")]
    Yang,
}

/// The part of a branch's month that a hidden stem rules.
#[contract]
pub enum JijangganPhase {
    /// The remainder of the previous month (yeogi).
    #[contract(rename = "여기")]
    Yeogi,
    /// The middle part (junggi).
    #[contract(rename = "중기")]
    Junggi,
    /// The main part (bongi).
    #[contract(rename = "본기")]
    Bongi,
}

/// A stem hidden in a branch (지장간, jijanggan).
#[contract(object)]
pub struct Jijanggan {
    /// The hidden stem.
    #[contract(example = Cheon::Sin)]
    pub cheon: Cheon,
    /// The part of the branch's month that the stem rules.
    #[contract(example = JijangganPhase::Bongi)]
    pub phase: JijangganPhase,
    /// The number of days that the stem rules, of the thirty days of the branch's month.
    #[contract(range(1..=30), example = 20)]
    pub days: i32,
    /// The relation of the stem to the day master (십신, sipsin).
    #[contract(example = Sipsin::Pyeonin)]
    pub sipsin: Sipsin,
}

/// The ten gods of one pillar.
#[contract(object)]
pub struct SipsinPillar {
    /// The relation of the stem to the day master.
    ///
    /// Absent on the day pillar, whose stem is the day master (일간, ilgan) itself.
    #[contract(example = Sipsin::Pyeonin)]
    pub cheon: Option<Sipsin>,
    /// The relation of the branch's main hidden stem to the day master.
    #[contract(example = Sipsin::Pyeonin)]
    pub ji: Sipsin,
    /// The hidden stems of the branch, in the order in which they rule.
    #[contract(items(2..=3), example = example::hidden_in_yu())]
    pub jijanggan: Vec<Jijanggan>,
    /// The stage of life (십이운성, sibi unseong) of the day master in the branch.
    #[contract(example = Unseong::Byeong)]
    pub unseong: Unseong,
}

/// The number of occurrences of one of the ten gods in a chart.
#[contract(object)]
pub struct SipsinCount {
    /// The god.
    pub sipsin: Sipsin,
    /// The number of stems and branches with this god, without the day master.
    #[contract(range(0..=7), example = 1)]
    pub count: i32,
}

/// The ten gods of a chart.
#[contract(object)]
pub struct SipsinAnalysis {
    /// The day master (일간, ilgan): the stem of the day pillar, which all relations refer to.
    #[contract(example = Cheon::Gye)]
    pub day_master: Cheon,
    /// The year pillar.
    #[contract(example = example::year())]
    pub year: SipsinPillar,
    /// The month pillar.
    #[contract(example = example::month())]
    pub month: SipsinPillar,
    /// The day pillar.
    #[contract(example = example::day())]
    pub day: SipsinPillar,
    /// The hour pillar; absent if the birth time is unknown.
    #[contract(example = example::hour())]
    pub hour: Option<SipsinPillar>,
    /// The number of occurrences of each of the ten gods, in their usual order.
    #[contract(items(10..=10), example = example::counts())]
    pub counts: Vec<SipsinCount>,
    /// The two void branches (공망, gongmang) of the day pillar.
    #[contract(items(2..=2), example = vec![Ji::Sul, Ji::Hae])]
    pub gongmang: Vec<Ji>,
}

/// The chart of the contract's example: 병진 계사 계유 신유, with the day master 계.
mod example {
    use super::{
        Cheon, Jijanggan,
        JijangganPhase::{self, Bongi, Junggi, Yeogi},
        Sipsin, SipsinCount, SipsinPillar, Unseong,
    };

    fn hidden(cheon: Cheon, phase: JijangganPhase, days: i32, sipsin: Sipsin) -> Jijanggan {
        Jijanggan { cheon, phase, days, sipsin }
    }

    pub(super) fn hidden_in_yu() -> Vec<Jijanggan> {
        vec![hidden(Cheon::Gyeong, Yeogi, 10, Sipsin::Jeongin), hidden(Cheon::Sin, Bongi, 20, Sipsin::Pyeonin)]
    }

    pub(super) fn year() -> SipsinPillar {
        SipsinPillar {
            cheon: Some(Sipsin::Jeongjae),
            ji: Sipsin::Jeonggwan,
            jijanggan: vec![
                hidden(Cheon::Eul, Yeogi, 9, Sipsin::Siksin),
                hidden(Cheon::Gye, Junggi, 3, Sipsin::Bigyeon),
                hidden(Cheon::Mu, Bongi, 18, Sipsin::Jeonggwan),
            ],
            unseong: Unseong::Yang,
        }
    }

    pub(super) fn month() -> SipsinPillar {
        SipsinPillar {
            cheon: Some(Sipsin::Bigyeon),
            ji: Sipsin::Jeongjae,
            jijanggan: vec![
                hidden(Cheon::Mu, Yeogi, 7, Sipsin::Jeonggwan),
                hidden(Cheon::Gyeong, Junggi, 7, Sipsin::Jeongin),
                hidden(Cheon::Byeong, Bongi, 16, Sipsin::Jeongjae),
            ],
            unseong: Unseong::Tae,
        }
    }

    pub(super) fn day() -> SipsinPillar {
        SipsinPillar { cheon: None, ..hour() }
    }

    pub(super) fn hour() -> SipsinPillar {
        SipsinPillar {
            cheon: Some(Sipsin::Pyeonin),
            ji: Sipsin::Pyeonin,
            jijanggan: hidden_in_yu(),
            unseong: Unseong::Byeong,
        }
    }

    pub(super) fn counts() -> Vec<SipsinCount> {
        [
            (Sipsin::Bigyeon, 1),
            (Sipsin::Geopjae, 0),
            (Sipsin::Siksin, 0),
            (Sipsin::Sanggwan, 0),
            (Sipsin::Pyeonjae, 0),
            (Sipsin::Jeongjae, 2),
            (Sipsin::Pyeongwan, 0),
            (Sipsin::Jeonggwan, 1),
            (Sipsin::Pyeonin, 3),
            (Sipsin::Jeongin, 0),
        ]
        .map(|(sipsin, count)| SipsinCount { sipsin, count })
        .to_vec()
    }
}
