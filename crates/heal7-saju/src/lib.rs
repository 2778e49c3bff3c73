//! The Four Pillars (사주, saju): from a birth date, a time, a gender and a place to the whole chart.
//!
//! ```
//! use heal7_saju::{Birth, BirthText, Options, chart};
//!
//! let birth = Birth::try_from(BirthText {
//!     date: "1990-05-15",
//!     time: Some("14:30"),
//!     gender: "female",
//!     ..BirthText::default()
//! })?;
//! let chart = chart(&birth, &Options::default())?;
//! let pan = chart.saju_pan;
//! assert_eq!(format!("{} {} {} {:?}", pan.year, pan.month, pan.day, pan.hour), "경오 신사 경진 Some(계미)");
//! assert_eq!(chart.gyeokguk.kind.hangul(), "편관격");
//! assert_eq!(chart.daeun.start_age, 3);
//! # Ok::<(), heal7_saju::Error>(())
//! ```
//!
//! The way of a birth to its chart is that of [`chart()`]: the date becomes a day of the Gregorian calendar (`calendar`),
//! the time on a clock an instant (`zone`) and a local time (`astronomy` has the equation of time), these become four
//! pillars (`pan`, by the solar terms in `terms`), and all else follows from the pillars, a file each: `wuxing`,
//! `sipsin`, `unseong`, `gyeokguk`, `relations`, `daeun`. [`Options`] names the conventions; [`sentences`] says in words
//! what a chart says in numbers.
//!
//! Nothing here reads a file, a clock or the environment. What is looked up is made at compile time or with the first
//! chart; after that a chart takes some two hundred nanoseconds, or forty microseconds in apparent time, which asks where
//! the sun stands, and no memory but its own.

mod astronomy;
mod birth;
mod branch;
mod calendar;
mod chart;
mod correspondence;
mod cycle;
mod daeun;
mod element;
mod error;
mod gyeokguk;
mod options;
mod pan;
mod pillar;
mod relations;
pub mod sentences;
mod sipsin;
mod stem;
mod terms;
mod unseong;
mod warning;
mod wuxing;
mod zone;

pub use self::{
    astronomy::solar_longitude,
    birth::{Birth, BirthText, Calendar, CalendarDate, Gender, parse_time},
    branch::{HiddenStem, Ji, JijangganPhase},
    calendar::{LAST_PUBLISHED_LUNAR_YEAR, LunarDate, YEARS, lunar_to_solar, solar_to_lunar},
    chart::{BirthMoment, Chart, Conventions, ENGINE, chart},
    correspondence::{Correspondence, WuxingColor, WuxingDirection, WuxingSeason},
    daeun::{DaeunAnalysis, DaeunPillar, DaeunStart, Seun},
    element::{Elements, Polarity, WuxingElement},
    error::Error,
    gyeokguk::{Gyeokguk, GyeokgukAnalysis},
    options::{AgeStyle, AmbiguityPolicy, DaeunRounding, DayBoundary, Options, TimeMode, YearStart},
    pillar::{Pillar, PillarPosition, SajuPan},
    relations::{Positions, Relation, RelationKind, Relations},
    sipsin::{Jijanggan, Seen, Sipsin, SipsinAnalysis, SipsinCounts, SipsinPillar},
    stem::Cheon,
    terms::{SolarTerm, SolarTermName, solar_terms, solve_solar_terms},
    unseong::{Unseong, gongmang},
    warning::{Warning, WarningCode, Warnings},
    wuxing::{Counts, DayMasterStrength, Weights, WuxingAnalysis},
    zone::Zone,
};
