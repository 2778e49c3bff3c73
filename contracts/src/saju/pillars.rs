//! The Four Pillars: stems, branches, elements, and the moment of birth.

use contract_kit::prelude::*;

/// A heavenly stem (천간, cheongan).
#[contract]
pub enum Cheon {
    /// Yang wood (gap).
    #[contract(rename = "갑")]
    Gap,
    /// Yin wood (eul).
    #[contract(rename = "을")]
    Eul,
    /// Yang fire (byeong).
    #[contract(rename = "병")]
    Byeong,
    /// Yin fire (jeong).
    #[contract(rename = "정")]
    Jeong,
    /// Yang earth (mu).
    #[contract(rename = "무")]
    Mu,
    /// Yin earth (gi).
    #[contract(rename = "기")]
    Gi,
    /// Yang metal (gyeong).
    #[contract(rename = "경")]
    Gyeong,
    /// Yin metal (sin).
    #[contract(rename = "신")]
    Sin,
    /// Yang water (im).
    #[contract(rename = "임")]
    Im,
    /// Yin water (gye).
    #[contract(rename = "계")]
    Gye,
}

/// An earthly branch (지지, jiji).
#[contract]
pub enum Ji {
    /// The rat, water (ja).
    #[contract(rename = "자")]
    Ja,
    /// The ox, earth (chuk).
    #[contract(rename = "축")]
    Chuk,
    /// The tiger, wood (in).
    #[contract(rename = "인")]
    In,
    /// The rabbit, wood (myo).
    #[contract(rename = "묘")]
    Myo,
    /// The dragon, earth (jin).
    #[contract(rename = "진")]
    Jin,
    /// The snake, fire (sa).
    #[contract(rename = "사")]
    Sa,
    /// The horse, fire (o).
    #[contract(rename = "오")]
    O,
    /// The goat, earth (mi).
    #[contract(rename = "미")]
    Mi,
    /// The monkey, metal (sin).
    #[contract(rename = "신")]
    Sin,
    /// The rooster, metal (yu).
    #[contract(rename = "유")]
    Yu,
    /// The dog, earth (sul).
    #[contract(rename = "술")]
    Sul,
    /// The pig, water (hae).
    #[contract(rename = "해")]
    Hae,
}

/// One of the five elements (오행, ohaeng).
#[contract]
pub enum WuxingElement {
    /// Wood (목, mok).
    Wood,
    /// Fire (화, hwa).
    Fire,
    /// Earth (토, to).
    Earth,
    /// Metal (금, geum).
    Metal,
    /// Water (수, su).
    Water,
}

/// The position of one of the four pillars.
#[contract]
pub enum PillarPosition {
    /// The year pillar (연주, yeonju).
    Year,
    /// The month pillar (월주, wolju).
    Month,
    /// The day pillar (일주, ilju).
    Day,
    /// The hour pillar (시주, siju).
    Hour,
}

/// A pillar: a stem over a branch.
#[contract(object)]
pub struct SajuPillar {
    /// The heavenly stem.
    #[contract(example = Cheon::Gye)]
    pub cheon: Cheon,
    /// The earthly branch.
    #[contract(example = Ji::Yu)]
    pub ji: Ji,
    /// The element of the stem. The element of the branch is in `wuxing.elements`.
    #[contract(example = WuxingElement::Water)]
    pub element: WuxingElement,
}

impl SajuPillar {
    /// Returns the pillar of a stem and a branch, with the stem's element.
    pub fn new(cheon: Cheon, ji: Ji) -> Self {
        let element = match cheon {
            Cheon::Gap | Cheon::Eul => WuxingElement::Wood,
            Cheon::Byeong | Cheon::Jeong => WuxingElement::Fire,
            Cheon::Mu | Cheon::Gi => WuxingElement::Earth,
            Cheon::Gyeong | Cheon::Sin => WuxingElement::Metal,
            Cheon::Im | Cheon::Gye => WuxingElement::Water,
        };
        Self { cheon, ji, element }
    }
}

/// The chart (사주팔자, saju palja): four pillars with eight characters.
#[contract(object)]
pub struct SajuPan {
    /// The year pillar.
    #[contract(example = SajuPillar::new(Cheon::Byeong, Ji::Jin))]
    pub year: SajuPillar,
    /// The month pillar.
    #[contract(example = SajuPillar::new(Cheon::Gye, Ji::Sa))]
    pub month: SajuPillar,
    /// The day pillar; its stem is the day master (일간, ilgan).
    #[contract(example = SajuPillar::new(Cheon::Gye, Ji::Yu))]
    pub day: SajuPillar,
    /// The hour pillar; absent if the birth time is unknown.
    #[contract(example = SajuPillar::new(Cheon::Sin, Ji::Yu))]
    pub hour: Option<SajuPillar>,
}

/// A date in the Korean lunar calendar.
#[contract(object)]
pub struct LunarDate {
    /// The lunar year, named after the Gregorian year in which it begins.
    #[contract(range(1899..=2100), example = 1976)]
    pub year: i32,
    /// The month.
    #[contract(range(1..=12), example = 4)]
    pub month: i32,
    /// The day.
    #[contract(range(1..=30), example = 23)]
    pub day: i32,
    /// Whether the month is a leap month (윤달, yundal).
    #[contract(example = false)]
    pub is_leap_month: bool,
}

/// A date and time without a time zone, `YYYY-MM-DDTHH:MM:SS`.
#[contract(
    pattern = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
    message = "Write a local time as YYYY-MM-DDTHH:MM:SS.",
    example = "1976-05-21T17:20:00"
)]
pub struct LocalDateTime(pub String);

/// The moment of birth, as used in the calculation.
#[contract(object)]
pub struct BirthMoment {
    /// The date in the Gregorian calendar.
    #[contract(example = "1976-05-21")]
    pub solar_date: LocalDate,
    /// The date in the Korean lunar calendar.
    pub lunar_date: LunarDate,
    /// The moment in UTC; it decides the year, month and luck pillars.
    #[contract(example = "1976-05-21T08:50:00Z")]
    pub instant: DateTime,
    /// The effective local time; it decides the day and hour pillars.
    pub local_time: LocalDateTime,
    /// Whether the birth time is unknown.
    ///
    /// If it is, the calculation uses noon, and the chart has no hour pillar.
    #[contract(example = false)]
    pub time_unknown: bool,
}
