//! Problems (RFC 9457) as types.
//!
//! Each code of a contract is a zero-sized type. An operation lists the codes it may answer with, and only those
//! convert into its [`Failure`]. Another code does not compile, and the compiler's message names both.

use std::{error::Error, fmt, marker::PhantomData};

use crate::{
    registry::{Implied, ProblemDefinition},
    types::ContractType,
};

pub use crate::exchange::{Details, Violation};

/// A code of a problem.
pub trait ProblemType: Copy + Send + Sync + 'static {
    /// The code, in upper snake case.
    const CODE: &'static str;
    /// HTTP status.
    const STATUS: u16;
    /// A short sentence, the same for every occurrence.
    const TITLE: &'static str;

    /// Adds the reason for this occurrence, for the person who reads the response.
    fn because(self, detail: impl Into<String>) -> Raised<Self> {
        Raised(self, Box::new(Details { detail: Some(detail.into()), ..details_of::<Self>() }))
    }
}

/// The codes of a contract; `#[problems]` implements it for an enum.
pub trait Problems {
    /// The named type of a problem's body.
    type Body: ContractType;
    /// Returns every code, in declaration order.
    fn descriptions() -> &'static [ProblemDescription];
}

/// A code of a problem, as its declaration describes it.
#[derive(Debug, Clone, Copy)]
pub struct ProblemDescription {
    /// The code, in upper snake case.
    pub code: &'static str,
    /// HTTP status.
    pub status: u16,
    /// Returns the class of errors that it belongs to, as the contract defines it.
    pub error_type: fn() -> String,
    /// A short sentence, the same for every occurrence.
    pub title: &'static str,
    /// Markdown.
    pub doc: &'static str,
    /// Whether a person can fix it: sign in, correct a field.
    pub recoverable: bool,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// The condition under which it occurs without being declared.
    pub implied: Option<Implied>,
}

impl From<&ProblemDescription> for ProblemDefinition {
    fn from(description: &ProblemDescription) -> Self {
        Self {
            code: description.code.to_owned(),
            status: description.status,
            error_type: (description.error_type)(),
            title: description.title.to_owned(),
            description: description.doc.trim().to_owned(),
            recoverable: description.recoverable,
            retryable: description.retryable,
            implied: description.implied,
        }
    }
}

/// Marks that `D`, an operation, a GraphQL field or a message, declares this code.
#[diagnostic::on_unimplemented(
    message = "`{D}` does not declare the problem `{Self}`",
    label = "declare it in `errors(…)` there or with `implied = …`, or raise a problem that is declared"
)]
pub trait RaisedBy<D>: ProblemType {}

/// A problem that has occurred, not yet tied to an operation that declares it.
#[derive(Debug)]
pub struct Raised<C>(C, Box<Details>);

impl<C: ProblemType> Raised<C> {
    /// Adds the mistakes in the input, each with its place.
    #[must_use]
    pub fn violations(mut self, violations: Vec<Violation>) -> Self {
        self.1.violations = violations;
        self
    }

    /// Adds the number of seconds after which a retry makes sense.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.1.retry_after = Some(seconds);
        self
    }

    /// Adds the inner cause, which is logged and never sent.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.1.cause = Some(cause.into());
        self
    }
}

/// Returns the details of an occurrence about which nothing more is known.
fn details_of<C: ProblemType>() -> Details {
    Details {
        code: C::CODE.into(),
        status: C::STATUS,
        title: C::TITLE.into(),
        detail: None,
        violations: Vec::new(),
        retry_after: None,
        cause: None,
    }
}

/// The reason why `D` failed: one of the problems it declares, or one that is implied everywhere. Where `D` is the enum
/// of all problems, it is a problem that the contract implies under some condition.
pub struct Failure<D> {
    /// The details of the occurrence.
    pub details: Box<Details>,
    declared: PhantomData<fn() -> D>,
}

impl<D> fmt::Debug for Failure<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.details.fmt(f)
    }
}

impl<D, C: RaisedBy<D>> From<Raised<C>> for Failure<D> {
    fn from(raised: Raised<C>) -> Self {
        Self { details: raised.1, declared: PhantomData }
    }
}

impl<C> From<Raised<C>> for Details {
    /// Returns the details, for responses outside an operation.
    fn from(raised: Raised<C>) -> Self {
        *raised.1
    }
}
