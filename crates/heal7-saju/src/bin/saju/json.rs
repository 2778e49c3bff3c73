//! The whole chart in JSON: the keys and values are those of the contract's `SajuResult`, sentences in both languages.

use heal7_saju::{Chart, Pillar, PillarPosition, SipsinAnalysis, WuxingAnalysis, WuxingElement, sentences::Language};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Document {
    conventions: Conventions,
    moment: Moment,
    saju_pan: SajuPan,
    wuxing: Wuxing,
    sipsin: Sipsin,
    gyeokguk: Gyeokguk,
    relations: Vec<Relation>,
    daeun: Daeun,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seun: Vec<Seun>,
    warnings: Vec<Warning>,
}

impl Document {
    /// Builds the JSON of the chart, with the pillars of some years.
    pub(crate) fn new(chart: &Chart, years: &[i16]) -> Self {
        Self {
            conventions: (&chart.conventions).into(),
            moment: chart.moment.into(),
            saju_pan: chart.saju_pan.into(),
            wuxing: Wuxing::new(&chart.wuxing, chart.saju_pan.elements()),
            sipsin: (&chart.sipsin).into(),
            gyeokguk: chart.gyeokguk.into(),
            relations: chart.saju_pan.relations().iter().map(Relation::from).collect(),
            daeun: (&chart.daeun).into(),
            seun: years.iter().map(|&year| chart.seun(year).into()).collect(),
            warnings: chart.warnings.iter().map(Warning::from).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Conventions {
    time_mode: &'static str,
    day_boundary: &'static str,
    year_start: &'static str,
    daeun_rounding: &'static str,
    age_style: &'static str,
    ambiguity: &'static str,
    timezone: String,
    longitude: Option<f64>,
    engine: &'static str,
}

impl From<&heal7_saju::Conventions> for Conventions {
    fn from(conventions: &heal7_saju::Conventions) -> Self {
        let options = conventions.options;
        Self {
            time_mode: options.time_mode.word(),
            day_boundary: options.day_boundary.word(),
            year_start: options.year_start.word(),
            daeun_rounding: options.daeun_rounding.word(),
            age_style: options.age_style.word(),
            ambiguity: options.ambiguity.word(),
            timezone: conventions.zone.name().to_owned(),
            longitude: conventions.longitude,
            engine: heal7_saju::ENGINE,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Moment {
    solar_date: Date,
    lunar_date: LunarDate,
    instant: Timestamp,
    /// The local time to the second, as in the contract.
    local_time: String,
    time_unknown: bool,
}

impl From<heal7_saju::BirthMoment> for Moment {
    fn from(moment: heal7_saju::BirthMoment) -> Self {
        let heal7_saju::BirthMoment { solar_date, lunar_date, instant, local_time, time_unknown } = moment;
        let local_time = format!("{local_time:.0}");
        Self { solar_date, lunar_date: lunar_date.into(), instant, local_time, time_unknown }
    }
}

/// A day of the lunar calendar.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LunarDate {
    year: i16,
    month: u8,
    day: u8,
    is_leap_month: bool,
}

impl From<heal7_saju::LunarDate> for LunarDate {
    fn from(date: heal7_saju::LunarDate) -> Self {
        let heal7_saju::LunarDate { year, month, is_leap_month, day } = date;
        Self { year, month, day, is_leap_month }
    }
}

#[derive(Serialize)]
struct SajuPan {
    year: Characters,
    month: Characters,
    day: Characters,
    hour: Option<Characters>,
}

impl From<heal7_saju::SajuPan> for SajuPan {
    fn from(pan: heal7_saju::SajuPan) -> Self {
        let heal7_saju::SajuPan { year, month, day, hour } = pan;
        Self { year: year.into(), month: month.into(), day: day.into(), hour: hour.map(Characters::from) }
    }
}

#[derive(Serialize)]
struct Characters {
    cheon: &'static str,
    ji: &'static str,
    element: &'static str,
}

impl From<Pillar> for Characters {
    fn from(pillar: Pillar) -> Self {
        Self { cheon: pillar.cheon().hangul(), ji: pillar.ji().hangul(), element: pillar.element().english() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Wuxing {
    elements: Vec<&'static str>,
    balance: f64,
    counts: ByElement<u8>,
    weighted: ByElement<f64>,
    strengths: Sentences,
    weaknesses: Sentences,
    recommendations: Sentences,
    strong_elements: Vec<&'static str>,
    weak_elements: Vec<&'static str>,
    excess_elements: Vec<&'static str>,
    missing_elements: Vec<&'static str>,
    day_master_strength: &'static str,
    day_master_support: f64,
    remedies: Vec<Remedy>,
}

impl Wuxing {
    fn new(wuxing: &WuxingAnalysis, elements: impl Iterator<Item = WuxingElement>) -> Self {
        Self {
            elements: names(elements),
            balance: wuxing.balance(),
            counts: ByElement::new(|element| wuxing.counts.get(element)),
            weighted: ByElement::new(|element| wuxing.weighted.percent(element)),
            strengths: Sentences::new(|language| wuxing.strengths(language)),
            weaknesses: Sentences::new(|language| wuxing.weaknesses(language)),
            recommendations: Sentences::new(|language| wuxing.recommendations(language)),
            strong_elements: names(wuxing.strong().iter()),
            weak_elements: names(wuxing.weak().iter()),
            excess_elements: names(wuxing.excess().iter()),
            missing_elements: names(wuxing.missing().iter()),
            day_master_strength: wuxing.day_master_strength().word(),
            day_master_support: wuxing.day_master_support(),
            remedies: wuxing.remedies().iter().map(|&element| element.into()).collect(),
        }
    }
}

fn names(elements: impl Iterator<Item = WuxingElement>) -> Vec<&'static str> {
    elements.map(WuxingElement::english).collect()
}

#[derive(Serialize)]
struct ByElement<T> {
    wood: T,
    fire: T,
    earth: T,
    metal: T,
    water: T,
}

impl<T> ByElement<T> {
    fn new(value: impl Fn(WuxingElement) -> T) -> Self {
        let [wood, fire, earth, metal, water] = WuxingElement::ALL.map(value);
        Self { wood, fire, earth, metal, water }
    }
}

#[derive(Serialize)]
struct Sentences<T = Vec<String>> {
    ko: T,
    en: T,
}

impl<T> Sentences<T> {
    fn new(sentences: impl Fn(Language) -> T) -> Self {
        Self { ko: sentences(Language::Korean), en: sentences(Language::English) }
    }
}

#[derive(Serialize)]
struct Remedy {
    element: &'static str,
    color: &'static str,
    direction: &'static str,
    season: &'static str,
    numbers: [u8; 2],
}

impl From<WuxingElement> for Remedy {
    fn from(element: WuxingElement) -> Self {
        let heal7_saju::Correspondence { color, direction, season, numbers } = element.correspondence();
        let (color, direction, season) = (color.word(), direction.word(), season.word());
        Self { element: element.english(), color, direction, season, numbers }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sipsin {
    day_master: &'static str,
    year: Option<SipsinPillar>,
    month: Option<SipsinPillar>,
    day: Option<SipsinPillar>,
    hour: Option<SipsinPillar>,
    counts: [SipsinCount; 10],
    gongmang: [&'static str; 2],
}

impl From<&SipsinAnalysis> for Sipsin {
    fn from(sipsin: &SipsinAnalysis) -> Self {
        let [year, month, day, hour] = PillarPosition::ALL.map(|position| sipsin.at(position).map(SipsinPillar::from));
        let count = |god: heal7_saju::Sipsin| SipsinCount { sipsin: god.hangul(), count: sipsin.counts.count(god) };
        Self {
            day_master: sipsin.day_master.hangul(),
            year,
            month,
            day,
            hour,
            counts: heal7_saju::Sipsin::ALL.map(count),
            gongmang: sipsin.gongmang.map(heal7_saju::Ji::hangul),
        }
    }
}

#[derive(Serialize)]
struct SipsinCount {
    sipsin: &'static str,
    count: u8,
}

#[derive(Serialize)]
struct SipsinPillar {
    cheon: Option<&'static str>,
    ji: &'static str,
    jijanggan: Vec<Jijanggan>,
    unseong: &'static str,
}

impl From<&heal7_saju::SipsinPillar> for SipsinPillar {
    fn from(pillar: &heal7_saju::SipsinPillar) -> Self {
        Self {
            cheon: pillar.cheon.map(heal7_saju::Sipsin::hangul),
            ji: pillar.ji.hangul(),
            jijanggan: pillar.jijanggan.iter().map(|&hidden| hidden.into()).collect(),
            unseong: pillar.unseong.hangul(),
        }
    }
}

#[derive(Serialize)]
struct Jijanggan {
    cheon: &'static str,
    phase: &'static str,
    days: u8,
    sipsin: &'static str,
}

impl From<heal7_saju::Jijanggan> for Jijanggan {
    fn from(hidden: heal7_saju::Jijanggan) -> Self {
        let heal7_saju::Jijanggan { cheon, phase, days, sipsin } = hidden;
        Self { cheon: cheon.hangul(), phase: phase.hangul(), days, sipsin: sipsin.hangul() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Gyeokguk {
    r#type: &'static str,
    basis_stem: &'static str,
    basis: &'static str,
    transparent: bool,
}

impl From<heal7_saju::GyeokgukAnalysis> for Gyeokguk {
    fn from(gyeokguk: heal7_saju::GyeokgukAnalysis) -> Self {
        let heal7_saju::GyeokgukAnalysis { kind, basis_stem, basis, transparent } = gyeokguk;
        Self { r#type: kind.hangul(), basis_stem: basis_stem.hangul(), basis: basis.hangul(), transparent }
    }
}

#[derive(Serialize)]
struct Relation {
    kind: &'static str,
    positions: Vec<&'static str>,
    element: Option<&'static str>,
}

impl From<&heal7_saju::Relation> for Relation {
    fn from(relation: &heal7_saju::Relation) -> Self {
        Self {
            kind: relation.kind.hangul(),
            positions: relation.positions.iter().map(PillarPosition::english).collect(),
            element: relation.element.map(WuxingElement::english),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Daeun {
    forward: bool,
    days_to_jeol: f64,
    start_age: u8,
    exact_start: DaeunStart,
    start_date: Date,
    pillars: Vec<DaeunPillar>,
}

impl From<&heal7_saju::DaeunAnalysis> for Daeun {
    fn from(daeun: &heal7_saju::DaeunAnalysis) -> Self {
        let heal7_saju::DaeunStart { years, months, days } = daeun.exact_start;
        Self {
            forward: daeun.forward,
            days_to_jeol: daeun.days_to_jeol,
            start_age: daeun.start_age,
            exact_start: DaeunStart { years, months, days },
            start_date: daeun.start_date,
            pillars: daeun.pillars.iter().map(|&decade| decade.into()).collect(),
        }
    }
}

#[derive(Serialize)]
struct DaeunStart {
    years: u8,
    months: u8,
    days: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DaeunPillar {
    pillar: Characters,
    start_age: u8,
    start_year: i16,
    start_date: Date,
    cheon_sipsin: &'static str,
    ji_sipsin: &'static str,
    unseong: &'static str,
}

impl From<heal7_saju::DaeunPillar> for DaeunPillar {
    fn from(decade: heal7_saju::DaeunPillar) -> Self {
        Self {
            pillar: decade.pillar.into(),
            start_age: decade.start_age,
            start_year: decade.start_year,
            start_date: decade.start_date,
            cheon_sipsin: decade.seen.cheon.hangul(),
            ji_sipsin: decade.seen.ji.hangul(),
            unseong: decade.seen.unseong.hangul(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Seun {
    year: i16,
    pillar: Characters,
    cheon_sipsin: &'static str,
    ji_sipsin: &'static str,
    unseong: &'static str,
}

impl From<heal7_saju::Seun> for Seun {
    fn from(seun: heal7_saju::Seun) -> Self {
        let heal7_saju::Seun { year, pillar, seen } = seun;
        Self {
            year,
            pillar: pillar.into(),
            cheon_sipsin: seen.cheon.hangul(),
            ji_sipsin: seen.ji.hangul(),
            unseong: seen.unseong.hangul(),
        }
    }
}

#[derive(Serialize)]
struct Warning {
    code: &'static str,
    message: Sentences<String>,
    position: Option<&'static str>,
    neighbour: Option<Characters>,
}

impl From<&heal7_saju::Warning> for Warning {
    fn from(warning: &heal7_saju::Warning) -> Self {
        Self {
            code: warning.code.word(),
            message: Sentences::new(|language| warning.sentence(language)),
            position: warning.position.map(PillarPosition::english),
            neighbour: warning.neighbour.map(Characters::from),
        }
    }
}
