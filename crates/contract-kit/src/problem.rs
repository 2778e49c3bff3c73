//! Problems (RFC 9457): what can go wrong, as types.
//!
//! Each code of a contract is a zero-sized type. An operation lists the codes it may raise, and only those convert
//! into its [`Failure`]; another one does not compile, and the message names both.

use std::{error::Error, fmt, marker::PhantomData};

use crate::{
    registry::{Implied, ProblemDefinition},
    types::ContractType,
};

pub use crate::exchange::{Details, Violation};

/// A code of a problem.
pub trait ProblemType: Copy + Send + Sync + 'static {
    /// Upper snake case.
    const CODE: &'static str;
    /// HTTP status.
    const STATUS: u16;
    /// A short sentence, the same every time.
    const TITLE: &'static str;

    /// Says what went wrong this time, for the person who reads the answer.
    fn because(self, detail: impl Into<String>) -> Raised<Self> {
        Raised(self, Box::new(Details { detail: Some(detail.into()), ..details_of::<Self>() }))
    }
}

/// The codes of a contract; `#[problems]` makes it of an enum.
pub trait Problems {
    /// The named type of a problem's body.
    type Body: ContractType;
    /// Every code, in declaration order.
    fn descriptions() -> &'static [ProblemDescription];
}

/// A code of a problem, as its declaration describes it.
#[derive(Debug, Clone, Copy)]
pub struct ProblemDescription {
    /// Upper snake case.
    pub code: &'static str,
    /// HTTP status.
    pub status: u16,
    /// Gives the contract's own class of errors it belongs to.
    pub error_type: fn() -> String,
    /// A short sentence, the same every time.
    pub title: &'static str,
    /// Markdown.
    pub doc: &'static str,
    /// Whether a person can mend it: sign in, correct a field.
    pub recoverable: bool,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// The places where it occurs without being declared.
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

/// Says that `D`, an operation, a GraphQL field or a message, declares this code.
#[diagnostic::on_unimplemented(
    message = "`{D}` does not declare the problem `{Self}`",
    label = "declare it in `errors(…)` there or with `implied = …`, or raise a problem that is declared"
)]
pub trait RaisedBy<D>: ProblemType {}

/// A problem that has occurred, not yet tied to an operation that may answer it.
#[derive(Debug)]
pub struct Raised<C>(C, Box<Details>);

impl<C: ProblemType> Raised<C> {
    /// Adds what is wrong with the input, place by place.
    #[must_use]
    pub fn violations(mut self, violations: Vec<Violation>) -> Self {
        self.1.violations = violations;
        self
    }

    /// Says after how many seconds to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.1.retry_after = Some(seconds);
        self
    }

    /// Keeps the inner cause: it is logged, never sent.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.1.cause = Some(cause.into());
        self
    }
}

/// The details of an occurrence about which nothing more is known.
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

/// Why `D` failed: one of the problems it declares, or one that is implied everywhere. Of the enum of all problems, `D`,
/// it is one that the contract implies somewhere.
pub struct Failure<D> {
    /// What occurred.
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
    /// The details, for answers outside an operation.
    fn from(raised: Raised<C>) -> Self {
        *raised.1
    }
}
