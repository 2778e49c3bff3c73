//! Sentences about a chart in Korean, English and Japanese.

use crate::{
    correspondence::{WuxingColor, WuxingDirection},
    element::WuxingElement,
    pillar::PillarPosition,
    warning::{Warning, WarningCode},
    wuxing::WuxingAnalysis,
};

/// The language of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Korean.
    Korean,
    /// English.
    English,
    /// Japanese.
    Japanese,
}

impl WuxingAnalysis {
    /// Describes the strong elements of the chart, one sentence each: `금의 기운이 강합니다 (38.5%).`
    pub fn strengths(&self, language: Language) -> Vec<String> {
        let sentence = |element: WuxingElement| {
            let percent = self.weighted.percent(element);
            match language {
                Language::Korean => format!("{}의 기운이 강합니다 ({percent:.1}%).", element.hangul()),
                Language::English => format!("{} is strong ({percent:.1}%).", capitalised(element)),
                Language::Japanese => format!("{}の気が強いです({percent:.1}%)。", element.hanja()),
            }
        };
        self.strong().iter().map(sentence).collect()
    }

    /// Describes the weak elements of the chart, one sentence each: `목의 기운이 약합니다 (3.3%).`
    pub fn weaknesses(&self, language: Language) -> Vec<String> {
        let sentence = |element: WuxingElement| {
            let percent = self.weighted.percent(element);
            match language {
                Language::Korean => format!("{}의 기운이 약합니다 ({percent:.1}%).", element.hangul()),
                Language::English => format!("{} is weak ({percent:.1}%).", capitalised(element)),
                Language::Japanese => format!("{}の気が弱いです({percent:.1}%)。", element.hanja()),
            }
        };
        self.weak().iter().map(sentence).collect()
    }

    /// Recommends remedies, one sentence each: `푸른색과 동쪽, 숫자 3과 8로 목의 기운을 보완해 보세요.`
    pub fn recommendations(&self, language: Language) -> Vec<String> {
        self.remedies().iter().map(|&element| recommendation(element, language)).collect()
    }
}

fn recommendation(element: WuxingElement, language: Language) -> String {
    let stands = element.correspondence();
    let (color, direction) = (color(stands.color, language), direction(stands.direction, language));
    let [small, large] = stands.numbers;
    match language {
        Language::Korean => {
            // The particles depend on the last sound of the number as it is read: 이와 칠로, 삼과 팔로, 오와 십으로.
            let and = if matches!(small, 1 | 3) { "과" } else { "와" };
            let with = if matches!(large, 6 | 10) { "으로" } else { "로" };
            let name = element.hangul();
            format!("{color}과 {direction}, 숫자 {small}{and} {large}{with} {name}의 기운을 보완해 보세요.")
        }
        Language::English => {
            let name = element.english();
            format!("Strengthen {name} with {color}, {direction}, and the numbers {small} and {large}.")
        }
        Language::Japanese => {
            let name = element.hanja();
            format!("{color}と{direction}、数字の{small}と{large}で{name}の気を補いましょう。")
        }
    }
}

impl Warning {
    /// Describes the warning in a sentence.
    pub fn sentence(self, language: Language) -> String {
        let mut sentence = match language {
            Language::Korean => self.in_korean(),
            Language::English => self.in_english(),
            Language::Japanese => self.in_japanese(),
        };
        if let Some(neighbour) = self.neighbour {
            sentence += &match language {
                Language::Korean => format!(" 경계 너머라면 {neighbour}입니다."),
                Language::English => format!(" Beyond it, it would be {neighbour} ({}).", neighbour.romanised()),
                Language::Japanese => format!("境を越えれば{}です。", neighbour.hanja()),
            };
        }
        sentence
    }

    fn in_korean(self) -> String {
        let pillar = self.position.map_or("기둥", PillarPosition::hangul);
        match self.code {
            WarningCode::AmbiguousLocalTime => {
                "시계를 되돌려 두 번 있었던 시각입니다. 앞의 것으로 계산했습니다.".into()
            }
            WarningCode::NearSolarTerm => format!("출생 시각이 {pillar}가 바뀌는 절입 시각에서 5분 이내입니다."),
            WarningCode::NearHourEdge => format!("출생 시각이 {pillar}의 경계에서 5분 이내입니다."),
            WarningCode::Lmt => "표준시가 없던 때라 그 지방의 평균태양시로 계산했습니다.".into(),
            WarningCode::LunarForecast => "2050년 이후의 음력은 예측입니다.".into(),
            WarningCode::LeapFlagIgnored => "양력 날짜이므로 윤달 표시를 무시했습니다.".into(),
            WarningCode::TimeUnknown => format!("출생 시각을 모르는데 그날 {pillar}가 바뀝니다. 정오로 계산했습니다."),
        }
    }

    fn in_english(self) -> String {
        let pillar = self.position.map_or("", PillarPosition::english);
        match self.code {
            WarningCode::AmbiguousLocalTime => {
                "Clocks were put back over this time, so that it occurred twice; the first was taken.".into()
            }
            WarningCode::NearSolarTerm => {
                format!("The birth is within five minutes of the solar term at which the {pillar} pillar turns.")
            }
            WarningCode::NearHourEdge => {
                format!("The birth is within five minutes of the time at which the {pillar} pillar turns.")
            }
            WarningCode::Lmt => "There was no standard time yet; the local mean time of the zone was taken.".into(),
            WarningCode::LunarForecast => "The lunar calendar after 2050 is a forecast.".into(),
            WarningCode::LeapFlagIgnored => "The date is solar, so that the leap month was ignored.".into(),
            WarningCode::TimeUnknown => {
                format!("The birth time is not known, and the {pillar} pillar turns on that day; noon was taken.")
            }
        }
    }

    fn in_japanese(self) -> String {
        let pillar = self.position.map_or("柱", PillarPosition::hanja);
        match self.code {
            WarningCode::AmbiguousLocalTime => "時計が戻されて二度あった時刻です。先のほうで計算しました。".into(),
            WarningCode::NearSolarTerm => format!("出生時刻が{pillar}の変わる節入りから5分以内です。"),
            WarningCode::NearHourEdge => format!("出生時刻が{pillar}の境から5分以内です。"),
            WarningCode::Lmt => "標準時がなかった時代のため、その地方の平均太陽時で計算しました。".into(),
            WarningCode::LunarForecast => "2050年より後の旧暦は予測です。".into(),
            WarningCode::LeapFlagIgnored => "陽暦の日付のため、閏月の指定は無視しました。".into(),
            WarningCode::TimeUnknown => {
                format!("出生時刻が不明で、その日に{pillar}が変わります。正午で計算しました。")
            }
        }
    }
}

const fn capitalised(element: WuxingElement) -> &'static str {
    match element {
        WuxingElement::Wood => "Wood",
        WuxingElement::Fire => "Fire",
        WuxingElement::Earth => "Earth",
        WuxingElement::Metal => "Metal",
        WuxingElement::Water => "Water",
    }
}

const fn color(color: WuxingColor, language: Language) -> &'static str {
    let (korean, english, japanese) = match color {
        WuxingColor::Blue => ("푸른색", "blue and green", "青や緑"),
        WuxingColor::Red => ("붉은색", "red", "赤"),
        WuxingColor::Yellow => ("노란색", "yellow", "黄色"),
        WuxingColor::White => ("흰색", "white", "白"),
        WuxingColor::Black => ("검은색", "black", "黒"),
    };
    match language {
        Language::Korean => korean,
        Language::English => english,
        Language::Japanese => japanese,
    }
}

const fn direction(direction: WuxingDirection, language: Language) -> &'static str {
    let (korean, english, japanese) = match direction {
        WuxingDirection::East => ("동쪽", "the east", "東"),
        WuxingDirection::South => ("남쪽", "the south", "南"),
        WuxingDirection::Center => ("중앙", "the centre", "中央"),
        WuxingDirection::West => ("서쪽", "the west", "西"),
        WuxingDirection::North => ("북쪽", "the north", "北"),
    };
    match language {
        Language::Korean => korean,
        Language::English => english,
        Language::Japanese => japanese,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_particles_follow_the_sound_of_the_numbers() {
        let korean = WuxingElement::ALL.map(|element| recommendation(element, Language::Korean));
        assert_eq!(
            korean,
            [
                "푸른색과 동쪽, 숫자 3과 8로 목의 기운을 보완해 보세요.",
                "붉은색과 남쪽, 숫자 2와 7로 화의 기운을 보완해 보세요.",
                "노란색과 중앙, 숫자 5와 10으로 토의 기운을 보완해 보세요.",
                "흰색과 서쪽, 숫자 4와 9로 금의 기운을 보완해 보세요.",
                "검은색과 북쪽, 숫자 1과 6으로 수의 기운을 보완해 보세요.",
            ]
        );
    }
    #[test]
    fn recommendations_are_translated() {
        let wood = |language| recommendation(WuxingElement::Wood, language);
        assert_eq!(wood(Language::English), "Strengthen wood with blue and green, the east, and the numbers 3 and 8.");
        assert_eq!(wood(Language::Japanese), "青や緑と東、数字の3と8で木の気を補いましょう。");
    }
}
