//! The problems that a request can meet, and the shape of their answers (RFC 9457).

use contract_kit::prelude::*;

/// The class of a problem.
#[contract(rename_all = "UPPER")]
pub enum ErrorType {
    /// The caller must sign in.
    Authentication,
    /// The request is not valid.
    Validation,
    /// The server failed.
    Server,
}

/// A problem.
#[contract]
pub struct Problem {
    /// The kind of problem.
    #[contract(rename = "type", example = "https://{{name}}.example/problems/note-not-found")]
    pub kind: Uri,
    /// The title, the same for each code.
    #[contract(example = "There is no such note")]
    pub title: String,
    /// The HTTP status.
    #[contract(range(400..=599), example = 404)]
    pub status: i32,
    /// The code that a program decides by.
    pub code: ProblemCode,
    /// The explanation of this occurrence.
    #[contract(example = "the note was removed")]
    pub detail: Option<String>,
    /// The class of the problem.
    pub error_type: ErrorType,
    /// The values that break a rule.
    pub violations: Option<Vec<Violation>>,
}

/// A value that breaks a rule.
#[contract]
pub struct Violation {
    /// The place: a JSON pointer into the body, or such as `query/page`.
    #[contract(example = "/text")]
    pub pointer: String,
    /// The rule: a keyword of JSON Schema, such as `maxLength`.
    #[contract(example = "required")]
    pub code: String,
    /// The sentence for a person.
    #[contract(example = "This is required.")]
    pub detail: String,
}

/// The code of a problem.
#[problems(body = Problem, error_type = ErrorType)]
pub enum ProblemCode {
    /// A parameter or the body cannot be read.
    #[problem(status = 400, error_type = Validation, title = "The request cannot be read", recoverable, implied = Always)]
    BadRequest,
    /// There is no valid token.
    #[problem(status = 401, error_type = Authentication, title = "A token is needed", recoverable, implied = Bearer)]
    Unauthenticated,
    /// There is no such route.
    #[problem(status = 404, error_type = Validation, title = "There is nothing here", implied = Unrouted)]
    NotFound,
    /// The path has no operation with this method.
    #[problem(status = 405, error_type = Validation, title = "This method is not allowed here", implied = Unrouted)]
    MethodNotAllowed,
    /// The answer has a media type that the caller does not accept.
    #[problem(status = 406, error_type = Validation, title = "No acceptable media type", implied = Always)]
    NotAcceptable,
    /// The first request with this idempotency key has not been answered.
    #[problem(status = 409, error_type = Validation, title = "The first request is still running", retryable, implied = Key)]
    KeyInUse,
    /// The body is too large.
    #[problem(status = 413, error_type = Validation, title = "The body is too large", implied = Body)]
    PayloadTooLarge,
    /// The body has a media type that the operation does not take.
    #[problem(status = 415, error_type = Validation, title = "The media type is not supported", implied = Body)]
    UnsupportedMediaType,
    /// The values do not fit the contract.
    #[problem(status = 422, error_type = Validation, title = "The values do not fit", recoverable, implied = Body)]
    ValidationFailed,
    /// The idempotency key belongs to another request.
    #[problem(status = 422, error_type = Validation, title = "The key belongs to another request", implied = Key)]
    KeyReused,
    /// There were too many requests.
    #[problem(status = 429, error_type = Server, title = "Too many requests", retryable, implied = Always)]
    TooManyRequests,
    /// Something failed on our side.
    #[problem(status = 500, error_type = Server, title = "Something failed on our side", retryable, implied = Always)]
    Internal,
    /// The server is at one of its limits.
    #[problem(status = 503, error_type = Server, title = "The server is busy", retryable, implied = Always)]
    Busy,
    /// The answer took too long.
    #[problem(status = 504, error_type = Server, title = "The answer took too long", retryable, implied = Always)]
    Timeout,
    /// There is no such note.
    #[problem(status = 404, error_type = Validation, title = "There is no such note")]
    NoteNotFound,
}
