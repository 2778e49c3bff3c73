//! The structure of a chart, by the standard method of the Japyeong school (자평): by the month branch and what of it
//! stands openly. The outer structures (외격), on which schools differ, are left out.

use crate::{
    branch::{HiddenStem, JijangganPhase},
    cycle::cycle,
    element::Polarity,
    pillar::{Pillar, SajuPan},
    sipsin::Sipsin,
    stem::Cheon,
    unseong::Unseong,
};

cycle! {
    /// The structure of a chart (격국, gyeokguk).
    Gyeokguk {
        /// The month branch is the office of the day master.
        Geonrok = "건록격" "建祿格" "geonrokgyeok",
        /// The month branch is the blade of a yang day master.
        Yangin = "양인격" "羊刃格" "yangingyeok",
        /// Of the eating god.
        Siksin = "식신격" "食神格" "siksingyeok",
        /// Of the hurting officer.
        Sanggwan = "상관격" "傷官格" "sanggwangyeok",
        /// Of indirect wealth.
        Pyeonjae = "편재격" "偏財格" "pyeonjaegyeok",
        /// Of direct wealth.
        Jeongjae = "정재격" "正財格" "jeongjaegyeok",
        /// Of the seventh killing.
        Pyeongwan = "편관격" "偏官格" "pyeongwangyeok",
        /// Of the direct officer.
        Jeonggwan = "정관격" "正官格" "jeonggwangyeok",
        /// Of the indirect seal.
        Pyeonin = "편인격" "偏印格" "pyeoningyeok",
        /// Of the direct seal.
        Jeongin = "정인격" "正印格" "jeongingyeok",
    }
}

/// The structure of a chart, and what decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GyeokgukAnalysis {
    /// The structure.
    pub kind: Gyeokguk,
    /// The hidden stem of the month branch that decided it; the main one where the branch itself did.
    pub basis_stem: Cheon,
    /// Which of the hidden stems of the month branch that is.
    pub basis: JijangganPhase,
    /// Whether that stem also stands openly in the year, the month or the hour (투출, tuchul).
    pub transparent: bool,
}

impl GyeokgukAnalysis {
    pub(crate) fn of(pan: SajuPan) -> Self {
        let (day_master, ji) = (pan.day_master(), pan.month.ji());
        let open = [Some(pan.year), Some(pan.month), pan.hour].map(|pillar| pillar.map(Pillar::cheon));
        let stands_openly = |hidden: &HiddenStem| open.contains(&Some(hidden.cheon));
        let by = |kind, hidden: &HiddenStem| Self {
            kind,
            basis_stem: hidden.cheon,
            basis: hidden.phase,
            transparent: stands_openly(hidden),
        };
        // The main stem first, then the middle one, then what lingers.
        let hidden = || ji.hidden_stems().iter().rev();
        let main = hidden().next().expect("each branch hides a stem");
        match (Unseong::of(day_master, ji), day_master.polarity()) {
            (Unseong::Geonrok, _) => return by(Gyeokguk::Geonrok, main),
            (Unseong::Jewang, Polarity::Yang) => return by(Gyeokguk::Yangin, main),
            _ => {}
        }
        let structure = |hidden: &&HiddenStem| of_sipsin(Sipsin::of(day_master, hidden.cheon));
        let eligible = || hidden().filter_map(|hidden| Some((structure(&hidden)?, hidden)));
        let decisive = eligible().find(|(_, hidden)| stands_openly(hidden)).or_else(|| eligible().next());
        let (kind, hidden) =
            decisive.expect("a branch that hides the day master's element alone is its office or blade");
        by(kind, hidden)
    }
}

/// The structure of one of the ten gods; the day master's own element makes none.
const fn of_sipsin(sipsin: Sipsin) -> Option<Gyeokguk> {
    match sipsin {
        Sipsin::Bigyeon | Sipsin::Geopjae => None,
        Sipsin::Siksin => Some(Gyeokguk::Siksin),
        Sipsin::Sanggwan => Some(Gyeokguk::Sanggwan),
        Sipsin::Pyeonjae => Some(Gyeokguk::Pyeonjae),
        Sipsin::Jeongjae => Some(Gyeokguk::Jeongjae),
        Sipsin::Pyeongwan => Some(Gyeokguk::Pyeongwan),
        Sipsin::Jeonggwan => Some(Gyeokguk::Jeonggwan),
        Sipsin::Pyeonin => Some(Gyeokguk::Pyeonin),
        Sipsin::Jeongin => Some(Gyeokguk::Jeongin),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn pan(year: &str, month: &str, day: &str) -> SajuPan {
        let pillar =
            |name| (0..Pillar::COUNT).map(Pillar::from_index).find(|pillar| pillar.to_string() == name).unwrap();
        SajuPan { year: pillar(year), month: pillar(month), day: pillar(day), hour: None }
    }

    #[test]
    fn every_day_master_has_a_structure_in_every_month() {
        for (month, day) in (0..Pillar::COUNT).flat_map(|month| (0..Pillar::COUNT).map(move |day| (month, day))) {
            let [year, month, day] = [0, month, day].map(Pillar::from_index);
            let structure = GyeokgukAnalysis::of(SajuPan { year, month, day, hour: None });
            assert!(month.ji().hidden_stems().iter().any(|hidden| hidden.cheon == structure.basis_stem));
        }
    }

    #[test]
    fn the_branch_goes_before_what_stands_openly_and_that_before_what_is_hidden() {
        let structure = |pan| {
            let GyeokgukAnalysis { kind, basis_stem, basis, transparent } = GyeokgukAnalysis::of(pan);
            (kind.hangul(), basis_stem.hangul(), basis.hangul(), transparent)
        };
        assert_eq!(structure(pan("갑자", "병인", "갑자")), ("건록격", "갑", "본기", true));
        assert_eq!(structure(pan("병자", "경오", "무자")), ("양인격", "정", "본기", false));
        assert_eq!(
            structure(pan("병자", "경인", "기축")),
            ("정인격", "병", "중기", true),
            "병 stands openly, 갑 does not"
        );
        assert_eq!(structure(pan("임자", "임인", "계축")), ("상관격", "갑", "본기", false));
        assert_eq!(
            structure(pan("정사", "갑진", "무자")),
            ("정재격", "계", "중기", false),
            "무 is the day master's own element"
        );
    }
}
