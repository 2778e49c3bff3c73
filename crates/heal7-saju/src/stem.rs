//! The ten heavenly stems.

use crate::{
    cycle::cycle,
    element::{Polarity, WuxingElement},
};

cycle! {
    /// A heavenly stem (천간, cheongan).
    Cheon {
        /// Yang wood.
        Gap = "갑" "甲" "gap",
        /// Yin wood.
        Eul = "을" "乙" "eul",
        /// Yang fire.
        Byeong = "병" "丙" "byeong",
        /// Yin fire.
        Jeong = "정" "丁" "jeong",
        /// Yang earth.
        Mu = "무" "戊" "mu",
        /// Yin earth.
        Gi = "기" "己" "gi",
        /// Yang metal.
        Gyeong = "경" "庚" "gyeong",
        /// Yin metal.
        Sin = "신" "辛" "sin",
        /// Yang water.
        Im = "임" "壬" "im",
        /// Yin water.
        Gye = "계" "癸" "gye",
    }
}

impl Cheon {
    /// The element of the stem: two stems for each element, beginning with wood.
    pub const fn element(self) -> WuxingElement {
        WuxingElement::from_index(self.index() / 2)
    }

    /// The polarity of the stem: yang and yin alternate.
    pub const fn polarity(self) -> Polarity {
        Polarity::from_index(self.index())
    }
}
