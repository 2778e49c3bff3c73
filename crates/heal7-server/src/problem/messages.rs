//! The messages of problems for people: one sentence per code, in each language of the platform.

use contracts::{problem::ProblemCode as Code, users::profile::Language};

/// Returns the sentence of a code. A code that this server does not know has the sentence of an internal error.
pub(super) fn message(code: &Code, language: Language) -> &'static str {
    let [korean, english, japanese] = sentences(code);
    match language {
        Language::Ko => korean,
        Language::En => english,
        Language::Ja => japanese,
    }
}

const fn sentences(code: &Code) -> [&'static str; 3] {
    match code {
        Code::BadRequest => [
            "요청을 읽을 수 없습니다. 입력한 값을 확인해 주세요.",
            "The request cannot be read. Please check what you entered.",
            "リクエストを読み取れません。入力内容をご確認ください。",
        ],
        Code::UnsupportedVersion => [
            "지원하지 않는 버전입니다. 앱을 업데이트해 주세요.",
            "This version is not supported. Please update the app.",
            "対応していないバージョンです。アプリを更新してください。",
        ],
        Code::Unauthenticated => ["로그인이 필요합니다.", "Please sign in.", "ログインしてください。"],
        Code::TokenExpired => [
            "로그인이 만료되었습니다. 다시 로그인해 주세요.",
            "Your session has expired. Please sign in again.",
            "ログインの有効期限が切れました。もう一度ログインしてください。",
        ],
        Code::InvalidToken => [
            "로그인 정보가 올바르지 않습니다. 다시 로그인해 주세요.",
            "Your session is not valid. Please sign in again.",
            "ログイン情報が正しくありません。もう一度ログインしてください。",
        ],
        Code::Forbidden => [
            "다른 사람의 정보에는 접근할 수 없습니다.",
            "This belongs to another person.",
            "ほかの方の情報にはアクセスできません。",
        ],
        Code::InsufficientPermission => [
            "현재 요금제에서는 사용할 수 없는 기능입니다.",
            "Your plan does not include this.",
            "現在のプランではご利用いただけません。",
        ],
        Code::NotFound => ["찾을 수 없는 주소입니다.", "There is nothing here.", "お探しのページが見つかりません。"],
        Code::MethodNotAllowed => [
            "허용되지 않는 요청 방식입니다.",
            "This kind of request is not allowed here.",
            "許可されていないリクエストです。",
        ],
        Code::NotAcceptable => [
            "요청한 형식으로는 응답할 수 없습니다.",
            "There is no answer in the format you asked for.",
            "ご希望の形式では応答できません。",
        ],
        Code::IdempotencyKeyInUse => [
            "같은 요청을 처리하고 있습니다. 잠시만 기다려 주세요.",
            "The same request is being processed. Please wait a moment.",
            "同じリクエストを処理しています。少々お待ちください。",
        ],
        Code::PreconditionFailed => [
            "그사이 내용이 변경되었습니다. 새로고침한 뒤 다시 시도해 주세요.",
            "This has changed in the meantime. Please reload and try again.",
            "その間に内容が変更されました。再読み込みしてからもう一度お試しください。",
        ],
        Code::PayloadTooLarge => {
            ["보내려는 내용이 너무 큽니다.", "What you are sending is too large.", "送信内容が大きすぎます。"]
        }
        Code::UnsupportedMediaType => [
            "지원하지 않는 파일 형식입니다.",
            "This type of file is not supported.",
            "対応していないファイル形式です。",
        ],
        Code::ValidationFailed => [
            "입력한 값을 다시 확인해 주세요.",
            "Please check the values you entered.",
            "入力した値をもう一度ご確認ください。",
        ],
        Code::IdempotencyKeyReused => [
            "이미 다른 요청에 사용된 키입니다. 다시 시도해 주세요.",
            "This request key was used for something else. Please try again.",
            "このキーは別のリクエストで使用済みです。もう一度お試しください。",
        ],
        Code::TooManyRequests => [
            "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.",
            "Too many requests. Please try again in a moment.",
            "リクエストが多すぎます。しばらくしてからもう一度お試しください。",
        ],
        Code::InternalError | Code::Unknown(_) => [
            "일시적인 오류가 발생했습니다. 잠시 후 다시 시도해 주세요.",
            "Something failed on our side. Please try again in a moment.",
            "一時的なエラーが発生しました。しばらくしてからもう一度お試しください。",
        ],
        Code::ServiceUnavailable => [
            "서비스를 일시적으로 사용할 수 없습니다. 잠시 후 다시 시도해 주세요.",
            "The service is not available at the moment. Please try again later.",
            "サービスを一時的にご利用いただけません。しばらくしてからもう一度お試しください。",
        ],
        Code::ModuleUnavailable => [
            "아직 제공되지 않는 기능입니다.",
            "This feature is not available here.",
            "この機能はまだご利用いただけません。",
        ],
        Code::Timeout => [
            "응답이 지연되고 있습니다. 잠시 후 다시 시도해 주세요.",
            "The answer took too long. Please try again in a moment.",
            "応答に時間がかかっています。しばらくしてからもう一度お試しください。",
        ],
        Code::InvalidCredentials => [
            "이메일 또는 비밀번호가 올바르지 않습니다.",
            "The email address or the password is wrong.",
            "メールアドレスまたはパスワードが正しくありません。",
        ],
        Code::AccountDisabled => {
            ["이용이 중지된 계정입니다.", "This account has been closed.", "このアカウントはご利用いただけません。"]
        }
        Code::EmailTaken => [
            "이미 가입된 이메일입니다.",
            "There is already an account with this email address.",
            "このメールアドレスはすでに登録されています。",
        ],
        Code::InvalidRefreshToken => [
            "로그인이 만료되었습니다. 처음부터 다시 로그인해 주세요.",
            "Your session has ended. Please sign in anew.",
            "セッションが終了しました。改めてログインしてください。",
        ],
        Code::RefreshTokenReused => [
            "보안을 위해 모든 기기에서 로그아웃되었습니다. 다시 로그인해 주세요.",
            "For your safety you have been signed out everywhere. Please sign in again.",
            "安全のため、すべての端末からログアウトしました。もう一度ログインしてください。",
        ],
        Code::SocialLoginFailed => [
            "소셜 로그인에 실패했습니다. 다시 시도해 주세요.",
            "Signing in with this provider did not work. Please try again.",
            "ソーシャルログインに失敗しました。もう一度お試しください。",
        ],
        Code::SocialProviderUnavailable => [
            "지금은 이 소셜 로그인을 사용할 수 없습니다.",
            "This sign-in provider is not available at the moment.",
            "現在、このソーシャルログインはご利用いただけません。",
        ],
        Code::EmailNotConfirmed => [
            "이메일 주소를 먼저 확인해 주세요. 보내 드린 메일의 링크를 열면 확인됩니다.",
            "Please confirm your email address first: open the link in the message that we sent you.",
            "先にメールアドレスを確認してください。お送りしたメールのリンクを開くと確認できます。",
        ],
        Code::BirthInfoNotFound => [
            "아직 출생 정보를 입력하지 않았습니다.",
            "You have not entered your birth info yet.",
            "出生情報がまだ入力されていません。",
        ],
        Code::UnreadableImage => {
            ["이미지 파일을 읽을 수 없습니다.", "The picture cannot be read.", "画像ファイルを読み取れません。"]
        }
        Code::InvalidSolarDate => [
            "존재하지 않는 양력 날짜입니다.",
            "There is no such date in the solar calendar.",
            "存在しない陽暦の日付です。",
        ],
        Code::InvalidTime => ["존재하지 않는 시각입니다.", "There is no such time of day.", "存在しない時刻です。"],
        Code::InvalidLunarDate => [
            "존재하지 않는 음력 날짜입니다.",
            "There is no such date in the lunar calendar.",
            "存在しない陰暦の日付です。",
        ],
        Code::LeapMonthAbsent => {
            ["그 해에는 해당 윤달이 없습니다.", "That year has no such leap month.", "その年にはその閏月がありません。"]
        }
        Code::NonexistentLocalTime => [
            "서머타임 등으로 시계가 건너뛴, 존재하지 않는 시각입니다.",
            "Clocks jumped over this time on that day.",
            "サマータイムなどで時計が飛ばした、存在しない時刻です。",
        ],
        Code::AmbiguousLocalTime => [
            "서머타임 등으로 두 번 있었던 시각입니다.",
            "Clocks showed this time twice on that day.",
            "サマータイムなどで二度あった時刻です。",
        ],
        Code::OutOfRange => [
            "1900년부터 2100년까지의 날짜만 계산할 수 있습니다.",
            "Only dates from 1900 to 2100 can be computed.",
            "計算できるのは1900年から2100年までの日付です。",
        ],
        Code::UnknownTimezone => {
            ["알 수 없는 시간대입니다.", "There is no such time zone.", "不明なタイムゾーンです。"]
        }
        Code::InvalidLongitude => [
            "경도는 -180도에서 180도 사이여야 합니다.",
            "A longitude lies between -180 and 180 degrees.",
            "経度は-180度から180度の間で入力してください。",
        ],
        Code::InvalidLatitude => [
            "위도는 -90도에서 90도 사이여야 합니다.",
            "A latitude lies between -90 and 90 degrees.",
            "緯度は-90度から90度の間で入力してください。",
        ],
        Code::InvalidGender => ["성별을 선택해 주세요.", "Please choose a gender.", "性別を選択してください。"],
        Code::CalculationFailed => {
            ["사주 계산 중 오류가 발생했습니다.", "The calculation failed.", "四柱の計算中にエラーが発生しました。"]
        }
        Code::SajuResultNotFound => {
            ["사주 결과를 찾을 수 없습니다.", "There is no such result.", "四柱の結果が見つかりません。"]
        }
        Code::SharedResultNotFound => [
            "공유가 종료되었거나 존재하지 않는 링크입니다.",
            "This link has ended, or never was.",
            "共有が終了したか、存在しないリンクです。",
        ],
        Code::InterpretationNotFound => {
            ["해석을 찾을 수 없습니다.", "There is no such interpretation.", "解釈が見つかりません。"]
        }
        Code::InterpretationNotReady => {
            ["아직 해석을 작성하고 있습니다.", "The interpretation is still being made.", "解釈はまだ作成中です。"]
        }
        Code::UnknownAiModel => ["알 수 없는 AI 모델입니다.", "There is no such AI model.", "不明なAIモデルです。"],
        Code::AiModelUnavailable => [
            "지금은 AI 모델을 사용할 수 없습니다.",
            "The AI model is not available at the moment.",
            "現在、AIモデルはご利用いただけません。",
        ],
        Code::AiQuotaExceeded => [
            "오늘 사용할 수 있는 AI 해석을 모두 사용했습니다.",
            "You have used up your AI interpretations for today.",
            "本日のAI解釈の利用回数を使い切りました。",
        ],
        Code::AiModelFailed => {
            ["AI 해석 중 오류가 발생했습니다.", "The AI interpretation failed.", "AI解釈中にエラーが発生しました。"]
        }
        Code::PlanNotFound => ["존재하지 않는 요금제입니다.", "There is no such plan.", "存在しないプランです。"],
        Code::PaymentNotFound => {
            ["결제 내역을 찾을 수 없습니다.", "There is no such payment.", "決済履歴が見つかりません。"]
        }
        Code::AlreadySubscribed => {
            ["이미 이용 중인 요금제입니다.", "You already have this plan.", "すでにご利用中のプランです。"]
        }
        Code::PaymentDeclined => {
            ["결제가 승인되지 않았습니다.", "The payment was declined.", "決済が承認されませんでした。"]
        }
        Code::RefundNotPossible => {
            ["환불할 수 없는 결제입니다.", "This payment cannot be refunded.", "返金できない決済です。"]
        }
        Code::InvalidWebhookSignature => {
            ["서명이 올바르지 않습니다.", "The signature is not valid.", "署名が正しくありません。"]
        }
        Code::PaymentProviderUnavailable => [
            "지금은 결제를 진행할 수 없습니다.",
            "Payments are not available at the moment.",
            "現在、決済をご利用いただけません。",
        ],
        Code::RoomNotFound => ["존재하지 않는 대화방입니다.", "There is no such room.", "存在しないルームです。"],
        Code::RoomNotJoined => {
            ["먼저 대화방에 입장해 주세요.", "Please join the room first.", "先にルームに参加してください。"]
        }
        Code::NetworkError => {
            ["서버에 연결할 수 없습니다.", "The server was not reached.", "サーバーに接続できません。"]
        }
        Code::Offline => {
            ["인터넷에 연결되어 있지 않습니다.", "You are offline.", "インターネットに接続されていません。"]
        }
        Code::RequestTimeout => {
            ["응답을 기다리는 시간이 지났습니다.", "The answer did not come in time.", "応答の待ち時間を過ぎました。"]
        }
        Code::InvalidResponse => [
            "서버의 응답을 이해할 수 없습니다.",
            "The server's answer was not understood.",
            "サーバーの応答を理解できませんでした。",
        ],
        Code::CircuitBreakerOpen => [
            "잠시 요청을 멈추었습니다. 곧 다시 시도합니다.",
            "Requests are paused for a while, and will go on soon.",
            "リクエストを一時停止しています。まもなく再開します。",
        ],
    }
}
