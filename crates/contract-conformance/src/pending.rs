//! Items that the target does not serve yet: as soon as one works, it must be removed from the list.

use crate::{
    contract::Contract,
    near::near,
    rules,
    suite::Suite,
    world::{Draft, Person},
};

/// Reads a list of items: one per line, with comments after `#`.
///
/// # Errors The number of the first line with an item that the contract does not have, from 1, and the reason.
pub fn read(text: &str, contract: &Contract) -> Result<Vec<String>, (usize, String)> {
    let items: Vec<String> = contract.items().into_iter().chain(contract.messages()).collect();
    let mut pending = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let name = line.split('#').next().unwrap_or_default().trim();
        if name.is_empty() {
            continue;
        }
        if !items.iter().any(|item| item == name) {
            let known: Vec<&str> = items.iter().map(String::as_str).collect();
            let reason =
                format!("the contract has no operation, field, channel or message `{name}`{}", near(name, &known));
            return Err((index + 1, reason));
        }
        pending.push(name.to_owned());
    }
    Ok(pending)
}

/// Tries every pending operation once.
pub(crate) async fn run(suite: &Suite<'_>) {
    let registry = suite.contract.registry();
    let pending = registry.operations.iter().filter(|operation| suite.options.is_pending(&operation.id));
    for operation in pending {
        if suite.options.is_read_only && operation.method != "GET" {
            continue;
        }
        let person = suite.people.get(0);
        let nobody = Person::nobody();
        let Some(draft) = Draft::of(suite, operation, person.as_deref().unwrap_or(&nobody), 0) else { continue };
        let request = draft.request();
        let Some(response) = suite.send(&operation.id, &request).await else { return };
        // Only a success counts: with any other answer, the operation is not served yet.
        if operation.answers.iter().any(|answer| answer.status == response.status) {
            let (id, expected) = (&operation.id, expected(&operation.id));
            suite.accuse_answer(&rules::PENDING_WORKS, id, id, expected, (&request, &response));
        }
    }
}

/// Returns the expectation of a pending item that works.
pub(crate) fn expected(name: &str) -> String {
    format!("no success: `{name}` is in the list of pending items; remove its line")
}
