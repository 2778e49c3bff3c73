//! Problems: the body of a failed response, and every problem code.
//!
//! A code is a variant of [`ProblemCode`] and also a type of its own. Operations list the problem types that they may
//! raise. Operations do not list problems that are `implied`; these can occur wherever their condition is met.

use contract_kit::prelude::*;

/// The class of an error, which tells a client how to react.
#[contract(rename_all = "UPPER")]
pub enum ErrorType {
    /// The server was not reached. Clients create this error; the server never sends it.
    Network,
    /// The caller is not authenticated or not allowed to do this: 401 and 403.
    Authentication,
    /// The request cannot be fulfilled as it was sent: most other 4xx.
    Validation,
    /// The server failed, or there were too many requests.
    Server,
    /// The response took too long.
    Timeout,
    /// The Four Pillars cannot be calculated.
    Calculation,
    /// An AI model failed or is unavailable, or the quota is used up.
    AiService,
}

/// A failure: a problem (RFC 9457) that also has the `success` of every response.
#[contract]
pub struct Problem {
    /// The URI of the problem's description, one for each code.
    #[contract(rename = "type", example = "https://heal7.com/contracts/problems/validation-failed")]
    pub kind: Uri,
    /// A short title in English, the same for every problem with this code.
    #[contract(length(1..=200), example = "The values do not fit the contract")]
    pub title: String,
    /// The HTTP status; on a channel or in GraphQL, the status that REST would have used.
    #[contract(range(400..=599), example = 422)]
    pub status: i32,
    /// An explanation of this occurrence, in English; the title if there are no details.
    #[contract(length(1..=2000), example = "birthDate does not match the pattern of a calendar date")]
    pub detail: String,
    /// The path of the request or channel on which the problem occurred.
    #[contract(length(1..=2048), pattern = "^/", example = "/saju/calculate")]
    pub instance: String,
    /// Always false. In a successful response, it is true.
    pub success: False,
    /// A message for the user, in the user's language.
    #[contract(length(1..=500), example = "입력한 값을 다시 확인해 주세요.")]
    pub message: String,
    /// The code of the problem, for programs to branch on.
    #[contract(example = ProblemCode::ValidationFailed)]
    pub code: ProblemCode,
    /// The class of the code.
    #[contract(example = ErrorType::Validation)]
    pub error_type: ErrorType,
    /// Whether the user can fix the problem, for example by signing in again.
    #[contract(example = true)]
    pub recoverable: bool,
    /// Whether the same request may succeed later; determined by the code.
    #[contract(example = false)]
    pub retryable: bool,
    /// The id under which the server logged the request; equals `X-Request-Id`.
    #[contract(length(1..=128), pattern = "^[A-Za-z0-9._:-]+$", example = "01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f")]
    pub request_id: String,
    /// The errors in the input: reasons by property path.
    #[contract(example = BTreeMap::from([("birthDate".to_owned(), vec!["does not match the pattern of a calendar date".to_owned()])]))]
    pub errors: Option<BTreeMap<String, Vec<String>>>,
    /// The errors in the input, each with its pointer and rule.
    ///
    /// They are the same errors as in `errors`.
    pub violations: Option<Vec<Violation>>,
}

impl Problem {
    /// Returns the example of a problem in which an AI model fails, for messages that contain a problem.
    pub(crate) fn example_of_ai_failure() -> Self {
        Self {
            kind: Uri("https://heal7.com/contracts/problems/ai-model-failed".to_owned()),
            title: "An AI model failed".to_owned(),
            status: 502,
            detail: "every model that was asked answered with an error".to_owned(),
            instance: "/ai/interpret".to_owned(),
            message: "AI 해석 중 오류가 발생했습니다.".to_owned(),
            code: ProblemCode::AiModelFailed,
            error_type: ErrorType::AiService,
            recoverable: false,
            retryable: true,
            errors: None,
            violations: None,
            ..<Self as Example>::example()
        }
    }
}

/// One error in the input.
#[contract]
pub struct Violation {
    /// The place of the error.
    ///
    /// A JSON Pointer into the body, or a parameter such as `query/limit`, `path/id` or `header/x-api-version`.
    #[contract(length(..=500), example = "/birthDate")]
    pub pointer: String,
    /// The violated rule: a JSON Schema keyword, or the code of a rule beyond the schema.
    #[contract(length(1..=100), example = "pattern")]
    pub code: String,
    /// A description of the error, in English.
    #[contract(length(1..=1000), example = "Write a day as YYYY-MM-DD, such as 1976-05-21. It is \"1976-5-21\".")]
    pub detail: String,
}

/// The code of a problem. More codes will be added.
#[problems(body = Problem, error_type = ErrorType)]
pub enum ProblemCode {
    // Requests in general, and the server.
    /// The request cannot be read: malformed JSON, or an unknown, repeated or malformed parameter.
    #[problem(status = 400, error_type = Validation, title = "The request cannot be read", recoverable, implied = Always)]
    BadRequest,
    /// `X-API-Version` names a version that this server does not support.
    #[problem(status = 400, error_type = Validation, title = "This version of the API is not served", implied = Always)]
    UnsupportedVersion,
    /// The call needs an access token, but none was sent.
    #[problem(status = 401, error_type = Authentication, title = "A token is needed", recoverable, implied = Bearer)]
    Unauthenticated,
    /// The access token has expired: refresh it and retry.
    #[problem(status = 401, error_type = Authentication, title = "The token has expired", recoverable, implied = Bearer)]
    TokenExpired,
    /// The access token was not issued by this platform or has been revoked: sign in again.
    #[problem(status = 401, error_type = Authentication, title = "The token is not valid", recoverable, implied = Bearer)]
    InvalidToken,
    /// The call names another user than the one that the access token belongs to.
    #[problem(status = 403, error_type = Authentication, title = "This belongs to another person", implied = Owner)]
    Forbidden,
    /// The user's plan does not include the required permission.
    #[problem(status = 403, error_type = Authentication, title = "The permission is missing", recoverable)]
    InsufficientPermission,
    /// No operation has this path.
    #[problem(status = 404, error_type = Validation, title = "There is nothing here", implied = Unrouted)]
    NotFound,
    /// No operation of this path has this method; `Allow` lists the supported methods.
    #[problem(status = 405, error_type = Validation, title = "This method is not allowed here", implied = Unrouted)]
    MethodNotAllowed,
    /// `Accept` excludes every media type that the server can respond with.
    #[problem(status = 406, error_type = Validation, title = "No acceptable media type", implied = Always)]
    NotAcceptable,
    /// The first request with this `Idempotency-Key` has not been answered yet.
    #[problem(status = 409, error_type = Validation, title = "The first call with this key is still running", retryable, implied = Key)]
    IdempotencyKeyInUse,
    /// `If-Match` names a version that has been replaced: read the resource again and repeat the change.
    #[problem(status = 412, error_type = Validation, title = "The resource has changed", recoverable)]
    PreconditionFailed,
    /// The body is larger than the operation allows.
    #[problem(status = 413, error_type = Validation, title = "The body is too large", recoverable, implied = Body)]
    PayloadTooLarge,
    /// The operation does not accept the media type of the body.
    #[problem(status = 415, error_type = Validation, title = "The media type is not supported", implied = Body)]
    UnsupportedMediaType,
    /// The request can be read, but its values violate the contract; `violations` lists all errors.
    #[problem(status = 422, error_type = Validation, title = "The values do not fit the contract", recoverable, implied = Body)]
    ValidationFailed,
    /// This `Idempotency-Key` was used with another body within the last 24 hours.
    #[problem(status = 422, error_type = Validation, title = "The key belongs to another request", implied = Key)]
    IdempotencyKeyReused,
    /// There were too many requests of this rate class; `Retry-After` has the waiting time.
    #[problem(status = 429, error_type = Server, title = "Too many requests", retryable, implied = Always)]
    TooManyRequests,
    /// The server failed; its log has the cause under `requestId`.
    #[problem(status = 500, error_type = Server, title = "Something failed on our side", retryable, implied = Always)]
    InternalError,
    /// The server, or a service that it needs, is down or overloaded.
    #[problem(status = 503, error_type = Server, title = "The service is not available", retryable, implied = Always)]
    ServiceUnavailable,
    /// This server does not provide the module that the call belongs to.
    #[problem(status = 503, error_type = Server, title = "The module is not available on this server", retryable, implied = Always)]
    ModuleUnavailable,
    /// A service that the server needs did not respond in time.
    #[problem(status = 504, error_type = Timeout, title = "The answer took too long", retryable, implied = Always)]
    Timeout,

    // Sign-in.
    /// The email address or the password is wrong.
    #[problem(status = 401, error_type = Authentication, title = "The address or the password is wrong", recoverable)]
    InvalidCredentials,
    /// The account has been closed or suspended.
    #[problem(status = 403, error_type = Authentication, title = "The account is closed")]
    AccountDisabled,
    /// An account with this email address already exists.
    #[problem(status = 409, error_type = Validation, title = "The address is already registered", recoverable)]
    EmailTaken,
    /// The refresh token has expired or was not issued by this platform: sign in again.
    #[problem(status = 401, error_type = Authentication, title = "The refresh token is not valid", recoverable)]
    InvalidRefreshToken,
    /// The refresh token was exchanged before, so its session has ended: sign in again.
    #[problem(status = 401, error_type = Authentication, title = "The refresh token was used before", recoverable)]
    RefreshTokenReused,
    /// The provider rejected the code, or the state does not belong to this sign-in.
    #[problem(status = 401, error_type = Authentication, title = "The provider did not confirm the sign-in", recoverable)]
    SocialLoginFailed,
    /// The sign-in provider is not configured on this server or does not respond.
    #[problem(status = 503, error_type = Server, title = "The sign-in provider is not available", retryable)]
    SocialProviderUnavailable,

    // Users.
    /// Messages to others need a confirmed email address: the caller must open the link in the confirmation message.
    #[problem(status = 403, error_type = Authentication, title = "The email address is not confirmed", recoverable)]
    EmailNotConfirmed,
    /// The user has not saved birth info yet.
    #[problem(status = 404, error_type = Validation, title = "There is no birth info yet", recoverable)]
    BirthInfoNotFound,
    /// The uploaded bytes are not a picture of the declared media type.
    #[problem(status = 422, error_type = Validation, title = "The picture cannot be read", recoverable)]
    UnreadableImage,

    // The calculation engine: each code corresponds to an error of the engine.
    /// The birth date does not exist in the Gregorian calendar.
    #[problem(status = 422, error_type = Calculation, title = "There is no such solar date", recoverable)]
    InvalidSolarDate,
    /// The birth time is not a valid time of day.
    #[problem(status = 422, error_type = Calculation, title = "There is no such time", recoverable)]
    InvalidTime,
    /// The birth date does not exist in the Korean lunar calendar.
    #[problem(status = 422, error_type = Calculation, title = "There is no such lunar date", recoverable)]
    InvalidLunarDate,
    /// The lunar year has no leap month (윤달, yundal) with this number.
    #[problem(status = 422, error_type = Calculation, title = "That lunar year has no such leap month", recoverable)]
    LeapMonthAbsent,
    /// The local clocks skipped this time on that day.
    #[problem(status = 422, error_type = Calculation, title = "That local time did not exist", recoverable)]
    NonexistentLocalTime,
    /// The local clocks showed this time twice on that day, and `ambiguity` is `reject`.
    #[problem(status = 422, error_type = Calculation, title = "That local time occurred twice", recoverable)]
    AmbiguousLocalTime,
    /// The birth date is outside the range from 1900-01-01 to 2100-12-31.
    #[problem(status = 422, error_type = Calculation, title = "The date is out of range", recoverable)]
    OutOfRange,
    /// The time zone is not in the IANA database.
    #[problem(status = 422, error_type = Calculation, title = "There is no such time zone", recoverable)]
    UnknownTimezone,
    /// The longitude is not between -180 and 180 degrees.
    #[problem(status = 422, error_type = Calculation, title = "The longitude is out of range", recoverable)]
    InvalidLongitude,
    /// The latitude is not between -90 and 90 degrees.
    #[problem(status = 422, error_type = Calculation, title = "The latitude is out of range", recoverable)]
    InvalidLatitude,
    /// The gender is unknown; the direction of the luck pillars (대운, daeun) depends on it.
    #[problem(status = 422, error_type = Calculation, title = "The gender is not known", recoverable)]
    InvalidGender,
    /// The engine failed on valid input.
    #[problem(status = 500, error_type = Calculation, title = "The calculation failed", retryable)]
    CalculationFailed,

    // Results.
    /// The user has no result with this id.
    #[problem(status = 404, error_type = Validation, title = "There is no such result")]
    SajuResultNotFound,
    /// No result is shared under this token, or the token is no longer valid.
    #[problem(status = 404, error_type = Validation, title = "Nothing is shared here")]
    SharedResultNotFound,

    // AI.
    /// The user has no interpretation with this id, or it failed.
    #[problem(status = 404, error_type = Validation, title = "There is no such interpretation")]
    InterpretationNotFound,
    /// The interpretation is still in progress.
    #[problem(status = 409, error_type = Validation, title = "The interpretation is not ready yet", retryable)]
    InterpretationNotReady,
    /// One of the requested models is unknown to the platform.
    #[problem(status = 422, error_type = Validation, title = "There is no such AI model", recoverable)]
    UnknownAiModel,
    /// None of the requested models is available at the moment.
    #[problem(status = 503, error_type = AiService, title = "The AI model is not available", retryable)]
    AiModelUnavailable,
    /// The user has used up today's quota of their plan.
    #[problem(status = 429, error_type = AiService, title = "The AI quota is used up", retryable)]
    AiQuotaExceeded,
    /// Every requested model responded with an error.
    #[problem(status = 502, error_type = AiService, title = "An AI model failed", retryable)]
    AiModelFailed,

    // Payments.
    /// No plan has this id, or the plan is no longer sold.
    #[problem(status = 404, error_type = Validation, title = "There is no such plan", recoverable)]
    PlanNotFound,
    /// The user has no payment with this id.
    #[problem(status = 404, error_type = Validation, title = "There is no such payment")]
    PaymentNotFound,
    /// The user is already subscribed to this plan.
    #[problem(status = 409, error_type = Validation, title = "The plan is already subscribed to", recoverable)]
    AlreadySubscribed,
    /// The payment provider declined the payment.
    #[problem(status = 402, error_type = Validation, title = "The payment was declined", recoverable)]
    PaymentDeclined,
    /// The payment is not settled, is already refunded, or is too old for a refund.
    #[problem(status = 409, error_type = Validation, title = "The payment cannot be refunded")]
    RefundNotPossible,
    /// The signature does not match the body of the webhook, or the timestamp is too far off.
    #[problem(status = 401, error_type = Authentication, title = "The signature is not valid")]
    InvalidWebhookSignature,
    /// The payment provider is not configured on this server or does not respond.
    #[problem(status = 503, error_type = Server, title = "The payment provider is not available", retryable)]
    PaymentProviderUnavailable,

    // Realtime.
    /// No room with this name exists for the user.
    #[problem(status = 404, error_type = Validation, title = "There is no such room", recoverable)]
    RoomNotFound,
    /// The user is not in the room: join it first.
    #[problem(status = 409, error_type = Validation, title = "The room has not been joined", recoverable)]
    RoomNotJoined,

    // Problems that clients create themselves.
    /// The server could not be reached, or the connection was lost.
    #[problem(status = 503, error_type = Network, title = "The server was not reached", retryable, implied = Client)]
    NetworkError,
    /// The device is offline.
    #[problem(status = 503, error_type = Network, title = "The device is offline", recoverable, implied = Client)]
    Offline,
    /// The client stopped waiting for the response.
    #[problem(status = 504, error_type = Timeout, title = "The client stopped waiting", retryable, implied = Client)]
    RequestTimeout,
    /// The response does not match the contract.
    #[problem(status = 502, error_type = Server, title = "The answer does not fit the contract", implied = Client)]
    InvalidResponse,
    /// The client makes no calls for a while after several failures.
    #[problem(status = 503, error_type = Server, title = "Calls are suspended for a while", retryable, implied = Client)]
    CircuitBreakerOpen,
}
