//! Problems (RFC 9457): what can go wrong, as types.
//!
//! Each code of a contract is a zero-sized type. An operation lists the codes it may raise, and only those convert
//! into its [`Failure`]; another one does not compile, and the message names both.

use std::{error::Error, fmt, marker::PhantomData};

use crate::{operation::Operation, registry::ProblemDefinition, types::ContractType};

/// A code of a problem.
pub trait ProblemCode: Copy + Send + Sync + 'static {
    /// Upper snake case.
    const CODE: &'static str;
    /// HTTP status.
    const STATUS: u16;
    /// A short sentence, the same every time.
    const TITLE: &'static str;

    /// Says what went wrong this time, for the person who reads the answer.
    fn because(self, detail: impl Into<String>) -> Raised<Self> {
        Raised(self, Details { detail: Some(detail.into()), ..Details::of::<Self>() })
    }
}

/// The codes of a contract; `#[problems]` makes it of an enum.
pub trait Problems {
    /// The named type of a problem's body.
    type Body: ContractType;
    /// Every code, in declaration order.
    fn definitions() -> Vec<ProblemDefinition>;
}

/// Says that `D`, an operation, a GraphQL field or a message, declares this code.
#[diagnostic::on_unimplemented(
    message = "`{D}` does not declare the problem `{Self}`",
    label = "add it to the `errors(…)` of its declaration, or raise one that stands there"
)]
pub trait RaisedBy<D>: ProblemCode {}

/// A problem that has occurred, not yet tied to an operation that may answer it.
#[derive(Debug)]
pub struct Raised<C>(C, Details);

impl<C: ProblemCode> Raised<C> {
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

/// What there is to say of one occurrence of a problem.
#[derive(Debug)]
pub struct Details {
    /// Upper snake case.
    pub code: &'static str,
    /// HTTP status.
    pub status: u16,
    /// A short sentence, the same every time.
    pub title: &'static str,
    /// What went wrong this time.
    pub detail: Option<String>,
    /// What is wrong with the input, place by place.
    pub violations: Vec<Violation>,
    /// Seconds after which to try again.
    pub retry_after: Option<u32>,
    /// The inner cause: logged, never sent.
    pub cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Details {
    fn of<C: ProblemCode>() -> Self {
        Self {
            code: C::CODE,
            status: C::STATUS,
            title: C::TITLE,
            detail: None,
            violations: Vec::new(),
            retry_after: None,
            cause: None,
        }
    }
}

/// One thing that is wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// JSON pointer into the body, or `query/limit`, `path/id`, `header/x-api-version`.
    pub pointer: String,
    /// The rule: a JSON Schema keyword.
    pub code: String,
    /// What is wrong, for a person.
    pub detail: String,
}

/// Why `D` failed: one of the problems it declares, or one that is implied everywhere.
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
        Self { details: Box::new(raised.1), declared: PhantomData }
    }
}

impl<C> From<Raised<C>> for Details {
    /// What occurred, for those who answer outside an operation.
    fn from(raised: Raised<C>) -> Self {
        raised.1
    }
}

/// What an operation answers or why it does not.
pub type Outcome<O> = Result<<O as Operation>::Answer, Failure<O>>;
