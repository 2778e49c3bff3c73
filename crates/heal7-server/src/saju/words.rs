//! The enums that the engine and the contract have in common, with the same variants in both.

use ::heal7_saju as engine;
use contracts::saju::{
    gyeokguk as wire_gyeokguk, input as wire_input, pillars as wire_pillars, result as wire_result,
    sipsin as wire_sipsin, wuxing as wire_wuxing,
};

/// A type of the engine that has a counterpart in the contract.
pub(super) trait Wire {
    /// The type in the contract.
    type Word;
    /// Converts the value to the contract's type.
    fn wire(self) -> Self::Word;
}

/// A type of the contract that has a counterpart in the engine.
pub(super) trait Engine {
    /// The type in the engine.
    type Word;
    /// Converts the value to the engine's type.
    fn engine(self) -> Self::Word;
}

/// Converts an enum of the engine to one of the contract; it compiles only if both have the same variants.
macro_rules! same {
    ($($engine:path => $wire:path { $($variant:ident)+ })+) => { $(
        impl Wire for $engine {
            type Word = $wire;

            fn wire(self) -> Self::Word {
                match self { $( Self::$variant => Self::Word::$variant, )+ }
            }
        }
    )+ };
}

/// Converts in both directions.
macro_rules! same_both_ways {
    ($($engine:path => $wire:path { $($variant:ident)+ })+) => { $(
        same! { $engine => $wire { $($variant)+ } }

        impl Engine for $wire {
            type Word = $engine;

            fn engine(self) -> Self::Word {
                match self { $( Self::$variant => Self::Word::$variant, )+ }
            }
        }
    )+ };
}

same! {
    engine::Cheon => wire_pillars::Cheon { Gap Eul Byeong Jeong Mu Gi Gyeong Sin Im Gye }
    engine::Ji => wire_pillars::Ji { Ja Chuk In Myo Jin Sa O Mi Sin Yu Sul Hae }
    engine::WuxingElement => wire_pillars::WuxingElement { Wood Fire Earth Metal Water }
    engine::PillarPosition => wire_pillars::PillarPosition { Year Month Day Hour }
    engine::Sipsin => wire_sipsin::Sipsin {
        Bigyeon Geopjae Siksin Sanggwan Pyeonjae Jeongjae Pyeongwan Jeonggwan Pyeonin Jeongin
    }
    engine::Unseong => wire_sipsin::Unseong {
        Jangsaeng Mogyok Gwandae Geonrok Jewang Soe Byeong Sa Myo Jeol Tae Yang
    }
    engine::JijangganPhase => wire_sipsin::JijangganPhase { Yeogi Junggi Bongi }
    engine::Gyeokguk => wire_gyeokguk::Gyeokguk {
        Geonrok Yangin Siksin Sanggwan Pyeonjae Jeongjae Pyeongwan Jeonggwan Pyeonin Jeongin
    }
    engine::DayMasterStrength => wire_wuxing::DayMasterStrength { Singang Junghwa Sinyak }
    engine::WarningCode => wire_result::SajuWarningCode {
        AmbiguousLocalTime NearSolarTerm NearHourEdge Lmt LunarForecast LeapFlagIgnored TimeUnknown
    }
}

same_both_ways! {
    engine::TimeMode => wire_input::TimeMode { Mean Clock Apparent Wall }
    engine::DayBoundary => wire_input::DayBoundary { Split Jasi Midnight }
    engine::YearStart => wire_input::YearStart { Ipchun Dongji LunarNewYear }
    engine::DaeunRounding => wire_input::DaeunRounding { Round Floor Ceil Sect1 }
    engine::AgeStyle => wire_input::AgeStyle { International Korean }
    engine::AmbiguityPolicy => wire_input::AmbiguityPolicy { Earlier Reject }
}
