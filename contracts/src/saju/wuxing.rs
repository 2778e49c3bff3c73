//! The five elements (오행, ohaeng) of a chart: their balance, and how to improve it.

use contract_kit::prelude::*;

use super::pillars::WuxingElement;

/// The evenness of the five elements, from 0 to 100.
///
/// It is 100 if each element has a fifth of the weight, and 0 if one element has all of it.
#[contract(scalar, range(0.0..=100.0), example = WuxingBalance(69.0))]
pub struct WuxingBalance(pub f64);

/// The five elements (오행, ohaeng) of a chart: their counts, weights and remedies.
#[contract(object)]
pub struct WuxingAnalysis {
    /// The elements of the eight characters, in pillar order, stem before branch.
    ///
    /// There are six if the chart has no hour pillar.
    #[contract(items(6..=8), example = {
        use WuxingElement::{Earth, Fire, Metal, Water};
        vec![Fire, Earth, Water, Fire, Water, Metal, Metal, Metal]
    })]
    pub elements: Vec<WuxingElement>,
    /// The evenness of the elements, by weight.
    pub balance: WuxingBalance,
    /// The number of characters of each element.
    pub counts: WuxingCounts,
    /// The weight of each element, in percent.
    ///
    /// A stem counts whole, a branch is split over its hidden stems, and the month branch counts twice.
    pub weighted: WuxingWeights,
    /// Sentences about the strong elements of the chart, in the user's language.
    #[contract(items(..=5), example = vec!["금의 기운이 강합니다 (38.5%).".to_owned()])]
    pub strengths: Vec<String>,
    /// Sentences about the weak elements of the chart, in the user's language.
    #[contract(items(..=5), example = vec!["목의 기운이 약합니다 (3.3%).".to_owned()])]
    pub weaknesses: Vec<String>,
    /// Sentences that recommend how to balance the elements, in the user's language.
    #[contract(items(..=10), example = vec![
        "푸른색과 동쪽, 숫자 3과 8로 목의 기운을 보완해 보세요.".to_owned(),
        "노란색과 중앙, 숫자 5와 10으로 토의 기운을 보완해 보세요.".to_owned(),
        "붉은색과 남쪽, 숫자 2와 7로 화의 기운을 보완해 보세요.".to_owned(),
    ])]
    pub recommendations: Vec<String>,
    /// The elements with 30 percent or more; if there are none, the largest one.
    #[contract(items(1..=5), example = vec![WuxingElement::Metal])]
    pub strong_elements: Vec<WuxingElement>,
    /// The elements with 10 percent or less; if there are none, the smallest one.
    #[contract(items(1..=5), example = vec![WuxingElement::Wood])]
    pub weak_elements: Vec<WuxingElement>,
    /// The elements with 40 percent or more.
    #[contract(items(..=2), example = vec![])]
    pub excess_elements: Vec<WuxingElement>,
    /// The elements that no character of the chart has.
    #[contract(items(..=4), example = vec![WuxingElement::Wood])]
    pub missing_elements: Vec<WuxingElement>,
    /// The strength of the day master.
    #[contract(example = DayMasterStrength::Singang)]
    pub day_master_strength: DayMasterStrength,
    /// The total weight of the day master's element and the element that feeds it, in percent.
    #[contract(range(0.0..=100.0), example = 61.8)]
    pub day_master_support: f64,
    /// The elements that would balance the chart (용신, yongsin), best first.
    #[contract(items(1..=5), example = vec![
        WuxingRemedy::new(WuxingElement::Wood),
        WuxingRemedy::new(WuxingElement::Earth),
        WuxingRemedy::new(WuxingElement::Fire),
    ])]
    pub remedies: Vec<WuxingRemedy>,
}

/// The number of characters of each element.
///
/// The total is eight, or six if the chart has no hour pillar.
#[contract(object)]
pub struct WuxingCounts {
    /// The number of wood characters.
    #[contract(range(0..=8), example = 0)]
    pub wood: i32,
    /// The number of fire characters.
    #[contract(range(0..=8), example = 2)]
    pub fire: i32,
    /// The number of earth characters.
    #[contract(range(0..=8), example = 1)]
    pub earth: i32,
    /// The number of metal characters.
    #[contract(range(0..=8), example = 3)]
    pub metal: i32,
    /// The number of water characters.
    #[contract(range(0..=8), example = 2)]
    pub water: i32,
}

/// The weight of each element, in percent with one decimal. The total is 100.
#[contract(object)]
pub struct WuxingWeights {
    /// The weight of wood, in percent.
    #[contract(range(0.0..=100.0), example = 3.3)]
    pub wood: f64,
    /// The weight of fire, in percent.
    #[contract(range(0.0..=100.0), example = 23.0)]
    pub fire: f64,
    /// The weight of earth, in percent.
    #[contract(range(0.0..=100.0), example = 11.9)]
    pub earth: f64,
    /// The weight of metal, in percent.
    #[contract(range(0.0..=100.0), example = 38.5)]
    pub metal: f64,
    /// The weight of water, in percent.
    #[contract(range(0.0..=100.0), example = 23.3)]
    pub water: f64,
}

/// The strength of the day master.
#[contract]
pub enum DayMasterStrength {
    /// Strong (신강, singang): support of 55 percent or more.
    Singang,
    /// Balanced (중화, junghwa): support between 45 and 55 percent.
    Junghwa,
    /// Weak (신약, sinyak): support of 45 percent or less.
    Sinyak,
}

/// An element that would balance a chart, with its colour, direction, season and numbers.
#[contract(object)]
pub struct WuxingRemedy {
    /// The element.
    pub element: WuxingElement,
    /// The colour of the element.
    pub color: WuxingColor,
    /// The direction of the element.
    pub direction: WuxingDirection,
    /// The season of the element.
    pub season: WuxingSeason,
    /// The numbers of the element.
    #[contract(items(2..=2), example = vec![3, 8])]
    pub numbers: Vec<i32>,
}

impl WuxingRemedy {
    /// Returns an element with its colour, direction, season and numbers.
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
