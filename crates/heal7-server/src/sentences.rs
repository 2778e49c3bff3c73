//! The server's sentences for people, except those of problems, in their own language.

use contracts::{realtime::CalculationStep, users::profile::Language};

/// The sentences of one language.
#[derive(Debug, Clone, Copy)]
pub struct Sentences(Language);

impl Sentences {
    /// Returns the sentences of a language.
    pub const fn new(language: Language) -> Self {
        Self(language)
    }

    const fn in_one<'a>(self, ko: &'a str, en: &'a str, ja: &'a str) -> &'a str {
        match self.0 {
            Language::Ko => ko,
            Language::En => en,
            Language::Ja => ja,
        }
    }

    /// The first notification of an account.
    pub const fn welcome(self) -> &'static str {
        self.in_one(
            "HEAL7에 오신 것을 환영합니다. 출생 정보를 입력하고 사주를 확인해 보세요.",
            "Welcome to HEAL7. Enter when you were born and see your Four Pillars.",
            "HEAL7へようこそ。出生情報を入力して四柱推命を確認しましょう。",
        )
    }

    /// The label of the button in that notification.
    pub const fn welcome_action(self) -> &'static str {
        self.in_one("출생 정보 입력", "Enter birth info", "出生情報を入力")
    }

    /// The subject of the message that asks a person to confirm their address.
    pub const fn greeting_subject(self) -> &'static str {
        self.in_one(
            "HEAL7 이메일 주소를 확인해 주세요",
            "Please confirm your email address",
            "HEAL7 メールアドレスの確認",
        )
    }

    /// The text of that message.
    pub fn greeting_text(self, url: &str) -> String {
        match self.0 {
            Language::Ko => format!(
                "HEAL7에 가입해 주셔서 감사합니다.\n사흘 안에 아래 주소를 열어 이메일 주소를 확인해 주세요.\n\n{url}\n\n가입하신 적이 없다면 이 메일을 무시해 주세요.\n"
            ),
            Language::En => format!(
                "Thank you for joining HEAL7.\nPlease open this within three days to confirm your address:\n\n{url}\n\nIf you did not join, ignore this message.\n"
            ),
            Language::Ja => format!(
                "HEAL7にご登録いただきありがとうございます。\n三日以内に次のアドレスを開いて、メールアドレスを確認してください。\n\n{url}\n\nお心当たりがない場合は、このメールを無視してください。\n"
            ),
        }
    }

    /// The notification that a session has ended because its refresh token was used a second time.
    pub const fn session_ended(self) -> &'static str {
        self.in_one(
            "로그인 정보가 다른 곳에서 다시 사용되어 해당 기기에서 로그아웃되었습니다. 본인이 아니라면 비밀번호를 변경해 주세요.",
            "A sign-in of yours was used a second time, so that device has been signed out. If it was not you, change your password.",
            "ログイン情報が別の場所で再び使用されたため、その端末をログアウトしました。心当たりがない場合はパスワードを変更してください。",
        )
    }

    /// The message that a calculation is complete.
    pub const fn calculated(self) -> &'static str {
        self.in_one("사주 계산이 완료되었습니다.", "Your Four Pillars are ready.", "四柱の計算が完了しました。")
    }

    /// The message that a calculation begins.
    pub const fn calculation_starts(self) -> &'static str {
        self.in_one("사주 계산을 시작합니다...", "The calculation begins...", "四柱の計算を開始します...")
    }

    /// The message that a calculation has reached a step.
    pub const fn calculation_step(self, step: CalculationStep) -> &'static str {
        match step {
            CalculationStep::Astronomy => {
                self.in_one("절기를 확인했습니다...", "The solar terms are known...", "節気を確認しました...")
            }
            CalculationStep::Pillars => {
                self.in_one("사주판을 구성했습니다...", "The four pillars stand...", "四柱を立てました...")
            }
            CalculationStep::Analysis => self.in_one(
                "오행과 십신을 분석했습니다...",
                "The five elements and the ten gods are known...",
                "五行と通変星を分析しました...",
            ),
        }
    }

    /// The subject of a message that shares a result. It contains no name: people read a subject without opening the
    /// message, and it must not contain text of other people.
    pub const fn share_subject(self) -> &'static str {
        self.in_one(
            "HEAL7 사주 결과가 공유되었습니다",
            "A HEAL7 Four Pillars chart is shared with you",
            "HEAL7 四柱推命の結果が共有されました",
        )
    }

    /// The text of that message; `name` is absent if the sender's name has no usable part.
    pub fn share_text(self, name: Option<&str>, url: &str) -> String {
        let name = name.unwrap_or(self.in_one("HEAL7 회원", "A member of HEAL7", "HEAL7会員"));
        match self.0 {
            Language::Ko => {
                format!("{name}님이 HEAL7에서 본 사주 결과를 공유했습니다.\n아래 주소에서 볼 수 있습니다.\n\n{url}\n")
            }
            Language::En => format!("{name} shares a chart from HEAL7 with you.\nIt can be seen here:\n\n{url}\n"),
            Language::Ja => {
                format!("{name}さんがHEAL7の四柱推命の結果を共有しました。\n次のアドレスで見られます。\n\n{url}\n")
            }
        }
    }

    /// The message of the platform's status when everything works.
    pub const fn all_is_well(self) -> &'static str {
        self.in_one(
            "모든 서비스가 정상적으로 운영되고 있습니다.",
            "All services are working.",
            "すべてのサービスが正常に稼働しています。",
        )
    }

    /// The reason for content that strengthens an element which is weak or missing in a chart.
    pub const fn strengthens(self, element: contracts::saju::pillars::WuxingElement) -> &'static str {
        use contracts::saju::pillars::WuxingElement::{Earth, Fire, Metal, Water, Wood};
        match element {
            Wood => self.in_one(
                "사주에 부족한 목의 기운을 보완하는 콘텐츠입니다.",
                "It strengthens wood, of which your chart has little.",
                "四柱に足りない木の気を補うコンテンツです。",
            ),
            Fire => self.in_one(
                "사주에 부족한 화의 기운을 보완하는 콘텐츠입니다.",
                "It strengthens fire, of which your chart has little.",
                "四柱に足りない火の気を補うコンテンツです。",
            ),
            Earth => self.in_one(
                "사주에 부족한 토의 기운을 보완하는 콘텐츠입니다.",
                "It strengthens earth, of which your chart has little.",
                "四柱に足りない土の気を補うコンテンツです。",
            ),
            Metal => self.in_one(
                "사주에 부족한 금의 기운을 보완하는 콘텐츠입니다.",
                "It strengthens metal, of which your chart has little.",
                "四柱に足りない金の気を補うコンテンツです。",
            ),
            Water => self.in_one(
                "사주에 부족한 수의 기운을 보완하는 콘텐츠입니다.",
                "It strengthens water, of which your chart has little.",
                "四柱に足りない水の気を補うコンテンツです。",
            ),
        }
    }

    /// The reason for content that is recommended to a person without a result.
    pub const fn liked_by_most(self) -> &'static str {
        self.in_one(
            "많은 분들이 좋아하는 콘텐츠입니다.",
            "Most people like it.",
            "多くの方に好まれているコンテンツです。",
        )
    }
}
