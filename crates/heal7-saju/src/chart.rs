//! The chart, and its computation from its parts.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

use crate::{
    astronomy::equation_of_time,
    birth::{Birth, Calendar, CalendarDate, Gender},
    calendar::{
        LAST_PUBLISHED_LUNAR_YEAR, LunarDate,
        gregorian::{DAY, HOUR, reading, shown},
        lunar_to_solar, solar_to_lunar,
    },
    daeun::{DaeunAnalysis, Moment, Seun},
    element::Polarity,
    error::Error,
    gyeokguk::GyeokgukAnalysis,
    options::{Options, TimeMode, YearStart},
    pan::{day_and_hour, year_and_month},
    pillar::{Pillar, PillarPosition, SajuPan},
    sipsin::SipsinAnalysis,
    terms::Jeol,
    warning::{Warning, WarningCode, Warnings},
    wuxing::WuxingAnalysis,
    zone::{Resolved, Zone},
};

/// The name and version of the engine, to show with the conventions of a chart.
pub const ENGINE: &str = concat!("saju ", env!("CARGO_PKG_VERSION"));

/// The distance to an edge within which a birth gets a warning, in milliseconds.
const NEAR: i64 = 5 * 60 * 1000;

/// The time in which the sun moves by one degree in its daily course, in milliseconds.
const DEGREE: f64 = 240_000.0;

/// A chart with its parts.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The moment of birth, as the calculation understood it.
    pub moment: BirthMoment,
    /// The conventions with which it was computed.
    pub conventions: Conventions,
    /// The four pillars.
    pub saju_pan: SajuPan,
    /// The five elements.
    pub wuxing: WuxingAnalysis,
    /// The ten gods.
    pub sipsin: SipsinAnalysis,
    /// The structure.
    pub gyeokguk: GyeokgukAnalysis,
    /// The luck pillars.
    pub daeun: DaeunAnalysis,
    /// The reasons why the chart may differ from the expected one.
    pub warnings: Warnings,
}

impl Chart {
    /// Returns the pillar of a year (세운, seun), seen from the day master.
    pub fn seun(&self, year: i16) -> Seun {
        Seun::new(year, self.saju_pan.day_master())
    }
}

/// The moment of birth, as the calculation understood it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BirthMoment {
    /// The day in the Gregorian calendar, as a clock at the place showed it.
    pub solar_date: Date,
    /// The same day in the Korean lunar calendar.
    pub lunar_date: LunarDate,
    /// The instant, which decides the year and month pillars and the luck pillars.
    pub instant: Timestamp,
    /// The effective local time to the millisecond, which decides the day and hour pillars.
    pub local_time: DateTime,
    /// Whether the birth time is unknown; then the chart uses noon, and has no hour pillar.
    pub time_unknown: bool,
}

/// The conventions that a chart was computed with, defaults included.
#[derive(Clone, Copy, Debug)]
pub struct Conventions {
    /// The choices.
    pub options: Options,
    /// The time zone in which the birth time was read.
    pub zone: Zone,
    /// The meridian of the local time, in degrees east; absent when the time mode is `clock` or `wall`.
    pub longitude: Option<f64>,
}

/// Computes the chart of a birth.
pub fn chart(birth: &Birth, options: &Options) -> Result<Chart, Error> {
    check_place(birth)?;
    let (solar_date, lunar_date) = dates(birth)?;
    let typed = solar_date.to_datetime(birth.time.unwrap_or(NOON));
    let resolved = birth.zone.resolve(typed, options.ambiguity)?;
    let unix = resolved.instant.as_millisecond();
    let meridian = meridian(birth, options.time_mode, &resolved);
    let local = local_time(options.time_mode, typed, &resolved, meridian);

    let turning = Turning { options: *options, lunar_year: lunar_date.year };
    let jeol = Jeol::at_or_before(unix);
    let (year, month) = turning.year_and_month(unix, jeol);
    let (day, hour) = turning.day_and_hour(local);
    let saju_pan = SajuPan { year, month, day, hour: birth.time.map(|_| hour) };

    let forward = (year.cheon().polarity() == Polarity::Yang) == (birth.gender == Gender::Male);
    let moment = Moment { unix, local, date: solar_date, jeol };
    Ok(Chart {
        wuxing: WuxingAnalysis::new(saju_pan),
        sipsin: SipsinAnalysis::new(saju_pan),
        gyeokguk: GyeokgukAnalysis::new(saju_pan),
        daeun: DaeunAnalysis::new(saju_pan, moment, forward, options.daeun_rounding, options.age_style),
        warnings: turning.warnings(birth, &resolved, saju_pan, moment),
        moment: BirthMoment {
            solar_date,
            lunar_date,
            instant: resolved.instant,
            local_time: shown(local),
            time_unknown: birth.time.is_none(),
        },
        conventions: Conventions { options: *options, zone: birth.zone, longitude: meridian },
        saju_pan,
    })
}

/// The time that replaces an unknown birth time.
const NOON: Time = Time::constant(12, 0, 0, 0);

fn check_place(birth: &Birth) -> Result<(), Error> {
    if let Some(longitude) = birth.longitude.filter(|longitude| !(-180.0..=180.0).contains(longitude)) {
        return Err(Error::InvalidLongitude(longitude));
    }
    if let Some(latitude) = birth.latitude.filter(|latitude| !(-90.0..=90.0).contains(latitude)) {
        return Err(Error::InvalidLatitude(latitude));
    }
    Ok(())
}

/// Returns the day of a birth in both calendars.
fn dates(birth: &Birth) -> Result<(Date, LunarDate), Error> {
    match birth.calendar {
        Calendar::Solar => {
            let solar = birth.date.gregorian().ok_or_else(|| Calendar::Solar.no_date(birth.date))?;
            Ok((solar, solar_to_lunar(solar)?))
        }
        Calendar::Lunar => {
            let CalendarDate { year, month, day } = birth.date;
            let lunar = LunarDate { year, month, is_leap_month: birth.is_leap_month, day };
            Ok((lunar_to_solar(lunar)?, lunar))
        }
    }
}

/// Returns the meridian of the local time, in degrees east, if the time mode uses one.
fn meridian(birth: &Birth, mode: TimeMode, resolved: &Resolved) -> Option<f64> {
    match mode {
        TimeMode::Mean | TimeMode::Apparent => {
            Some(birth.longitude.unwrap_or_else(|| birth.zone.meridian(resolved.standard)))
        }
        TimeMode::Clock | TimeMode::Wall => None,
    }
}

/// The reading of the clock that decides the day and the hour.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of half a day")]
fn local_time(mode: TimeMode, typed: DateTime, resolved: &Resolved, meridian: Option<f64>) -> i64 {
    let unix = resolved.instant.as_millisecond();
    let mean = || unix + (meridian.unwrap_or_default() * DEGREE).round() as i64;
    match mode {
        TimeMode::Mean => mean(),
        TimeMode::Apparent => mean() + equation_of_time(unix),
        TimeMode::Clock => unix + i64::from(resolved.standard.seconds()) * 1000,
        TimeMode::Wall => reading(typed),
    }
}

/// The values that decide when the pillars change.
struct Turning {
    options: Options,
    lunar_year: i16,
}

impl Turning {
    fn year_and_month(&self, unix: i64, jeol: Jeol) -> (Pillar, Pillar) {
        year_and_month(unix, jeol, self.options.year_start, self.lunar_year)
    }

    fn day_and_hour(&self, local: i64) -> (Pillar, Pillar) {
        day_and_hour(local, self.options.day_boundary)
    }

    fn warnings(&self, birth: &Birth, resolved: &Resolved, pan: SajuPan, moment: Moment) -> Warnings {
        let mut warnings = Warnings::new();
        let notes = [
            (resolved.is_ambiguous, WarningCode::AmbiguousLocalTime),
            (resolved.is_local_mean_time, WarningCode::Lmt),
            (birth.calendar == Calendar::Solar && birth.is_leap_month, WarningCode::LeapFlagIgnored),
            (self.lunar_year > LAST_PUBLISHED_LUNAR_YEAR, WarningCode::LunarForecast),
        ];
        for (holds, code) in notes {
            if holds {
                warnings.push(Warning::plain(code));
            }
        }
        let mut neighbour = |code, position, own: Pillar, other: Pillar| {
            if other != own {
                warnings.push(Warning { code, position: Some(position), neighbour: Some(other) });
            }
        };
        let (code, [before, after]) = match pan.hour {
            Some(_) => (WarningCode::NearSolarTerm, [moment.unix - NEAR - 1, moment.unix + NEAR]),
            None => (WarningCode::TimeUnknown, [moment.unix - DAY / 2, moment.unix + DAY / 2 - 1]),
        };
        // Two edges are never so close that both the pillar before and the pillar after would differ.
        let jeol = moment.jeol;
        let turns_nearby = before < jeol.unix() || jeol.next().unix() <= after;
        if turns_nearby || self.options.year_start == YearStart::Dongji {
            for other in [before, after] {
                let (year, month) = self.year_and_month(other, Jeol::at_or_before(other));
                neighbour(code, PillarPosition::Year, pan.year, year);
                neighbour(code, PillarPosition::Month, pan.month, month);
            }
        }
        // Days and hours change at whole hours.
        let past_the_hour = moment.local.rem_euclid(HOUR);
        if let Some(own) = pan.hour.filter(|_| past_the_hour <= NEAR || HOUR - past_the_hour <= NEAR) {
            for other in [moment.local - NEAR - 1, moment.local + NEAR] {
                let (day, hour) = self.day_and_hour(other);
                neighbour(WarningCode::NearHourEdge, PillarPosition::Day, pan.day, day);
                neighbour(WarningCode::NearHourEdge, PillarPosition::Hour, own, hour);
            }
        }
        warnings
    }
}
