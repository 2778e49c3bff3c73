//! What can go wrong: the body of a failure, and every code it may carry.
//!
//! A code is a variant of [`ProblemCode`] and a type of its own; operations list the types they may raise. Those that
//! are `implied` can occur wherever their condition holds and are listed nowhere.

use contract_kit::prelude::*;

/// The class of an error, by which a client chooses how to react.
#[contract(rename_all = "UPPER")]
pub enum ErrorType {
    /// The server was not reached; made by clients, never sent.
    Network,
    /// The caller is not known or may not do this: 401 and 403.
    Authentication,
    /// What was sent is not right: every other 4xx.
    Validation,
    /// Something failed on the server, or there were too many requests.
    Server,
    /// The answer took too long.
    Timeout,
    /// The Four Pillars cannot be computed.
    Calculation,
    /// An AI model failed or may not be asked.
    AiService,
}

/// A failure: a problem of RFC 9457, which is also the envelope that a client reads `success` from.
#[contract]
pub struct Problem {
    /// What kind of problem it is: the address of its description, one for each code.
    #[contract(rename = "type", example = "https://heal7.com/contracts/problems/validation-failed")]
    pub kind: Uri,
    /// A short sentence in English, the same for every problem of this code.
    #[contract(length(1..=200), example = "The values do not fit the contract")]
    pub title: String,
    /// The HTTP status; on a channel or in GraphQL, the one that REST would have answered.
    #[contract(range(400..=599), example = 422)]
    pub status: i32,
    /// What went wrong this time, in English; the title where there is no more to say.
    #[contract(length(1..=2000), example = "birthDate does not match the pattern of a calendar date")]
    pub detail: String,
    /// The path of the request or channel on which it happened.
    #[contract(length(1..=2048), pattern = "^/", example = "/saju/calculate")]
    pub instance: String,
    /// Always false; a success has true.
    pub success: False,
    /// A sentence for the person, in their own language.
    #[contract(length(1..=500), example = "입력한 값을 다시 확인해 주세요.")]
    pub message: String,
    /// The code that a program decides by.
    #[contract(example = ProblemCode::ValidationFailed)]
    pub code: ProblemCode,
    /// The class that the code belongs to.
    #[contract(example = ErrorType::Validation)]
    pub error_type: ErrorType,
    /// Whether the person can mend it: sign in again, correct a field.
    #[contract(example = true)]
    pub recoverable: bool,
    /// Whether the same request may succeed later; follows from the code.
    #[contract(example = false)]
    pub retryable: bool,
    /// The id under which the server logged the request; the `X-Request-Id` of the answer.
    #[contract(length(1..=128), pattern = "^[A-Za-z0-9._:-]+$", example = "01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f")]
    pub request_id: String,
    /// What is wrong with the input: reasons by property path.
    #[contract(example = BTreeMap::from([("birthDate".to_owned(), vec!["does not match the pattern of a calendar date".to_owned()])]))]
    pub errors: Option<BTreeMap<String, Vec<String>>>,
    /// What is wrong with the input, place by place: the same as `errors` with pointers and rules.
    pub violations: Option<Vec<Violation>>,
}

impl Problem {
    /// The example of a problem in which an AI model fails, for the messages that carry one.
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

/// One thing that is wrong with the input.
#[contract]
pub struct Violation {
    /// Where: a JSON pointer into the body, or `query/limit`, `path/id`, `header/x-api-version`.
    #[contract(length(..=500), example = "/birthDate")]
    pub pointer: String,
    /// The rule that is broken: a keyword of JSON Schema, or the code of a rule beyond the schema.
    #[contract(length(1..=100), example = "pattern")]
    pub code: String,
    /// What is wrong, in English.
    #[contract(length(1..=1000), example = "Write a day as YYYY-MM-DD, such as 1976-05-21. It is \"1976-5-21\".")]
    pub detail: String,
}

/// The code of a problem; more will come.
#[problems(body = Problem, error_type = ErrorType)]
pub enum ProblemCode {
    // What a request must be before anything is done with it.
    /// The request cannot be read: malformed JSON, or a parameter that is unknown, repeated or of the wrong form.
    #[problem(status = 400, error_type = Validation, title = "The request cannot be read", recoverable, implied = Always)]
    BadRequest,
    /// `X-API-Version` names a version that this server does not speak.
    #[problem(status = 400, error_type = Validation, title = "This version of the API is not served", implied = Always)]
    UnsupportedVersion,
    /// There is no token, and the call needs one.
    #[problem(status = 401, error_type = Authentication, title = "A token is needed", recoverable, implied = Bearer)]
    Unauthenticated,
    /// The access token has expired: refresh it and call again.
    #[problem(status = 401, error_type = Authentication, title = "The token has expired", recoverable, implied = Bearer)]
    TokenExpired,
    /// The access token was not made by this platform, or has been revoked: sign in again.
    #[problem(status = 401, error_type = Authentication, title = "The token is not valid", recoverable, implied = Bearer)]
    InvalidToken,
    /// The call names another person than the one whom the token speaks for.
    #[problem(status = 403, error_type = Authentication, title = "This belongs to another person", implied = Owner)]
    Forbidden,
    /// The person's plan does not allow this.
    #[problem(status = 403, error_type = Authentication, title = "The permission is missing", recoverable)]
    InsufficientPermission,
    /// No operation has this path.
    #[problem(status = 404, error_type = Validation, title = "There is nothing here", implied = Unrouted)]
    NotFound,
    /// The path has operations, and none of them with this method; `Allow` lists the methods.
    #[problem(status = 405, error_type = Validation, title = "This method is not allowed here", implied = Unrouted)]
    MethodNotAllowed,
    /// `Accept` leaves out every media type in which the server can answer.
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
    /// The body has another media type than the operation takes.
    #[problem(status = 415, error_type = Validation, title = "The media type is not supported", implied = Body)]
    UnsupportedMediaType,
    /// The request can be read and its values do not fit the contract; `violations` lists all of them.
    #[problem(status = 422, error_type = Validation, title = "The values do not fit the contract", recoverable, implied = Body)]
    ValidationFailed,
    /// This `Idempotency-Key` was used with another body within the last 24 hours.
    #[problem(status = 422, error_type = Validation, title = "The key belongs to another request", implied = Key)]
    IdempotencyKeyReused,
    /// There were too many requests of this rate class; `Retry-After` says how long to wait.
    #[problem(status = 429, error_type = Server, title = "Too many requests", retryable, implied = Always)]
    TooManyRequests,
    /// Something failed on the server; the cause is in its log under `requestId`.
    #[problem(status = 500, error_type = Server, title = "Something failed on our side", retryable, implied = Always)]
    InternalError,
    /// The server, or something it needs, is down or overloaded.
    #[problem(status = 503, error_type = Server, title = "The service is not available", retryable, implied = Always)]
    ServiceUnavailable,
    /// This server does not mount the module that the call belongs to.
    #[problem(status = 503, error_type = Server, title = "The module is not available on this server", retryable, implied = Always)]
    ModuleUnavailable,
    /// Something that the server needs did not answer in time.
    #[problem(status = 504, error_type = Timeout, title = "The answer took too long", retryable, implied = Always)]
    Timeout,

    // Signing in.
    /// The address and the password do not belong together.
    #[problem(status = 401, error_type = Authentication, title = "The address or the password is wrong", recoverable)]
    InvalidCredentials,
    /// The account has been closed or suspended.
    #[problem(status = 403, error_type = Authentication, title = "The account is closed")]
    AccountDisabled,
    /// There is already an account with this email address.
    #[problem(status = 409, error_type = Validation, title = "The address is already registered", recoverable)]
    EmailTaken,
    /// The refresh token has expired or was never made by this platform: sign in again.
    #[problem(status = 401, error_type = Authentication, title = "The refresh token is not valid", recoverable)]
    InvalidRefreshToken,
    /// The refresh token had been rotated before; every session that stems from it has ended.
    #[problem(status = 401, error_type = Authentication, title = "The refresh token was used before", recoverable)]
    RefreshTokenReused,
    /// The provider does not confirm the code, or the state was not made for this sign-in.
    #[problem(status = 401, error_type = Authentication, title = "The provider did not confirm the sign-in", recoverable)]
    SocialLoginFailed,
    /// The sign-in provider is not set up on this server or does not answer.
    #[problem(status = 503, error_type = Server, title = "The sign-in provider is not available", retryable)]
    SocialProviderUnavailable,

    // People.
    /// Messages to others need a confirmed address, and the caller's is not: the link in the message that was sent to it
    /// confirms it.
    #[problem(status = 403, error_type = Authentication, title = "The email address is not confirmed", recoverable)]
    EmailNotConfirmed,
    /// The person has not given their birth info yet.
    #[problem(status = 404, error_type = Validation, title = "There is no birth info yet", recoverable)]
    BirthInfoNotFound,
    /// The uploaded bytes are not a picture of the media type they claim to be.
    #[problem(status = 422, error_type = Validation, title = "The picture cannot be read", recoverable)]
    UnreadableImage,

    // The engine: each code is one of its error codes.
    /// The birth date is not a day of the Gregorian calendar.
    #[problem(status = 422, error_type = Calculation, title = "There is no such solar date", recoverable)]
    InvalidSolarDate,
    /// The birth time is not a time of day.
    #[problem(status = 422, error_type = Calculation, title = "There is no such time", recoverable)]
    InvalidTime,
    /// The birth date is not a day of the Korean lunar calendar.
    #[problem(status = 422, error_type = Calculation, title = "There is no such lunar date", recoverable)]
    InvalidLunarDate,
    /// The lunar year has no leap month of that number.
    #[problem(status = 422, error_type = Calculation, title = "That lunar year has no such leap month", recoverable)]
    LeapMonthAbsent,
    /// The clocks of the place jumped over this time on that day.
    #[problem(status = 422, error_type = Calculation, title = "That local time did not exist", recoverable)]
    NonexistentLocalTime,
    /// The clocks of the place showed this time twice on that day, and `ambiguity` is `reject`.
    #[problem(status = 422, error_type = Calculation, title = "That local time occurred twice", recoverable)]
    AmbiguousLocalTime,
    /// The birth date lies outside 1900-01-01 to 2100-12-31.
    #[problem(status = 422, error_type = Calculation, title = "The date is out of range", recoverable)]
    OutOfRange,
    /// The time zone is not one of the IANA database.
    #[problem(status = 422, error_type = Calculation, title = "There is no such time zone", recoverable)]
    UnknownTimezone,
    /// The longitude is not within 180 degrees of Greenwich.
    #[problem(status = 422, error_type = Calculation, title = "The longitude is out of range", recoverable)]
    InvalidLongitude,
    /// The latitude is not within 90 degrees of the equator.
    #[problem(status = 422, error_type = Calculation, title = "The latitude is out of range", recoverable)]
    InvalidLatitude,
    /// The direction of the luck pillars needs one of the two genders.
    #[problem(status = 422, error_type = Calculation, title = "The gender is not known", recoverable)]
    InvalidGender,
    /// The engine failed on input that it should be able to compute.
    #[problem(status = 500, error_type = Calculation, title = "The calculation failed", retryable)]
    CalculationFailed,

    // Results.
    /// The person has no result with this id.
    #[problem(status = 404, error_type = Validation, title = "There is no such result")]
    SajuResultNotFound,
    /// Nothing is shared under this token, or no longer.
    #[problem(status = 404, error_type = Validation, title = "Nothing is shared here")]
    SharedResultNotFound,

    // AI.
    /// The person has no interpretation with this id, or it failed.
    #[problem(status = 404, error_type = Validation, title = "There is no such interpretation")]
    InterpretationNotFound,
    /// The interpretation is still being made.
    #[problem(status = 409, error_type = Validation, title = "The interpretation is not ready yet", retryable)]
    InterpretationNotReady,
    /// One of the models that were named is not of this platform.
    #[problem(status = 422, error_type = Validation, title = "There is no such AI model", recoverable)]
    UnknownAiModel,
    /// None of the models that were named can be asked at the moment.
    #[problem(status = 503, error_type = AiService, title = "The AI model is not available", retryable)]
    AiModelUnavailable,
    /// The person has used up what their plan allows for today.
    #[problem(status = 429, error_type = AiService, title = "The AI quota is used up", retryable)]
    AiQuotaExceeded,
    /// Every model that was asked answered with an error.
    #[problem(status = 502, error_type = AiService, title = "An AI model failed", retryable)]
    AiModelFailed,

    // Payments.
    /// There is no plan with this id, or it is no longer sold.
    #[problem(status = 404, error_type = Validation, title = "There is no such plan", recoverable)]
    PlanNotFound,
    /// The person has no payment with this id.
    #[problem(status = 404, error_type = Validation, title = "There is no such payment")]
    PaymentNotFound,
    /// The person already has this plan.
    #[problem(status = 409, error_type = Validation, title = "The plan is already subscribed to", recoverable)]
    AlreadySubscribed,
    /// The payment provider declined the payment.
    #[problem(status = 402, error_type = Validation, title = "The payment was declined", recoverable)]
    PaymentDeclined,
    /// The payment is not settled, is refunded already, or is too old to be refunded.
    #[problem(status = 409, error_type = Validation, title = "The payment cannot be refunded")]
    RefundNotPossible,
    /// The signature of the webhook does not fit its body, or its time is too far off.
    #[problem(status = 401, error_type = Authentication, title = "The signature is not valid")]
    InvalidWebhookSignature,
    /// The payment provider is not set up on this server or does not answer.
    #[problem(status = 503, error_type = Server, title = "The payment provider is not available", retryable)]
    PaymentProviderUnavailable,

    // Realtime.
    /// There is no room of this name for this person.
    #[problem(status = 404, error_type = Validation, title = "There is no such room", recoverable)]
    RoomNotFound,
    /// The person must join the room before they speak in it.
    #[problem(status = 409, error_type = Validation, title = "The room has not been joined", recoverable)]
    RoomNotJoined,

    // What clients make themselves.
    /// The server could not be reached, or the connection broke off.
    #[problem(status = 503, error_type = Network, title = "The server was not reached", retryable, implied = Client)]
    NetworkError,
    /// The device is offline.
    #[problem(status = 503, error_type = Network, title = "The device is offline", recoverable, implied = Client)]
    Offline,
    /// The client stopped waiting for the answer.
    #[problem(status = 504, error_type = Timeout, title = "The client stopped waiting", retryable, implied = Client)]
    RequestTimeout,
    /// The answer does not fit the contract.
    #[problem(status = 502, error_type = Server, title = "The answer does not fit the contract", implied = Client)]
    InvalidResponse,
    /// After several failures the client does not call for a while.
    #[problem(status = 503, error_type = Server, title = "Calls are suspended for a while", retryable, implied = Client)]
    CircuitBreakerOpen,
}
