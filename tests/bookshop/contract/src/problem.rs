//! The problems of the bookshop.

use contract_kit::prelude::*;

/// The class an error belongs to.
#[contract(rename_all = "UPPER")]
pub enum ErrorType {
    /// Who are you?
    Authentication,
    /// The request is invalid.
    Validation,
    /// Our fault.
    Server,
}

/// A problem (RFC 9457).
#[contract]
pub struct Problem {
    /// The kind of the problem.
    #[contract(rename = "type", example = "https://bookshop.example/problems/book-not-found")]
    pub kind: Uri,
    /// The same every time.
    #[contract(example = "There is no such book")]
    pub title: String,
    /// HTTP status.
    #[contract(range(400..=599), example = 404)]
    pub status: i32,
    /// The code a program decides by.
    pub code: ProblemCode,
    /// A description of this occurrence.
    #[contract(example = "book 7 was withdrawn")]
    pub detail: Option<String>,
    /// The class it belongs to.
    pub error_type: ErrorType,
    /// The mistakes, by property.
    #[contract(example = BTreeMap::from([("title".to_owned(), vec!["is too long".to_owned()])]))]
    pub errors: Option<BTreeMap<String, Vec<String>>>,
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
    /// The values do not fit the contract.
    #[problem(status = 422, error_type = Validation, title = "The values do not fit", recoverable, implied = Body)]
    ValidationFailed,
    /// The path has no operation with this method.
    #[problem(status = 405, error_type = Validation, title = "This method is not allowed here", implied = Unrouted)]
    MethodNotAllowed,
    /// The answer has a media type that the caller does not accept.
    #[problem(status = 406, error_type = Validation, title = "No acceptable media type", implied = Always)]
    NotAcceptable,
    /// The body is too large.
    #[problem(status = 413, error_type = Validation, title = "The body is too large", implied = Body)]
    PayloadTooLarge,
    /// The body has a media type that the operation does not take.
    #[problem(status = 415, error_type = Validation, title = "The media type is not supported", implied = Body)]
    UnsupportedMediaType,
    /// The first request with this key has not been answered.
    #[problem(status = 409, error_type = Validation, title = "The first request is still running", retryable, implied = Key)]
    KeyInUse,
    /// The key belongs to another request.
    #[problem(status = 422, error_type = Validation, title = "The key belongs to another request", implied = Key)]
    KeyReused,
    /// There were too many requests.
    #[problem(status = 429, error_type = Server, title = "Too many requests", retryable, implied = Always)]
    TooManyRequests,
    /// The answer took too long.
    #[problem(status = 504, error_type = Server, title = "The answer took too long", retryable, implied = Always)]
    Timeout,
    /// The shop is at one of its limits.
    #[problem(status = 503, error_type = Server, title = "The shop is full", retryable, implied = Always)]
    Busy,
    /// There is no such route.
    #[problem(status = 404, error_type = Validation, title = "There is nothing here", implied = Unrouted)]
    NotFound,
    /// Something failed on our side.
    #[problem(status = 500, error_type = Server, title = "Something failed on our side", retryable, implied = Always)]
    Internal,
    /// There is no such book.
    #[problem(status = 404, error_type = Validation, title = "There is no such book")]
    BookNotFound,
    /// There is no such order.
    #[problem(status = 404, error_type = Validation, title = "There is no such order")]
    OrderNotFound,
    /// The shop has not as many copies.
    #[problem(status = 409, error_type = Validation, title = "Out of stock", recoverable)]
    OutOfStock,
}
