//! The twelve earthly branches and the stems that are hidden in them.

use crate::{
    cycle::cycle,
    element::{Polarity, WuxingElement},
    stem::Cheon,
};

cycle! {
    /// An earthly branch (지지, jiji).
    Ji {
        /// The rat, water.
        Ja = "자" "子" "ja",
        /// The ox, earth.
        Chuk = "축" "丑" "chuk",
        /// The tiger, wood.
        In = "인" "寅" "in",
        /// The rabbit, wood.
        Myo = "묘" "卯" "myo",
        /// The dragon, earth.
        Jin = "진" "辰" "jin",
        /// The snake, fire.
        Sa = "사" "巳" "sa",
        /// The horse, fire.
        O = "오" "午" "o",
        /// The goat, earth.
        Mi = "미" "未" "mi",
        /// The monkey, metal.
        Sin = "신" "申" "sin",
        /// The rooster, metal.
        Yu = "유" "酉" "yu",
        /// The dog, earth.
        Sul = "술" "戌" "sul",
        /// The pig, water.
        Hae = "해" "亥" "hae",
    }
}

impl Ji {
    /// The element of the branch, which is that of its main hidden stem.
    pub const fn element(self) -> WuxingElement {
        self.main_stem().element()
    }

    /// The polarity of the branch among the twelve: yang and yin alternate.
    ///
    /// The ten gods use the polarity of [the main hidden stem](Self::main_stem) instead, which is the opposite one in
    /// 자, 사, 오 and 해.
    pub const fn polarity(self) -> Polarity {
        Polarity::from_index(self.index())
    }

    /// The main hidden stem (본기, bongi), which represents the branch among the ten gods.
    pub const fn main_stem(self) -> Cheon {
        match self.hidden_stems() {
            [.., main] => main.cheon,
            [] => unreachable!(),
        }
    }

    /// The hidden stems (지장간, jijanggan) in the order in which they rule the month of the branch, the main one last.
    ///
    /// This is the Korean list by days of the month (월률분야): 자, 묘 and 유 have a 여기 too, and 신 has 무 7, 임 7, 경 16.
    pub const fn hidden_stems(self) -> &'static [HiddenStem] {
        use Cheon::{Byeong, Eul, Gap, Gi, Gye, Gyeong, Im, Jeong, Mu, Sin};
        match self {
            Self::Ja => &const { two(Im, 10, Gye, 20) },
            Self::Chuk => &const { three(Gye, 9, Sin, 3, Gi, 18) },
            Self::In => &const { three(Mu, 7, Byeong, 7, Gap, 16) },
            Self::Myo => &const { two(Gap, 10, Eul, 20) },
            Self::Jin => &const { three(Eul, 9, Gye, 3, Mu, 18) },
            Self::Sa => &const { three(Mu, 7, Gyeong, 7, Byeong, 16) },
            Self::O => &const { three(Byeong, 10, Gi, 9, Jeong, 11) },
            Self::Mi => &const { three(Jeong, 9, Eul, 3, Gi, 18) },
            Self::Sin => &const { three(Mu, 7, Im, 7, Gyeong, 16) },
            Self::Yu => &const { two(Gyeong, 10, Sin, 20) },
            Self::Sul => &const { three(Sin, 9, Jeong, 3, Mu, 18) },
            Self::Hae => &const { three(Mu, 7, Gap, 7, Im, 16) },
        }
    }
}

cycle! {
    /// The part of a branch's month that a hidden stem rules.
    JijangganPhase {
        /// The residual part, from the month before.
        Yeogi = "여기" "餘氣" "yeogi",
        /// The middle part.
        Junggi = "중기" "中氣" "junggi",
        /// The main part.
        Bongi = "본기" "本氣" "bongi",
    }
}

/// A stem that is hidden in a branch (지장간, jijanggan).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HiddenStem {
    /// The stem.
    pub cheon: Cheon,
    /// The part of the branch's month that it rules.
    pub phase: JijangganPhase,
    /// The number of days that it rules, of the thirty days of the branch's month.
    pub days: u8,
}

const fn two(first: Cheon, first_days: u8, main: Cheon, main_days: u8) -> [HiddenStem; 2] {
    assert!(first_days + main_days == 30);
    [
        HiddenStem { cheon: first, phase: JijangganPhase::Yeogi, days: first_days },
        HiddenStem { cheon: main, phase: JijangganPhase::Bongi, days: main_days },
    ]
}

const fn three(
    first: Cheon,
    first_days: u8,
    middle: Cheon,
    middle_days: u8,
    main: Cheon,
    main_days: u8,
) -> [HiddenStem; 3] {
    assert!(first_days + middle_days + main_days == 30);
    [
        HiddenStem { cheon: first, phase: JijangganPhase::Yeogi, days: first_days },
        HiddenStem { cheon: middle, phase: JijangganPhase::Junggi, days: middle_days },
        HiddenStem { cheon: main, phase: JijangganPhase::Bongi, days: main_days },
    ]
}
