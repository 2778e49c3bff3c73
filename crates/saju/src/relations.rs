//! How the stems and branches of a chart combine and clash.

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Which.
    pub kind: RelationKind,
    /// The two or three pillars whose stems or branches are related, from the year on.
    pub positions: ArrayVec<PillarPosition, 3>,
    /// The element that comes of it; absent where schools differ or none comes.
    pub element: Option<WuxingElement>,
}

/// The relations of a chart; there are at most six pairs of stems, six of branches, and four threes of branches.
pub type Relations = ArrayVec<Relation, 16>;

/// The relations between the pillars of a chart, pairs before threes.
pub fn relations(pan: SajuPan) -> Relations {
    let pillars: ArrayVec<(PillarPosition, Pillar), 4> = pan.pillars().collect();
    let mut relations = Relations::new();
    for (index, &(first, one)) in pillars.iter().enumerate() {
        for &(second, other) in &pillars[index + 1..] {
            let positions: ArrayVec<_, 3> = [first, second].into_iter().collect();
            if let Some(element) = combined(one.cheon(), other.cheon()) {
                let (kind, positions) = (RelationKind::Cheonganhap, positions.clone());
                relations.push(Relation { kind, positions, element: Some(element) });
            }
            if let Some(kind) = pair(one.ji(), other.ji()) {
                relations.push(Relation { kind, positions, element: None });
            }
        }
    }
    for (index, &(first, one)) in pillars.iter().enumerate() {
        for (skipped, &(second, other)) in pillars[index + 1..].iter().enumerate() {
            for &(third, another) in &pillars[index + skipped + 2..] {
                if let Some((kind, element)) = three([one.ji(), other.ji(), another.ji()]) {
                    let positions = ArrayVec::from([first, second, third]);
                    relations.push(Relation { kind, positions, element: Some(element) });
                }
            }
        }
    }
    relations
}

/// What two stems combine to: those five apart do.
fn combined(one: Cheon, other: Cheon) -> Option<WuxingElement> {
    use WuxingElement::{Earth, Fire, Metal, Water, Wood};
    let is_pair = one.index().abs_diff(other.index()) == 5;
    is_pair.then(|| [Earth, Metal, Water, Wood, Fire][one.index() % 5])
}

/// What two branches are to each other: 자 and 축 combine, and the other pairs lie about them; those six apart clash.
fn pair(one: Ji, other: Ji) -> Option<RelationKind> {
    match (one.index() + other.index()) % 12 {
        1 => Some(RelationKind::Yukhap),
        _ if one.index().abs_diff(other.index()) == 6 => Some(RelationKind::Chung),
        _ => None,
    }
}

/// What three branches make together.
fn three(branches: [Ji; 3]) -> Option<(RelationKind, WuxingElement)> {
    use WuxingElement::{Fire, Metal, Water, Wood};
    let [one, other, another] = branches.map(Ji::index);
    if one == other || other == another || another == one {
        return None;
    }
    let in_one =
        |group: fn(usize) -> usize| (group(one) == group(other) && group(other) == group(another)).then(|| group(one));
    // 신자진, 사유축, 인오술 and 해묘미 stand four apart; 인묘진, 사오미, 신유술 and 해자축 follow one another.
    if let Some(group) = in_one(|ji| ji % 4) {
        return Some((RelationKind::Samhap, [Water, Metal, Fire, Wood][group]));
    }
    let group = in_one(|ji| (ji + 12 - Ji::In.index()) % 12 / 3)?;
    Some((RelationKind::Banghap, [Wood, Fire, Metal, Water][group]))
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
