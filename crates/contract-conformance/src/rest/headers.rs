//! Headers that every operation reads: the accepted media types, the version of the API, the id of the request.

use contract_model::registry::{Implied, Operation};

use super::expect::Refusal;
use crate::{rules, suite::Suite, world::Draft};

pub(super) async fn run(suite: &Suite<'_>) {
    let operations = suite.operations().filter(|operation| !suite.options.is_read_only || operation.method == "GET");
    suite.each(operations, |operation| headers(suite, operation)).await;
}

async fn headers(suite: &Suite<'_>, operation: &Operation) {
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    if operation.answers.iter().any(|answer| answer.body.is_some()) {
        let request = draft.request().with_header("Accept", "image/gif");
        suite
            .refuse(Refusal {
                rule: &rules::ACCEPT,
                operation,
                request,
                person: &person.label,
                codes: suite.implied(operation, 406, &[Implied::Always]),
                cause: operation.id.clone(),
                because: "the client accepts image/gif only".into(),
                pointer: None,
            })
            .await;
    }
    if let Some(version) = &suite.contract.registry().info.version_header {
        let request = draft.request().with_header(&version.name, "conformance-unknown");
        suite
            .refuse(Refusal {
                rule: &rules::VERSION_HEADER,
                operation,
                request,
                person: &person.label,
                codes: suite.implied(operation, 400, &[Implied::Always]),
                cause: format!("{}: another version", operation.id),
                because: format!("the client asks for another `{}` than `{}`", version.name, version.value),
                pointer: None,
            })
            .await;
    }
    if operation.method == "GET" {
        let id = format!("conformance-{}", suite.unique_tag());
        // The judge compares the id of the answer.
        suite.ask(operation, draft.request().with_header("X-Request-Id", id), &person.label).await;
    }
}
