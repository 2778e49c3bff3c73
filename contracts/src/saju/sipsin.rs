//! The ten gods (십신, sipsin): what each character is to the day master, with the hidden stems and the twelve stages.

use contract_kit::prelude::*;

use super::pillars::{Cheon, Ji};

/// One of the ten gods (십신, sipsin): what a stem is to the day master.
#[contract]
pub enum Sipsin {
    /// The companion: same element, same polarity (bigyeon).
    #[contract(rename = "비견")]
    Bigyeon,
    /// The rival: same element, other polarity (geopjae).
    #[contract(rename = "겁재")]
    Geopjae,
    /// The eating god: what it feeds, same polarity (siksin).
    #[contract(rename = "식신")]
    Siksin,
    /// The hurting officer: what it feeds, other polarity (sanggwan).
    #[contract(rename = "상관")]
    Sanggwan,
    /// Indirect wealth: what it conquers, same polarity (pyeonjae).
    #[contract(rename = "편재")]
    Pyeonjae,
    /// Direct wealth: what it conquers, other polarity (jeongjae).
    #[contract(rename = "정재")]
    Jeongjae,
    /// The seventh killing: what conquers it, same polarity (pyeongwan).
    #[contract(rename = "편관")]
    Pyeongwan,
    /// The direct officer: what conquers it, other polarity (jeonggwan).
    #[contract(rename = "정관")]
    Jeonggwan,
    /// The indirect seal: what feeds it, same polarity (pyeonin).
    #[contract(rename = "편인")]
    Pyeonin,
    /// The direct seal: what feeds it, other polarity (jeongin).
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

/// Which part of a branch's month a hidden stem rules.
#[contract]
pub enum JijangganPhase {
    /// What lingers of the month before (yeogi).
    #[contract(rename = "여기")]
    Yeogi,
    /// The middle (junggi).
    #[contract(rename = "중기")]
    Junggi,
    /// The main one (bongi).
    #[contract(rename = "본기")]
    Bongi,
}

/// A stem hidden in a branch (지장간, jijanggan).
#[contract(object)]
pub struct Jijanggan {
    /// The stem.
    #[contract(example = Cheon::Sin)]
    pub cheon: Cheon,
    /// Which part of the branch's month it rules.
    #[contract(example = JijangganPhase::Bongi)]
    pub phase: JijangganPhase,
    /// How many of the thirty days of the branch's month it rules.
    #[contract(range(1..=30), example = 20)]
    pub days: i32,
    /// What it is to the day master.
    #[contract(example = Sipsin::Pyeonin)]
    pub sipsin: Sipsin,
}

/// The ten gods of one pillar.
#[contract(object)]
pub struct SipsinPillar {
    /// What the stem is; absent on the day pillar, whose stem is the day master (일간, ilgan) itself.
    #[contract(example = Sipsin::Pyeonin)]
    pub cheon: Option<Sipsin>,
    /// What the branch is, by its main hidden stem.
    #[contract(example = Sipsin::Pyeonin)]
    pub ji: Sipsin,
    /// The hidden stems of the branch, in the order in which they rule.
    #[contract(items(2..=3), example = example::hidden_in_yu())]
    pub jijanggan: Vec<Jijanggan>,
    /// The stage of life of the day master in the branch.
    #[contract(example = Unseong::Byeong)]
    pub unseong: Unseong,
}

/// How often one of the ten gods occurs.
#[contract(object)]
pub struct SipsinCount {
    /// Which god.
    pub sipsin: Sipsin,
    /// How many of the stems and branches beside the day master are it.
    #[contract(range(0..=7), example = 1)]
    pub count: i32,
}

/// The ten gods of a chart.
#[contract(object)]
pub struct SipsinAnalysis {
    /// The day master (일간, ilgan): the stem of the day, from which the others are seen.
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
    /// The hour pillar; absent where the birth time is not known.
    #[contract(example = example::hour())]
    pub hour: Option<SipsinPillar>,
    /// How often each of the ten gods occurs, in their order.
    #[contract(items(10..=10), example = example::counts())]
    pub counts: Vec<SipsinCount>,
    /// The two void branches (공망, gongmang) of the day pillar.
    #[contract(items(2..=2), example = vec![Ji::Sul, Ji::Hae])]
    pub gongmang: Vec<Ji>,
}

/// The chart of the contract's example: 병진 계사 계유 신유, seen from 계.
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
