//! The attributes of the five elements: a colour, a direction, a season and two numbers each.

use crate::element::WuxingElement;

/// The attributes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correspondence {
    /// Its colour.
    pub color: WuxingColor,
    /// Its direction.
    pub direction: WuxingDirection,
    /// Its season.
    pub season: WuxingSeason,
    /// Its numbers.
    pub numbers: [u8; 2],
}

impl WuxingElement {
    /// The colour, the direction, the season and the numbers of the element.
    pub const fn correspondence(self) -> Correspondence {
        let (color, direction, season, numbers) = match self {
            Self::Wood => (WuxingColor::Blue, WuxingDirection::East, WuxingSeason::Spring, [3, 8]),
            Self::Fire => (WuxingColor::Red, WuxingDirection::South, WuxingSeason::Summer, [2, 7]),
            Self::Earth => (WuxingColor::Yellow, WuxingDirection::Center, WuxingSeason::Turn, [5, 10]),
            Self::Metal => (WuxingColor::White, WuxingDirection::West, WuxingSeason::Autumn, [4, 9]),
            Self::Water => (WuxingColor::Black, WuxingDirection::North, WuxingSeason::Winter, [1, 6]),
        };
        Correspondence { color, direction, season, numbers }
    }
}

/// The colour of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl WuxingColor {
    /// The word for it in messages between programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::White => "white",
            Self::Black => "black",
        }
    }
}

/// The direction of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl WuxingDirection {
    /// The word for it in messages between programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::East => "east",
            Self::South => "south",
            Self::Center => "center",
            Self::West => "west",
            Self::North => "north",
        }
    }
}

/// The season of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl WuxingSeason {
    /// The word for it in messages between programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::Turn => "turn",
            Self::Autumn => "autumn",
            Self::Winter => "winter",
        }
    }
}
