//! Items that the target does not serve yet: one that begins to work must leave the list.

use crate::{
    contract::Contract,
    findings::Violation,
    near::near,
    rest::expect::shown,
    rules,
    suite::Suite,
    world::{Draft, Person},
};

/// Reads a list of items: one a line, with comments after `#`.
///
/// # Errors
/// The number of the first line that names something the contract does not have, from 1, and the reason.
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
        // Only its success counts: whatever else it answers, it is not served yet.
        if operation.answers.iter().any(|answer| answer.status == response.status) {
            suite.report(Violation {
                rule: &rules::PENDING_WORKS,
                item: &operation.id,
                cause: operation.id.clone(),
                expected: format!("no success: `{}` is in the list of pending items; remove its line", operation.id),
                found: shown(&response),
                reproduce: Some(suite.curl(&request)),
            });
        }
    }
}
