//! The parts of a result that the engine computes.

use ::heal7_saju::{self as engine, Chart, sentences::Language};
use contract_kit::values::{DateTime, LocalDate};
use contracts::saju::{
    daeun::{DaeunAnalysis, DaeunPillar, DaeunStart},
    gyeokguk::GyeokgukAnalysis,
    input::{SajuConventions, TimeZoneName},
    pillars::{BirthMoment, LocalDateTime, LunarDate, SajuPan, SajuPillar, WuxingElement},
    result::SajuWarning,
    sipsin::{Jijanggan, SipsinAnalysis, SipsinCount, SipsinPillar},
    wuxing::{WuxingAnalysis, WuxingBalance, WuxingCounts, WuxingRemedy, WuxingWeights},
};

use super::words::Wire;

/// The parts of a result that follow from a chart, with sentences in one language.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The conventions with which it was computed.
    pub conventions: SajuConventions,
    /// The moment of birth, as the calculation understood it.
    pub moment: BirthMoment,
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
    /// The reasons why the result may differ from the expected one.
    pub warnings: Vec<SajuWarning>,
}

impl Parts {
    /// Converts a chart to the parts of a result.
    pub fn from_chart(chart: &Chart, language: Language) -> Self {
        Self {
            conventions: conventions(&chart.conventions),
            moment: moment(&chart.moment),
            saju_pan: saju_pan(chart.saju_pan),
            wuxing: wuxing(chart, language),
            sipsin: sipsin(&chart.sipsin),
            gyeokguk: gyeokguk(chart.gyeokguk),
            daeun: daeun(&chart.daeun),
            warnings: chart.warnings.iter().map(|warning| self::warning(*warning, language)).collect(),
        }
    }
}

fn conventions(conventions: &engine::Conventions) -> SajuConventions {
    let options = conventions.options;
    SajuConventions {
        time_mode: options.time_mode.wire(),
        day_boundary: options.day_boundary.wire(),
        year_start: options.year_start.wire(),
        daeun_rounding: options.daeun_rounding.wire(),
        age_style: options.age_style.wire(),
        ambiguity: options.ambiguity.wire(),
        timezone: TimeZoneName(conventions.zone.name().to_owned()),
        longitude: conventions.longitude,
        engine: engine::ENGINE.to_owned(),
    }
}

fn moment(moment: &engine::BirthMoment) -> BirthMoment {
    let lunar = moment.lunar_date;
    BirthMoment {
        solar_date: LocalDate(moment.solar_date),
        lunar_date: LunarDate {
            year: lunar.year.into(),
            month: lunar.month.into(),
            day: lunar.day.into(),
            is_leap_month: lunar.is_leap_month,
        },
        instant: DateTime(moment.instant),
        local_time: LocalDateTime(moment.local_time.strftime("%Y-%m-%dT%H:%M:%S").to_string()),
        time_unknown: moment.time_unknown,
    }
}

fn pillar(pillar: engine::Pillar) -> SajuPillar {
    SajuPillar::new(pillar.cheon().wire(), pillar.ji().wire())
}

fn saju_pan(pan: engine::SajuPan) -> SajuPan {
    SajuPan { year: pillar(pan.year), month: pillar(pan.month), day: pillar(pan.day), hour: pan.hour.map(pillar) }
}

fn elements(elements: engine::Elements) -> Vec<WuxingElement> {
    elements.iter().map(Wire::wire).collect()
}

/// The elements of the eight characters in pillar order, stem before branch.
fn characters(pan: engine::SajuPan) -> Vec<WuxingElement> {
    let pillars = pan.pillars().map(|(_, pillar)| pillar);
    pillars.flat_map(|pillar| [pillar.cheon().element(), pillar.ji().element()]).map(Wire::wire).collect()
}

fn wuxing(chart: &Chart, language: Language) -> WuxingAnalysis {
    use engine::WuxingElement::{Earth, Fire, Metal, Water, Wood};
    let wuxing = &chart.wuxing;
    let count = |element| wuxing.counts.get(element).into();
    let weight = |element| wuxing.weighted.percent(element);
    WuxingAnalysis {
        elements: characters(chart.saju_pan),
        balance: WuxingBalance(wuxing.balance()),
        counts: WuxingCounts {
            wood: count(Wood),
            fire: count(Fire),
            earth: count(Earth),
            metal: count(Metal),
            water: count(Water),
        },
        weighted: WuxingWeights {
            wood: weight(Wood),
            fire: weight(Fire),
            earth: weight(Earth),
            metal: weight(Metal),
            water: weight(Water),
        },
        strengths: wuxing.strengths(language),
        weaknesses: wuxing.weaknesses(language),
        recommendations: wuxing.recommendations(language),
        strong_elements: elements(wuxing.strong()),
        weak_elements: elements(wuxing.weak()),
        excess_elements: elements(wuxing.excess()),
        missing_elements: elements(wuxing.missing()),
        day_master_strength: wuxing.day_master_strength().wire(),
        day_master_support: wuxing.day_master_support(),
        remedies: wuxing.remedies().iter().map(|element| WuxingRemedy::new(element.wire())).collect(),
    }
}

fn sipsin(sipsin: &engine::SipsinAnalysis) -> SipsinAnalysis {
    SipsinAnalysis {
        day_master: sipsin.day_master.wire(),
        year: sipsin_pillar(&sipsin.year),
        month: sipsin_pillar(&sipsin.month),
        day: sipsin_pillar(&sipsin.day),
        hour: sipsin.hour.as_ref().map(sipsin_pillar),
        counts: engine::Sipsin::ALL
            .iter()
            .map(|god| SipsinCount { sipsin: god.wire(), count: sipsin.counts.count(*god).into() })
            .collect(),
        gongmang: sipsin.gongmang.map(Wire::wire).to_vec(),
    }
}

fn sipsin_pillar(pillar: &engine::SipsinPillar) -> SipsinPillar {
    SipsinPillar {
        cheon: pillar.cheon.map(Wire::wire),
        ji: pillar.ji.wire(),
        jijanggan: pillar
            .jijanggan
            .iter()
            .map(|hidden| Jijanggan {
                cheon: hidden.cheon.wire(),
                phase: hidden.phase.wire(),
                days: hidden.days.into(),
                sipsin: hidden.sipsin.wire(),
            })
            .collect(),
        unseong: pillar.unseong.wire(),
    }
}

fn gyeokguk(gyeokguk: engine::GyeokgukAnalysis) -> GyeokgukAnalysis {
    GyeokgukAnalysis {
        kind: gyeokguk.kind.wire(),
        basis_stem: gyeokguk.basis_stem.wire(),
        basis: gyeokguk.basis.wire(),
        transparent: gyeokguk.transparent,
    }
}

fn daeun(daeun: &engine::DaeunAnalysis) -> DaeunAnalysis {
    let start = daeun.exact_start;
    DaeunAnalysis {
        forward: daeun.forward,
        // Four decimal places of a day are nine seconds; a solar term is accurate to about one second.
        days_to_jeol: (daeun.days_to_jeol * 10_000.0).round() / 10_000.0,
        start_age: daeun.start_age.into(),
        exact_start: DaeunStart { years: start.years.into(), months: start.months.into(), days: start.days.into() },
        start_date: LocalDate(daeun.start_date),
        pillars: daeun
            .pillars
            .iter()
            .map(|decade| DaeunPillar {
                pillar: pillar(decade.pillar),
                start_age: decade.start_age.into(),
                start_year: decade.start_year.into(),
                start_date: LocalDate(decade.start_date),
                cheon_sipsin: decade.seen.cheon.wire(),
                ji_sipsin: decade.seen.ji.wire(),
                unseong: decade.seen.unseong.wire(),
            })
            .collect(),
    }
}

fn warning(warning: engine::Warning, language: Language) -> SajuWarning {
    SajuWarning {
        code: warning.code.wire(),
        message: warning.sentence(language),
        position: warning.position.map(Wire::wire),
        neighbour: warning.neighbour.map(pillar),
    }
}
