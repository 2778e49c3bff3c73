//! Checks an implementation before it serves a contract.

use std::fmt;

use contract_model::registry::{Implied, Registry};

use crate::{fault::Fault, platform::Platform};

/// The reasons why an implementation cannot serve a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartError(Vec<String>);

impl StartError {
    /// Returns an error if there are mistakes.
    ///
    /// # Errors
    /// The mistakes.
    pub fn check(mistakes: Vec<String>) -> Result<(), Self> {
        if mistakes.is_empty() { Ok(()) } else { Err(Self(mistakes)) }
    }

    /// Returns the mistakes, each as a sentence.
    pub fn mistakes(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the implementation cannot serve the contract:")?;
        self.0.iter().try_for_each(|mistake| write!(f, "\n- {mistake}"))
    }
}

impl std::error::Error for StartError {}

/// Returns the mistakes of a platform: faults without a problem that the contract implies where they occur, and keys
/// without a store.
pub(crate) fn mistakes<P: Platform>(platform: &P, registry: &Registry) -> Vec<String> {
    let keyed = registry.first_under(Implied::Key).filter(|_| platform.idempotency().is_none());
    let no_store = keyed.map(|operation| {
        format!(
            "`{operation}` takes an idempotency key, but nothing keeps its answers: return a store from \
             `Platform::idempotency`"
        )
    });
    let faults = occurring(registry).into_iter().filter_map(|fault| mistake(platform, registry, &fault));
    no_store.into_iter().chain(faults).collect()
}

/// Returns the mistake in the problem for a fault.
fn mistake<P: Platform>(platform: &P, registry: &Registry, fault: &Fault) -> Option<String> {
    let (status, condition) = fault.kind();
    let declare = format!("`status = {status}, implied = {condition:?}`");
    let name = name(fault);
    let Some(details) = platform.fault(fault) else {
        return fault.problem(registry).is_none().then(|| {
            format!(
                "the contract has no problem for `Fault::{name}`: declare one with {declare}, or name one in \
                 `Platform::fault`"
            )
        });
    };
    let Some(problem) = registry.problem(&details.code) else {
        return Some(format!(
            "`Platform::fault` answers `Fault::{name}` with `{}`, which is no problem of the contract: declare it",
            details.code
        ));
    };
    let is_implied = problem.implied == Some(condition) || problem.implied == Some(Implied::Always);
    (!is_implied).then(|| {
        format!(
            "`Platform::fault` answers `Fault::{name}` with `{}`, which the contract does not imply there: answer with a \
             problem that is declared with {declare}",
            problem.code
        )
    })
}

/// Returns every fault that may occur with a contract.
fn occurring(registry: &Registry) -> Vec<Fault> {
    let occurs = |condition| registry.first_under(condition).is_some();
    let takes_values = occurs(Implied::Body)
        || registry.channels.iter().any(|channel| channel.client.is_some())
        || registry.fields().next().is_some();

    let mut faults = vec![
        Fault::Unreadable(String::new(), Vec::new()),
        Fault::NotFound,
        Fault::MethodNotAllowed { allowed: String::new() },
        Fault::NotAcceptable,
        Fault::TooManyRequests { retry_after: 1 },
        Fault::Internal(String::new()),
        Fault::ModuleUnavailable,
        Fault::Overloaded { retry_after: 1 },
        Fault::Timeout,
    ];
    if registry.info.version_header.is_some() {
        faults.push(Fault::UnsupportedVersion(String::new()));
    }
    if occurs(Implied::Bearer) {
        faults.extend([Fault::Unauthenticated, Fault::TokenExpired, Fault::InvalidToken]);
    }
    if occurs(Implied::Owner) {
        faults.push(Fault::Forbidden);
    }
    if takes_values {
        let media_type = Fault::UnsupportedMediaType(String::new());
        faults.extend([Fault::PayloadTooLarge(0), media_type, Fault::Invalid(Vec::new())]);
    }
    if occurs(Implied::Key) {
        faults.extend([Fault::KeyInUse, Fault::KeyReused]);
    }
    faults
}

/// Returns the name of a fault in Rust.
fn name(fault: &Fault) -> String {
    format!("{fault:?}").chars().take_while(char::is_ascii_alphanumeric).collect()
}
