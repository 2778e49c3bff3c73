//! The luck pillars (대운, daeun): ten decades, counted from the month pillar.

use contract_kit::prelude::*;

use super::{
    pillars::{Cheon, Ji, SajuPillar},
    sipsin::{Sipsin, Unseong},
};

/// The luck pillars (대운, daeun) of a person.
#[contract(object)]
pub struct DaeunAnalysis {
    /// Whether the pillars run forward from the month pillar (순행, sunhaeng).
    ///
    /// If false, they run backward (역행, yeokhaeng).
    #[contract(example = true)]
    pub forward: bool,
    /// The days between the birth and a solar term (절, jeol), to four decimals.
    ///
    /// If `forward` is true, this is the next solar term; otherwise it is the last one.
    #[contract(range(0.0..=32.0), example = 15.1953)]
    pub days_to_jeol: f64,
    /// The age at which the first decade begins (대운수, daeunsu), in whole years.
    ///
    /// The conventions decide how it is rounded and counted.
    #[contract(range(0..=12), example = 5)]
    pub start_age: i32,
    /// The exact age at which the first decade begins.
    ///
    /// Each three days to the solar term are one year of age.
    pub exact_start: DaeunStart,
    /// The day on which the first decade begins.
    #[contract(example = "1981-06-13")]
    pub start_date: LocalDate,
    /// The ten decades of luck.
    #[contract(items(10..=10), example = example::pillars())]
    pub pillars: Vec<DaeunPillar>,
}

/// An age in years, months and days.
#[contract(object)]
pub struct DaeunStart {
    /// The whole years.
    #[contract(range(0..=11), example = 5)]
    pub years: i32,
    /// The whole months after the years.
    #[contract(range(0..=11), example = 0)]
    pub months: i32,
    /// The whole days after the months; a month has thirty days.
    #[contract(range(0..=30), example = 23)]
    pub days: i32,
}

/// One decade of luck.
#[contract(object)]
pub struct DaeunPillar {
    /// The pillar of the decade.
    #[contract(example = SajuPillar::new(Cheon::Gap, Ji::O))]
    pub pillar: SajuPillar,
    /// The age at which the decade begins.
    #[contract(range(0..=120), example = 5)]
    pub start_age: i32,
    /// The Gregorian year in which the person reaches that age.
    #[contract(range(1900..=2220), example = 1981)]
    pub start_year: i32,
    /// The day on which the decade begins, according to the exact age.
    #[contract(example = "1981-06-13")]
    pub start_date: LocalDate,
    /// The relation of the stem to the day master (십신, sipsin).
    #[contract(example = Sipsin::Sanggwan)]
    pub cheon_sipsin: Sipsin,
    /// The relation of the branch's main hidden stem to the day master (십신, sipsin).
    #[contract(example = Sipsin::Pyeonjae)]
    pub ji_sipsin: Sipsin,
    /// The stage of life (십이운성, sibi unseong) of the day master in the branch.
    #[contract(example = Unseong::Jeol)]
    pub unseong: Unseong,
}

/// The decades of the contract's example: forward from 계사, for the day master 계, starting at age 5 in 1981.
mod example {
    use super::{
        Cheon, DaeunPillar,
        Ji::{self, Chuk, Hae, In, Ja, Mi, Myo, O, Sin, Sul, Yu},
        LocalDate, SajuPillar,
        Sipsin::{
            self, Bigyeon, Geopjae, Jeonggwan, Jeongin, Jeongjae, Pyeongwan, Pyeonin, Pyeonjae, Sanggwan, Siksin,
        },
        Unseong::{self, Byeong, Geonrok, Gwandae, Jangsaeng, Jeol, Jewang, Mogyok, Sa, Soe},
    };

    const DECADES: [(Cheon, Ji, Sipsin, Sipsin, Unseong); 10] = [
        (Cheon::Gap, O, Sanggwan, Pyeonjae, Jeol),
        (Cheon::Eul, Mi, Siksin, Pyeongwan, Unseong::Myo),
        (Cheon::Byeong, Sin, Jeongjae, Jeongin, Sa),
        (Cheon::Jeong, Yu, Pyeonjae, Pyeonin, Byeong),
        (Cheon::Mu, Sul, Jeonggwan, Jeonggwan, Soe),
        (Cheon::Gi, Hae, Pyeongwan, Geopjae, Jewang),
        (Cheon::Gyeong, Ja, Jeongin, Bigyeon, Geonrok),
        (Cheon::Sin, Chuk, Pyeonin, Pyeongwan, Gwandae),
        (Cheon::Im, In, Geopjae, Sanggwan, Mogyok),
        (Cheon::Gye, Myo, Bigyeon, Siksin, Jangsaeng),
    ];

    fn start_date(year: i32) -> LocalDate {
        format!("{year}-06-13").parse().expect("the thirteenth of June is in every year")
    }

    pub(super) fn pillars() -> Vec<DaeunPillar> {
        (0..)
            .zip(DECADES)
            .map(|(decade, (cheon, ji, cheon_sipsin, ji_sipsin, unseong))| DaeunPillar {
                pillar: SajuPillar::new(cheon, ji),
                start_age: 5 + 10 * decade,
                start_year: 1981 + 10 * decade,
                start_date: start_date(1981 + 10 * decade),
                cheon_sipsin,
                ji_sipsin,
                unseong,
            })
            .collect()
    }
}
