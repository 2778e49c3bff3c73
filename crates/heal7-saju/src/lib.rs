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
//! The computation of a chart in [`chart()`] has these steps: the date becomes a day of the Gregorian calendar
//! (`calendar`). The time on a clock becomes an instant (`zone`) and a local time (`astronomy` has the equation of
//! time). From these follow the four pillars (`pan`, with the solar terms in `terms`). Everything else follows from the
//! pillars, one file each: `wuxing`, `sipsin`, `unseong`, `gyeokguk`, `relations`, `daeun`. [`Options`] names the
//! conventions; [`sentences`] describes a chart in words.
//!
//! The library reads no file, no clock and no environment variable. Its tables are built at compile time or with the
//! first chart. After that a chart takes about two hundred nanoseconds, or forty microseconds in apparent time, which
//! needs the position of the sun, and allocates no memory beyond the chart itself.

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
