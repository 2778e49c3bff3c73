//! The persons of a mock: their accounts and their tokens.

pub(crate) mod accounts;
pub(crate) mod token;

pub(crate) use contract_data::identity::{ANONYMOUS, Credentials, Identity, SessionRole};
use contract_model::exchange::Caller;

/// The person that a caller is; `None` for the first person of a contract without a type for persons.
pub(crate) fn person_of(caller: Option<&Caller>) -> Option<String> {
    let subject = &caller?.subject;
    (subject != ANONYMOUS).then(|| subject.clone())
}
