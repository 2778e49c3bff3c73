//! The structure of a chart, by the standard method of the Japyeong school (자평): it follows from the month branch and
//! from those of its hidden stems that also appear among the stems of the pillars. The outer structures (외격), on which
//! schools differ, are left out.

use crate::{
    branch::{HiddenStem, Ji, JijangganPhase},
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
        /// The structure of the eating god.
        Siksin = "식신격" "食神格" "siksingyeok",
        /// The structure of the hurting officer.
        Sanggwan = "상관격" "傷官格" "sanggwangyeok",
        /// The structure of indirect wealth.
        Pyeonjae = "편재격" "偏財格" "pyeonjaegyeok",
        /// The structure of direct wealth.
        Jeongjae = "정재격" "正財格" "jeongjaegyeok",
        /// The structure of the seventh killing.
        Pyeongwan = "편관격" "偏官格" "pyeongwangyeok",
        /// The structure of the direct officer.
        Jeonggwan = "정관격" "正官格" "jeonggwangyeok",
        /// The structure of the indirect seal.
        Pyeonin = "편인격" "偏印格" "pyeoningyeok",
        /// The structure of the direct seal.
        Jeongin = "정인격" "正印格" "jeongingyeok",
    }
}

/// The structure of a chart, and the hidden stem that decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GyeokgukAnalysis {
    /// The structure.
    pub kind: Gyeokguk,
    /// The hidden stem of the month branch that decided the structure; the main one if the branch itself decided it.
    pub basis_stem: Cheon,
    /// The part of the branch's month that this stem rules.
    pub basis: JijangganPhase,
    /// Whether that stem is also the stem of the year, the month or the hour pillar (투출, tuchul).
    pub transparent: bool,
}

impl GyeokgukAnalysis {
    pub(crate) fn new(pan: SajuPan) -> Self {
        let open = [Some(pan.year), Some(pan.month), pan.hour].map(|pillar| pillar.map(Pillar::cheon));
        let stands_openly = |candidate: &&Candidate| open.contains(&Some(candidate.stem));
        let candidates = candidates(pan.day_master(), pan.month.ji());
        let decisive = candidates.iter().flatten().find(stands_openly);
        let Candidate { kind, stem, phase } = *decisive.unwrap_or(&candidates[0].expect("there is one at least"));
        Self { kind, basis_stem: stem, basis: phase, transparent: decisive.is_some() }
    }
}

/// A possible structure of a month branch, and the hidden stem that would decide it.
#[derive(Clone, Copy)]
struct Candidate {
    kind: Gyeokguk,
    stem: Cheon,
    phase: JijangganPhase,
}

/// The possible structures of a day master in a month branch. The first whose stem is also in a pillar decides, or else
/// the first of all.
fn candidates(day_master: Cheon, ji: Ji) -> &'static [Option<Candidate>; 3] {
    static CANDIDATES: [[[Option<Candidate>; 3]; 12]; 10] = {
        let mut all = [[[None; 3]; 12]; 10];
        let mut index = 0;
        while index < 120 {
            all[index / 12][index % 12] = list(Cheon::from_index(index / 12), Ji::from_index(index % 12));
            index += 1;
        }
        all
    };
    &CANDIDATES[day_master.index()][ji.index()]
}

/// Returns only the office or the blade of the day master if the branch is one. Otherwise returns a candidate for each
/// hidden stem of an element other than the day master's: main part first, then middle part, then residual part.
const fn list(day_master: Cheon, ji: Ji) -> [Option<Candidate>; 3] {
    let hidden = ji.hidden_stems();
    let main = hidden[hidden.len() - 1];
    let branch = match (Unseong::at(day_master, ji), day_master.polarity()) {
        (Unseong::Geonrok, _) => Some(Gyeokguk::Geonrok),
        (Unseong::Jewang, Polarity::Yang) => Some(Gyeokguk::Yangin),
        _ => None,
    };
    if let Some(kind) = branch {
        return [Some(Candidate { kind, stem: main.cheon, phase: main.phase }), None, None];
    }
    let mut list = [None; 3];
    let (mut left, mut count) = (hidden.len(), 0);
    while left > 0 {
        left -= 1;
        let HiddenStem { cheon, phase, .. } = hidden[left];
        if let Some(kind) = of_sipsin(Sipsin::between(day_master, cheon)) {
            list[count] = Some(Candidate { kind, stem: cheon, phase });
            count += 1;
        }
    }
    assert!(count > 0, "a branch that hides the day master's element alone is its office or its blade");
    list
}

/// The structure of one of the ten gods; the two of the day master's own element have none.
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
        let pillar = |name| Pillar::ALL.into_iter().find(|pillar| pillar.to_string() == name).unwrap();
        SajuPan { year: pillar(year), month: pillar(month), day: pillar(day), hour: None }
    }

    #[test]
    fn every_day_master_has_a_structure_in_every_month() {
        let year = Pillar::ALL[0];
        for (month, day) in Pillar::ALL.into_iter().flat_map(|month| Pillar::ALL.map(|day| (month, day))) {
            let structure = GyeokgukAnalysis::new(SajuPan { year, month, day, hour: None });
            assert!(month.ji().hidden_stems().iter().any(|hidden| hidden.cheon == structure.basis_stem));
        }
    }

    #[test]
    fn month_branch_precedes_transparent_and_hidden_stems() {
        let structure = |pan| {
            let GyeokgukAnalysis { kind, basis_stem, basis, transparent } = GyeokgukAnalysis::new(pan);
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
