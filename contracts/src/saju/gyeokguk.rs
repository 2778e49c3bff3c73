//! The structure of a chart (격국, gyeokguk), by the standard method of the Japyeong school (자평).

use contract_kit::prelude::*;

use super::{pillars::Cheon, sipsin::JijangganPhase};

/// The structure of a chart (격국, gyeokguk).
#[contract]
pub enum Gyeokguk {
    /// The month branch is the office of the day master (geonrokgyeok).
    #[contract(rename = "건록격")]
    Geonrok,
    /// The month branch is the blade of a yang day master (yangingyeok).
    #[contract(rename = "양인격")]
    Yangin,
    /// The structure of the eating god (siksingyeok).
    #[contract(rename = "식신격")]
    Siksin,
    /// The structure of the hurting officer (sanggwangyeok).
    #[contract(rename = "상관격")]
    Sanggwan,
    /// The structure of indirect wealth (pyeonjaegyeok).
    #[contract(rename = "편재격")]
    Pyeonjae,
    /// The structure of direct wealth (jeongjaegyeok).
    #[contract(rename = "정재격")]
    Jeongjae,
    /// The structure of the seventh killing (pyeongwangyeok).
    #[contract(rename = "편관격")]
    Pyeongwan,
    /// The structure of the direct officer (jeonggwangyeok).
    #[contract(rename = "정관격")]
    Jeonggwan,
    /// The structure of the indirect seal (pyeoningyeok).
    #[contract(rename = "편인격")]
    Pyeonin,
    /// The structure of the direct seal (jeongingyeok).
    #[contract(rename = "정인격")]
    Jeongin,
}

/// The structure of a chart (격국, gyeokguk), and the hidden stem that decided it.
#[contract(object)]
pub struct GyeokgukAnalysis {
    /// The structure.
    #[contract(rename = "type", example = Gyeokguk::Jeongjae)]
    pub kind: Gyeokguk,
    /// The hidden stem of the month branch that decided the structure.
    ///
    /// If the branch itself decided it, this is its main hidden stem.
    #[contract(example = Cheon::Byeong)]
    pub basis_stem: Cheon,
    /// The phase of that hidden stem in the month branch.
    #[contract(example = JijangganPhase::Bongi)]
    pub basis: JijangganPhase,
    /// Whether that stem is also the stem of the year, month or hour pillar (투출, tuchul).
    #[contract(example = true)]
    pub transparent: bool,
}
