//! How the stems and branches of a chart combine and clash.

use std::fmt;

use arrayvec::ArrayVec;

use crate::{
    branch::Ji,
    cycle::cycle,
    element::WuxingElement,
    pillar::{Pillar, PillarPosition, SajuPan},
    stem::Cheon,
};

cycle! {
    /// How stems or branches are related.
    RelationKind {
        /// Two stems combine.
        Cheonganhap = "천간합" "天干合" "cheonganhap",
        /// Two branches combine.
        Yukhap = "육합" "六合" "yukhap",
        /// Two branches clash.
        Chung = "충" "沖" "chung",
        /// Three branches combine to the element of the one between.
        Samhap = "삼합" "三合" "samhap",
        /// The three branches of a season and a direction are together.
        Banghap = "방합" "方合" "banghap",
    }
}

/// A relation between pillars of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Which.
    pub kind: RelationKind,
    /// The two or three pillars whose stems or branches are related.
    pub positions: Positions,
    /// The element that comes of it; absent where schools differ or none comes.
    pub element: Option<WuxingElement>,
}

/// Some of the four pillars.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Positions(u8);

impl Positions {
    /// Each of them, from the year on.
    pub fn iter(self) -> impl Iterator<Item = PillarPosition> {
        PillarPosition::ALL.into_iter().filter(move |position| self.0 & 1 << position.index() != 0)
    }
}

impl fmt::Debug for Positions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

/// The relations of a chart; there are at most six pairs of stems, six of branches, and four threes of branches.
pub type Relations = ArrayVec<Relation, 16>;

impl SajuPan {
    /// The relations between the pillars of a chart, pairs before threes.
    pub fn relations(self) -> Relations {
        const PAIRS: [(usize, usize); 6] = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        const TRIPLES: [(usize, usize, usize); 4] = [(0, 1, 2), (0, 1, 3), (0, 2, 3), (1, 2, 3)];
        // Without an hour, what would be related to it is left out.
        let pillars = [self.year, self.month, self.day, self.hour.unwrap_or(self.day)];
        let count = if self.hour.is_some() { 4 } else { 3 };
        let (stems, branches) = (pillars.map(Pillar::cheon), pillars.map(Pillar::ji));
        let mut relations = Relations::new();
        for (first, second) in PAIRS.into_iter().filter(|&(_, last)| last < count) {
            let positions = Positions(1 << first | 1 << second);
            if let Some(element) = combined(stems[first], stems[second]) {
                relations.push(Relation { kind: RelationKind::Cheonganhap, positions, element: Some(element) });
            }
            if let Some(kind) = pair(branches[first], branches[second]) {
                relations.push(Relation { kind, positions, element: None });
            }
        }
        // Few charts have one of the threes among all their branches.
        if !has_three(set(branches)) {
            return relations;
        }
        for (first, second, third) in TRIPLES.into_iter().filter(|&(_, _, last)| last < count) {
            if let Some((kind, element)) = three([branches[first], branches[second], branches[third]]) {
                let positions = Positions(1 << first | 1 << second | 1 << third);
                relations.push(Relation { kind, positions, element: Some(element) });
            }
        }
        relations
    }
}

/// What two stems combine to: those five apart do.
fn combined(one: Cheon, other: Cheon) -> Option<WuxingElement> {
    use WuxingElement::{Earth, Fire, Metal, Water, Wood};
    let is_pair = one.index().abs_diff(other.index()) == 5;
    is_pair.then(|| [Earth, Metal, Water, Wood, Fire][one.index() % 5])
}

/// What two branches are to each other: 자 and 축 combine, and the other pairs lie about them; those six apart clash.
fn pair(one: Ji, other: Ji) -> Option<RelationKind> {
    match (one.index() + other.index(), one.index().abs_diff(other.index())) {
        (1 | 13, _) => Some(RelationKind::Yukhap),
        (_, 6) => Some(RelationKind::Chung),
        _ => None,
    }
}

/// The threes that stand four apart, and those that follow one another, as sets of branches.
const THREES: [(u16, RelationKind, WuxingElement); 8] = {
    use RelationKind::{Banghap, Samhap};
    use WuxingElement::{Fire, Metal, Water, Wood};
    [
        (set([Ji::Sin, Ji::Ja, Ji::Jin]), Samhap, Water),
        (set([Ji::Sa, Ji::Yu, Ji::Chuk]), Samhap, Metal),
        (set([Ji::In, Ji::O, Ji::Sul]), Samhap, Fire),
        (set([Ji::Hae, Ji::Myo, Ji::Mi]), Samhap, Wood),
        (set([Ji::In, Ji::Myo, Ji::Jin]), Banghap, Wood),
        (set([Ji::Sa, Ji::O, Ji::Mi]), Banghap, Fire),
        (set([Ji::Sin, Ji::Yu, Ji::Sul]), Banghap, Metal),
        (set([Ji::Hae, Ji::Ja, Ji::Chuk]), Banghap, Water),
    ]
};

/// Whether one of the threes is among the branches of a set.
fn has_three(branches: u16) -> bool {
    THREES.iter().any(|(three, ..)| branches & three == *three)
}

/// What three branches make together.
fn three(branches: [Ji; 3]) -> Option<(RelationKind, WuxingElement)> {
    let branches = set(branches);
    THREES.into_iter().find(|(three, ..)| *three == branches).map(|(_, kind, element)| (kind, element))
}

/// Branches as the bits of a number.
const fn set<const COUNT: usize>(branches: [Ji; COUNT]) -> u16 {
    let (mut set, mut place) = (0, 0);
    while place < COUNT {
        set |= 1 << branches[place].index();
        place += 1;
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_pairs_of_branches_combine_and_six_clash() {
        let pairs = |kind| {
            let all = Ji::ALL.into_iter().flat_map(|one| Ji::ALL.map(|other| (one, other)));
            let related = all.filter(|&(one, other)| one < other && pair(one, other) == Some(kind));
            related.map(|(one, other)| format!("{}{}", one.hangul(), other.hangul())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(pairs(RelationKind::Yukhap), "자축 인해 묘술 진유 사신 오미");
        assert_eq!(pairs(RelationKind::Chung), "자오 축미 인신 묘유 진술 사해");
    }

    #[test]
    fn three_branches_make_an_element() {
        let element = |branches| three(branches).map(|(kind, element)| (kind.hangul(), element.hangul()));
        assert_eq!(element([Ji::Jin, Ji::Sin, Ji::Ja]), Some(("삼합", "수")));
        assert_eq!(element([Ji::Hae, Ji::Myo, Ji::Mi]), Some(("삼합", "목")));
        assert_eq!(element([Ji::In, Ji::O, Ji::Sul]), Some(("삼합", "화")));
        assert_eq!(element([Ji::Sa, Ji::Yu, Ji::Chuk]), Some(("삼합", "금")));
        assert_eq!(element([Ji::Ja, Ji::Chuk, Ji::Hae]), Some(("방합", "수")));
        assert_eq!(element([Ji::In, Ji::Myo, Ji::Jin]), Some(("방합", "목")));
        assert_eq!(element([Ji::Ja, Ji::Ja, Ji::Sin]), None);
    }

    #[test]
    fn stems_five_apart_combine() {
        let pairs = [(Cheon::Gap, Cheon::Gi), (Cheon::Gyeong, Cheon::Eul), (Cheon::Byeong, Cheon::Sin)];
        assert_eq!(
            pairs.map(|(one, other)| combined(one, other).map(WuxingElement::hangul)),
            ["토", "금", "수"].map(Some)
        );
        assert_eq!(combined(Cheon::Gap, Cheon::Gyeong), None);
    }
}
