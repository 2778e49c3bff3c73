//! The balance of the five elements (오행, ohaeng), and what follows from it.

use contract_kit::prelude::*;

use super::pillars::WuxingElement;

/// How evenly the five elements are spread: 100 when each has a fifth, 0 when one has everything.
#[contract(scalar, range(0.0..=100.0), example = WuxingBalance(69.0))]
pub struct WuxingBalance(pub f64);

/// The five elements of a chart: how many, how strong, and what to do about it.
#[contract(object)]
pub struct WuxingAnalysis {
    /// The elements of the eight characters in pillar order, stem before branch; six where there is no hour pillar.
    #[contract(items(6..=8), example = {
        use WuxingElement::{Earth, Fire, Metal, Water};
        vec![Fire, Earth, Water, Fire, Water, Metal, Metal, Metal]
    })]
    pub elements: Vec<WuxingElement>,
    /// How evenly the elements are spread, by weight.
    pub balance: WuxingBalance,
    /// How many of the eight characters have each element.
    pub counts: WuxingCounts,
    /// The weight of each element in per cent: stems whole, branches split over their hidden stems, the month double.
    pub weighted: WuxingWeights,
    /// What is strong in the chart, in sentences of the person's language.
    #[contract(items(..=5), example = vec!["금의 기운이 강합니다 (38.5%).".to_owned()])]
    pub strengths: Vec<String>,
    /// What is weak in the chart, in sentences of the person's language.
    #[contract(items(..=5), example = vec!["목의 기운이 약합니다 (3.3%).".to_owned()])]
    pub weaknesses: Vec<String>,
    /// What to do about it, in sentences of the person's language.
    #[contract(items(..=10), example = vec![
        "푸른색과 동쪽, 숫자 3과 8로 목의 기운을 보완해 보세요.".to_owned(),
        "노란색과 중앙, 숫자 5와 10으로 토의 기운을 보완해 보세요.".to_owned(),
        "붉은색과 남쪽, 숫자 2와 7로 화의 기운을 보완해 보세요.".to_owned(),
    ])]
    pub recommendations: Vec<String>,
    /// The elements with 30 per cent or more; the largest alone where none has so much.
    #[contract(items(1..=5), example = vec![WuxingElement::Metal])]
    pub strong_elements: Vec<WuxingElement>,
    /// The elements with 10 per cent or less; the smallest alone where none has so little.
    #[contract(items(1..=5), example = vec![WuxingElement::Wood])]
    pub weak_elements: Vec<WuxingElement>,
    /// The elements with 40 per cent or more.
    #[contract(items(..=2), example = vec![])]
    pub excess_elements: Vec<WuxingElement>,
    /// The elements that none of the eight characters has.
    #[contract(items(..=4), example = vec![WuxingElement::Wood])]
    pub missing_elements: Vec<WuxingElement>,
    /// How strong the day master is.
    #[contract(example = DayMasterStrength::Singang)]
    pub day_master_strength: DayMasterStrength,
    /// The weight of the day master's own element and of the one that feeds it, in per cent.
    #[contract(range(0.0..=100.0), example = 61.8)]
    pub day_master_support: f64,
    /// The elements that would balance the chart (용신, yongsin), best first, and what stands for them.
    #[contract(items(1..=5), example = vec![
        WuxingRemedy::new(WuxingElement::Wood),
        WuxingRemedy::new(WuxingElement::Earth),
        WuxingRemedy::new(WuxingElement::Fire),
    ])]
    pub remedies: Vec<WuxingRemedy>,
}

/// How many characters have each element: eight together, six where there is no hour pillar.
#[contract(object)]
pub struct WuxingCounts {
    /// Wood.
    #[contract(range(0..=8), example = 0)]
    pub wood: i32,
    /// Fire.
    #[contract(range(0..=8), example = 2)]
    pub fire: i32,
    /// Earth.
    #[contract(range(0..=8), example = 1)]
    pub earth: i32,
    /// Metal.
    #[contract(range(0..=8), example = 3)]
    pub metal: i32,
    /// Water.
    #[contract(range(0..=8), example = 2)]
    pub water: i32,
}

/// The weight of each element in per cent, with one decimal; 100 together.
#[contract(object)]
pub struct WuxingWeights {
    /// Wood.
    #[contract(range(0.0..=100.0), example = 3.3)]
    pub wood: f64,
    /// Fire.
    #[contract(range(0.0..=100.0), example = 23.0)]
    pub fire: f64,
    /// Earth.
    #[contract(range(0.0..=100.0), example = 11.9)]
    pub earth: f64,
    /// Metal.
    #[contract(range(0.0..=100.0), example = 38.5)]
    pub metal: f64,
    /// Water.
    #[contract(range(0.0..=100.0), example = 23.3)]
    pub water: f64,
}

/// How strong the day master is.
#[contract]
pub enum DayMasterStrength {
    /// Strong (신강, singang): support of 55 per cent or more.
    Singang,
    /// Balanced (중화, junghwa): between the two.
    Junghwa,
    /// Weak (신약, sinyak): support of 45 per cent or less.
    Sinyak,
}

/// An element that would balance a chart, and what stands for it.
#[contract(object)]
pub struct WuxingRemedy {
    /// The element.
    pub element: WuxingElement,
    /// Its colour.
    pub color: WuxingColor,
    /// Its direction.
    pub direction: WuxingDirection,
    /// Its season.
    pub season: WuxingSeason,
    /// Its numbers.
    #[contract(items(2..=2), example = vec![3, 8])]
    pub numbers: Vec<i32>,
}

impl WuxingRemedy {
    /// An element with the colour, the direction, the season and the numbers that stand for it.
    pub fn new(element: WuxingElement) -> Self {
        let (color, direction, season, numbers) = match element {
            WuxingElement::Wood => (WuxingColor::Blue, WuxingDirection::East, WuxingSeason::Spring, [3, 8]),
            WuxingElement::Fire => (WuxingColor::Red, WuxingDirection::South, WuxingSeason::Summer, [2, 7]),
            WuxingElement::Earth => (WuxingColor::Yellow, WuxingDirection::Center, WuxingSeason::Turn, [5, 10]),
            WuxingElement::Metal => (WuxingColor::White, WuxingDirection::West, WuxingSeason::Autumn, [4, 9]),
            WuxingElement::Water => (WuxingColor::Black, WuxingDirection::North, WuxingSeason::Winter, [1, 6]),
        };
        Self { element, color, direction, season, numbers: numbers.to_vec() }
    }
}

/// The colour of an element.
#[contract]
pub enum WuxingColor {
    /// Blue and green, of wood (청, cheong).
    Blue,
    /// Red, of fire (적, jeok).
    Red,
    /// Yellow, of earth (황, hwang).
    Yellow,
    /// White, of metal (백, baek).
    White,
    /// Black, of water (흑, heuk).
    Black,
}

/// The direction of an element.
#[contract]
pub enum WuxingDirection {
    /// East, of wood.
    East,
    /// South, of fire.
    South,
    /// The centre, of earth.
    Center,
    /// West, of metal.
    West,
    /// North, of water.
    North,
}

/// The season of an element.
#[contract]
pub enum WuxingSeason {
    /// Spring, of wood.
    Spring,
    /// Summer, of fire.
    Summer,
    /// The turns between seasons (환절기, hwanjeolgi), of earth.
    Turn,
    /// Autumn, of metal.
    Autumn,
    /// Winter, of water.
    Winter,
}
