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
    /// Of the eating god (siksingyeok).
    #[contract(rename = "식신격")]
    Siksin,
    /// Of the hurting officer (sanggwangyeok).
    #[contract(rename = "상관격")]
    Sanggwan,
    /// Of indirect wealth (pyeonjaegyeok).
    #[contract(rename = "편재격")]
    Pyeonjae,
    /// Of direct wealth (jeongjaegyeok).
    #[contract(rename = "정재격")]
    Jeongjae,
    /// Of the seventh killing (pyeongwangyeok).
    #[contract(rename = "편관격")]
    Pyeongwan,
    /// Of the direct officer (jeonggwangyeok).
    #[contract(rename = "정관격")]
    Jeonggwan,
    /// Of the indirect seal (pyeoningyeok).
    #[contract(rename = "편인격")]
    Pyeonin,
    /// Of the direct seal (jeongingyeok).
    #[contract(rename = "정인격")]
    Jeongin,
}

/// The structure of a chart, and what decided it.
#[contract(object)]
pub struct GyeokgukAnalysis {
    /// The structure.
    #[contract(rename = "type", example = Gyeokguk::Jeongjae)]
    pub kind: Gyeokguk,
    /// The hidden stem of the month branch that decided it; the main one where the branch itself did.
    #[contract(example = Cheon::Byeong)]
    pub basis_stem: Cheon,
    /// Which of the hidden stems of the month branch that is.
    #[contract(example = JijangganPhase::Bongi)]
    pub basis: JijangganPhase,
    /// Whether that stem also stands openly in the year, the month or the hour (투출, tuchul).
    #[contract(example = true)]
    pub transparent: bool,
}
