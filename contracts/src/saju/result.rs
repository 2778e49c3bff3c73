//! The result of a calculation: the chart with its parts, the conventions, and warnings about the input.

use contract_kit::prelude::*;

use super::{
    daeun::DaeunAnalysis,
    gyeokguk::GyeokgukAnalysis,
    input::{Gender, SajuCalculationInput, SajuConventions},
    pillars::{BirthMoment, Cheon, Ji, PillarPosition, SajuPan, SajuPillar},
    sipsin::SipsinAnalysis,
    wuxing::WuxingAnalysis,
};
use crate::{ai::interpretation::AIInterpretation, users::profile::UserId};

/// The id of a result.
#[contract(example = "01936f5f-2b3c-7d4e-8f50-61728394a5b6")]
pub struct SajuResultId(pub Uuid);

/// The Four Pillars of a person, calculated once and never again.
#[contract(object)]
pub struct SajuResult {
    /// The id of the result.
    pub id: SajuResultId,
    /// The id of the user who owns the result.
    pub user_id: UserId,
    /// The input of the calculation, as it was sent.
    pub input: SajuCalculationInput,
    /// The conventions of the calculation.
    pub conventions: SajuConventions,
    /// The moment of birth, as used in the calculation.
    pub moment: BirthMoment,
    /// The four pillars.
    pub saju_pan: SajuPan,
    /// The five elements (오행, ohaeng).
    pub wuxing: WuxingAnalysis,
    /// The ten gods (십신, sipsin).
    pub sipsin: SipsinAnalysis,
    /// The structure of the chart (격국, gyeokguk).
    pub gyeokguk: GyeokgukAnalysis,
    /// The luck pillars (대운, daeun).
    pub daeun: DaeunAnalysis,
    /// The reasons why the result may differ from the expected one.
    #[contract(example = vec![])]
    pub warnings: Vec<SajuWarning>,
    /// The interpretations that are ready, newest first.
    pub ai_interpretations: Vec<AIInterpretation>,
    /// The time of the calculation.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub created_at: DateTime,
    /// The time at which an interpretation was last added.
    #[contract(example = "2026-01-15T09:31:20Z")]
    pub updated_at: DateTime,
}

/// A reason why a result may differ from the expected one.
#[contract(object)]
pub struct SajuWarning {
    /// The code of the warning.
    #[contract(example = SajuWarningCode::NearHourEdge)]
    pub code: SajuWarningCode,
    /// The text of the warning, in the user's language.
    #[contract(length(1..=300), example = "출생 시각이 시주의 경계에서 5분 이내입니다.")]
    pub message: String,
    /// The position of the pillar that could be different.
    #[contract(example = PillarPosition::Hour)]
    pub position: Option<PillarPosition>,
    /// The other pillar that could be at this position.
    #[contract(example = SajuPillar::new(Cheon::Im, Ji::Sul))]
    pub neighbour: Option<SajuPillar>,
}

/// The code of a warning. More codes will be added.
#[contract(open)]
pub enum SajuWarningCode {
    /// The local time occurred twice, and the earlier one was used.
    AmbiguousLocalTime,
    /// The birth is within five minutes of a solar term (절기, jeolgi) that changes the year or month pillar.
    NearSolarTerm,
    /// The effective local time is within five minutes of a change of the hour or day pillar.
    NearHourEdge,
    /// The time zone had no standard time yet, so local mean time was used.
    Lmt,
    /// The lunar date is after 2050, where the calendar is a forecast.
    LunarForecast,
    /// The date is solar, so `isLeapMonth` was ignored.
    LeapFlagIgnored,
    /// The birth time is unknown, and the year or month pillar changes on that day.
    TimeUnknown,
}

/// The conditions for listed results; absent ones do not apply.
#[contract(input)]
pub struct SajuResultFilter {
    /// A part of the person's name, in upper or lower case.
    #[contract(length(1..=50), example = "길동")]
    pub name: Option<String>,
    /// The gender of the person.
    pub gender: Option<Gender>,
    /// Whether the birth date was in the lunar calendar.
    #[contract(example = false)]
    pub is_lunar: Option<bool>,
    /// The day master (일간, ilgan).
    #[contract(example = Cheon::Gye)]
    pub day_master: Option<Cheon>,
    /// The earliest time of the calculation, inclusive.
    #[contract(example = "2026-01-01T00:00:00Z")]
    pub created_from: Option<DateTime>,
    /// The end of the time range of the calculation, exclusive.
    #[contract(example = "2026-02-01T00:00:00Z")]
    pub created_before: Option<DateTime>,
    /// Whether the result has an interpretation.
    pub interpreted: Option<bool>,
}

/// The response of the mutation `calculateSaju`.
#[contract(object)]
pub struct SajuCalculationResult {
    /// Always true; a failure is a GraphQL error.
    pub success: True,
    /// A message for the user, in the user's language.
    #[contract(length(1..=500), example = "사주 계산이 완료되었습니다.")]
    pub message: Option<String>,
    /// The result.
    pub result: SajuResult,
    /// The time until the result is complete, in seconds.
    ///
    /// It is 0, because the result is calculated before the response.
    #[contract(range(0..), example = 0)]
    pub estimated_processing_time: i32,
}
