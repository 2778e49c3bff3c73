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
    /// The kind of a relation between stems or branches.
    RelationKind {
        /// Two stems combine.
        Cheonganhap = "천간합" "天干合" "cheonganhap",
        /// Two branches combine.
        Yukhap = "육합" "六合" "yukhap",
        /// Two branches clash.
        Chung = "충" "沖" "chung",
        /// Three branches combine to the element of the middle one.
        Samhap = "삼합" "三合" "samhap",
        /// The three branches of one season and direction come together.
        Banghap = "방합" "方合" "banghap",
    }
}

/// A relation between pillars of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The kind of the relation.
    pub kind: RelationKind,
    /// The two or three pillars whose stems or branches are related.
    pub positions: Positions,
    /// The resulting element; absent if schools differ or none results.
    pub element: Option<WuxingElement>,
}

/// A set of the four pillars.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Positions(u8);

impl Positions {
    /// Returns the positions of the set, from the year on.
    pub fn iter(self) -> impl Iterator<Item = PillarPosition> {
        PillarPosition::ALL.into_iter().filter(move |position| self.0 & 1 << position.index() != 0)
    }
}

impl fmt::Debug for Positions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

/// The relations of a chart: at most six pairs of stems, six pairs of branches, and four triples of branches.
pub type Relations = ArrayVec<Relation, 16>;

impl SajuPan {
    /// Returns the relations between the pillars of a chart, pairs before triples.
    pub fn relations(self) -> Relations {
        const PAIRS: [(usize, usize); 6] = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        const TRIPLES: [(usize, usize, usize); 4] = [(0, 1, 2), (0, 1, 3), (0, 2, 3), (1, 2, 3)];
        // Without an hour pillar, the day pillar fills its place, and relations with it are left out.
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
        // Few charts contain a triple, so most return here.
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

/// Returns the element to which two stems combine. Stems that are five apart combine.
fn combined(one: Cheon, other: Cheon) -> Option<WuxingElement> {
    use WuxingElement::{Earth, Fire, Metal, Water, Wood};
    let is_pair = one.index().abs_diff(other.index()) == 5;
    is_pair.then(|| [Earth, Metal, Water, Wood, Fire][one.index() % 5])
}

/// Returns the relation of two branches. 자 and 축 combine, as do the pairs that are symmetric around them; branches that
/// are six apart clash.
fn pair(one: Ji, other: Ji) -> Option<RelationKind> {
    match (one.index() + other.index(), one.index().abs_diff(other.index())) {
        (1 | 13, _) => Some(RelationKind::Yukhap),
        (_, 6) => Some(RelationKind::Chung),
        _ => None,
    }
}

/// The triples that are four apart, and those that follow one another, as sets of branches.
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

/// Whether a set of branches contains one of the triples.
fn has_three(branches: u16) -> bool {
    THREES.iter().any(|(three, ..)| branches & three == *three)
}

/// Returns the relation of three branches and its element.
fn three(branches: [Ji; 3]) -> Option<(RelationKind, WuxingElement)> {
    let branches = set(branches);
    THREES.into_iter().find(|(three, ..)| *three == branches).map(|(_, kind, element)| (kind, element))
}

/// Returns a set of branches as the bits of a number.
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
