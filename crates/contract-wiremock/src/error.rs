//! The reasons why mocks do not start, and why a mock cannot be mounted.

use std::io;

use contract_mock::Unmade;
use contract_model::exchange::Violation;

/// The number of violations that a message shows.
const SHOWN: usize = 5;

/// The reason why mocks of a contract do not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Data of the contract cannot be generated.
    #[error(transparent)]
    Unmade(#[from] Unmade),
    /// The contract cannot be served.
    #[error(transparent)]
    Contract(#[from] contract_edge::StartError),
    /// The thread that generates answers does not start.
    #[error("could not start the thread that generates answers: {0}")]
    Thread(#[source] io::Error),
}

/// The reason why a mock does not fit its contract.
#[derive(Debug, thiserror::Error)]
pub enum MountError {
    /// The contract has no such operation.
    #[error("cannot mock `{id}`: the contract has no operation with this id; {hint}")]
    UnknownOperation {
        /// The id.
        id: String,
        /// The suggested fix.
        hint: String,
    },
    /// The id belongs to something else.
    #[error("cannot mock `{id}`: it is a {kind}, but only operations can be mocked by id; {hint}")]
    NotAnOperation {
        /// The id.
        id: String,
        /// The kind of item that has the id.
        kind: &'static str,
        /// The suggested fix.
        hint: &'static str,
    },
    /// The type belongs to another contract.
    #[error(
        "cannot mock `{id}`: the type `{type_name}` describes `{described}`, but the contract of these mocks has \
         `{found}`; start the mocks with the registry of the type's contract"
    )]
    OtherContract {
        /// The id.
        id: String,
        /// The type.
        type_name: &'static str,
        /// The type's method and path.
        described: String,
        /// The method and path in the contract of the mocks.
        found: String,
    },
    /// The contract has no such problem.
    #[error("`{operation}` cannot fail with `{code}`: the contract has no problem with this code; {hint}")]
    UnknownProblem {
        /// The operation's id.
        operation: String,
        /// The code.
        code: String,
        /// The suggested fix.
        hint: String,
    },
    /// The operation never fails with this problem.
    #[error(
        "`{operation}` cannot fail with `{code}`: the operation neither declares nor implies it; declare it in the \
         contract, or use one of {}",
        .allowed.join(", ")
    )]
    UndeclaredProblem {
        /// The operation's id.
        operation: String,
        /// The code.
        code: String,
        /// The codes with which the operation may fail.
        allowed: Vec<String>,
    },
    /// The operation has no answer with this status.
    #[error(
        "`{operation}` cannot answer {status}: it declares only {}; to answer with a problem, use `fail`",
        .declared.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
    )]
    UndeclaredStatus {
        /// The operation's id.
        operation: String,
        /// The status.
        status: u16,
        /// The statuses that the operation declares.
        declared: Vec<u16>,
    },
    /// The answer lacks a header that the contract declares.
    #[error(
        "the answer {status} of `{operation}` has no header `{header}`, which the contract declares; add it with \
         `with_header`"
    )]
    MissingHeader {
        /// The operation's id.
        operation: String,
        /// The status.
        status: u16,
        /// The header.
        header: String,
    },
    /// A header cannot be sent.
    #[error(
        "the answer of `{operation}` cannot have the header `{name}: {value}`: expected a header name and visible ASCII \
         characters"
    )]
    InvalidHeader {
        /// The operation's id.
        operation: String,
        /// The header's name.
        name: String,
        /// The header's value.
        value: String,
    },
    /// The answer has no body, but one is declared.
    #[error(
        "the answer {status} of `{operation}` has no body, but the contract declares one; give it with `answer_json`"
    )]
    MissingBody {
        /// The operation's id.
        operation: String,
        /// The status.
        status: u16,
    },
    /// The answer has a body, but none is declared.
    #[error(
        "the answer {status} of `{operation}` has a body, but the contract declares none; use `answer_empty({status})`"
    )]
    UnexpectedBody {
        /// The operation's id.
        operation: String,
        /// The status.
        status: u16,
    },
    /// The body of the answer does not fit the contract.
    #[error(
        "the body of the answer {status} of `{operation}` does not fit the contract: {}; expected a whole body, with its \
         envelope where there is one",
        listed(.violations)
    )]
    AnswerBody {
        /// The operation's id.
        operation: String,
        /// The status.
        status: u16,
        /// The mistakes.
        violations: Vec<Violation>,
    },
    /// The body of the problem does not fit the contract.
    #[error(
        "the body of the problem `{code}` of `{operation}` does not fit the contract's problem type: {}",
        listed(.violations)
    )]
    ProblemBody {
        /// The operation's id.
        operation: String,
        /// The problem's code.
        code: String,
        /// The mistakes.
        violations: Vec<Violation>,
    },
    /// The operation has no such parameter.
    #[error("`{operation}` has no parameter `{name}`; {hint}")]
    UnknownParameter {
        /// The operation's id.
        operation: String,
        /// The name.
        name: String,
        /// The suggested fix.
        hint: String,
    },
    /// No valid call has this value of a parameter.
    #[error(
        "no valid call of `{operation}` has this parameter `{name}`: {}; expect a value that fits the contract, or match \
         the request with a matcher of wiremock",
        listed(.violations)
    )]
    Parameter {
        /// The operation's id.
        operation: String,
        /// The parameter's name.
        name: String,
        /// The mistakes.
        violations: Vec<Violation>,
    },
    /// The operation takes no JSON body.
    #[error("no call of `{operation}` has a JSON body: the operation takes {found}; remove `with_body`")]
    NoJsonBody {
        /// The operation's id.
        operation: String,
        /// The body that the operation takes.
        found: &'static str,
    },
    /// No valid call has this body.
    #[error(
        "no valid call of `{operation}` has this body: {}; expect a body that fits the contract, or match the request \
         with a matcher of wiremock",
        listed(.violations)
    )]
    RequestBody {
        /// The operation's id.
        operation: String,
        /// The mistakes.
        violations: Vec<Violation>,
    },
    /// A value cannot be serialised.
    #[error("{subject} of `{operation}` is not JSON: {source}")]
    Json {
        /// The operation's id.
        operation: String,
        /// The value.
        subject: String,
        /// The reason.
        source: serde_json::Error,
    },
}

/// The first violations, each with its place.
fn listed(violations: &[Violation]) -> String {
    let shown = violations.iter().take(SHOWN).map(|wrong| {
        let place = if wrong.pointer.is_empty() { "the root" } else { &wrong.pointer };
        format!("at {place}: {}", wrong.detail.trim_end_matches('.'))
    });
    let mut text = shown.collect::<Vec<_>>().join("; ");
    if let Some(more) = violations.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        text += &format!("; and {more} more");
    }
    text
}

/// Suggests the names that are close to a wrong one, or all names.
pub(crate) fn hint<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let close = similar::get_close_matches(wrong, &known, 3, 0.6);
    match (close.is_empty(), known.is_empty()) {
        (false, _) => format!("did you mean {}?", close.join(", ")),
        (true, false) => format!("use one of {}", known.join(", ")),
        (true, true) => "there are none".into(),
    }
}
