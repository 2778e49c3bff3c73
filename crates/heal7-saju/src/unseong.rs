//! The twelve stages of life of a day master in the branches, and the void branches of a pillar.

use crate::{branch::Ji, cycle::cycle, element::Polarity, pillar::Pillar, stem::Cheon};

cycle! {
    /// One of the twelve stages of life (십이운성, sibi unseong).
    Unseong {
        /// Birth.
        Jangsaeng = "장생" "長生" "jangsaeng",
        /// Bath.
        Mogyok = "목욕" "沐浴" "mogyok",
        /// Coming of age.
        Gwandae = "관대" "冠帶" "gwandae",
        /// Office.
        Geonrok = "건록" "建祿" "geonrok",
        /// Prime.
        Jewang = "제왕" "帝旺" "jewang",
        /// Decline.
        Soe = "쇠" "衰" "soe",
        /// Illness.
        Byeong = "병" "病" "byeong",
        /// Death.
        Sa = "사" "死" "sa",
        /// Grave.
        Myo = "묘" "墓" "myo",
        /// Extinction.
        Jeol = "절" "絶" "jeol",
        /// Conception.
        Tae = "태" "胎" "tae",
        /// Nurture.
        Yang = "양" "養" "yang",
    }
}

impl Unseong {
    /// The stage of a stem in a branch: yang stems go forward through the branches, yin stems backward.
    pub const fn at(cheon: Cheon, ji: Ji) -> Self {
        let birth = match cheon {
            Cheon::Gap => Ji::Hae,
            Cheon::Eul => Ji::O,
            Cheon::Byeong | Cheon::Mu => Ji::In,
            Cheon::Jeong | Cheon::Gi => Ji::Yu,
            Cheon::Gyeong => Ji::Sa,
            Cheon::Sin => Ji::Ja,
            Cheon::Im => Ji::Sin,
            Cheon::Gye => Ji::Myo,
        };
        Self::from_index(match cheon.polarity() {
            Polarity::Yang => ji.index() + 12 - birth.index(),
            Polarity::Yin => birth.index() + 12 - ji.index(),
        })
    }
}

/// The two void branches (공망, gongmang) of a pillar: those that do not occur in its group of ten pillars from a 갑 on.
pub const fn gongmang(pillar: Pillar) -> [Ji; 2] {
    let first = 10 + 12 - pillar.index() / 10 * 2;
    [Ji::from_index(first), Ji::from_index(first + 1)]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// By the table of 록, a stem has its office in the branch of its own element and polarity.
    #[test]
    fn geonrok_branches_match_the_table() {
        let office = |cheon: Cheon| Ji::ALL.into_iter().find(|&ji| Unseong::at(cheon, ji) == Unseong::Geonrok).unwrap();
        assert_eq!(
            Cheon::ALL.map(office).map(Ji::hangul),
            ["인", "묘", "사", "오", "사", "오", "신", "유", "해", "자"]
        );
    }

    #[test]
    fn void_branches_are_absent_from_their_ten_pillars() {
        for ten in Pillar::ALL.chunks(10) {
            for &pillar in ten {
                let void = gongmang(pillar);
                assert!(ten.iter().all(|of_ten| !void.contains(&of_ten.ji())), "{pillar}");
            }
        }
        assert_eq!(gongmang(Pillar::ALL[0]), [Ji::Sul, Ji::Hae]);
    }
}
