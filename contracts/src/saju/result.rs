//! The result of a calculation: the chart with its parts, and how the calculation understood its input.

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

/// Identifies a result.
#[contract(example = "01936f5f-2b3c-7d4e-8f50-61728394a5b6")]
pub struct SajuResultId(pub Uuid);

/// The Four Pillars of a person, computed once and never again.
#[contract(object)]
pub struct SajuResult {
    /// Which result.
    pub id: SajuResultId,
    /// Whose result.
    pub user_id: UserId,
    /// What it was computed from, as it was sent.
    pub input: SajuCalculationInput,
    /// The conventions it was computed with.
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
    /// What may make the result other than expected.
    #[contract(example = vec![])]
    pub warnings: Vec<SajuWarning>,
    /// The interpretations that are ready, newest first.
    pub ai_interpretations: Vec<AIInterpretation>,
    /// When it was computed.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub created_at: DateTime,
    /// When an interpretation was last added.
    #[contract(example = "2026-01-15T09:31:20Z")]
    pub updated_at: DateTime,
}

/// Something that may make a result other than expected.
#[contract(object)]
pub struct SajuWarning {
    /// What it is.
    #[contract(example = SajuWarningCode::NearHourEdge)]
    pub code: SajuWarningCode,
    /// The same in a sentence of the person's language.
    #[contract(length(1..=300), example = "출생 시각이 시주의 경계에서 5분 이내입니다.")]
    pub message: String,
    /// Which pillar would be another.
    #[contract(example = PillarPosition::Hour)]
    pub position: Option<PillarPosition>,
    /// The pillar it would be.
    #[contract(example = SajuPillar::new(Cheon::Im, Ji::Sul))]
    pub neighbour: Option<SajuPillar>,
}

/// What a warning is about; more will come.
#[contract(open)]
pub enum SajuWarningCode {
    /// The local time occurred twice, and the earlier one was taken.
    AmbiguousLocalTime,
    /// The birth is within five minutes of a solar term (절, jeol) at which the month pillar turns.
    NearSolarTerm,
    /// The effective local time is within five minutes of an edge of the hour.
    NearHourEdge,
    /// The zone had no standard time yet: local mean time was taken.
    Lmt,
    /// The lunar date lies after 2050, where the calendar is a forecast.
    LunarForecast,
    /// The date is solar, so that `isLeapMonth` was ignored.
    LeapFlagIgnored,
    /// There is no birth time, and a pillar turns on that day.
    TimeUnknown,
}

/// Which results to list; what is absent does not matter.
#[contract(input)]
pub struct SajuResultFilter {
    /// Part of the name, in upper or lower case.
    #[contract(length(1..=50), example = "길동")]
    pub name: Option<String>,
    /// The gender.
    pub gender: Option<Gender>,
    /// Whether the date was of the lunar calendar.
    #[contract(example = false)]
    pub is_lunar: Option<bool>,
    /// The day master.
    #[contract(example = Cheon::Gye)]
    pub day_master: Option<Cheon>,
    /// Computed at this instant or later.
    #[contract(example = "2026-01-01T00:00:00Z")]
    pub created_from: Option<DateTime>,
    /// Computed before this instant.
    #[contract(example = "2026-02-01T00:00:00Z")]
    pub created_before: Option<DateTime>,
    /// Whether there is an interpretation.
    pub interpreted: Option<bool>,
}

/// What the mutation `calculateSaju` answers.
#[contract(object)]
pub struct SajuCalculationResult {
    /// Always true; a failure is a GraphQL error.
    pub success: True,
    /// A sentence for the person, in their own language.
    #[contract(length(1..=500), example = "사주 계산이 완료되었습니다.")]
    pub message: Option<String>,
    /// The result.
    pub result: SajuResult,
    /// Seconds until the result is whole; 0, since it is computed before the answer.
    #[contract(range(0..), example = 0)]
    pub estimated_processing_time: i32,
}
