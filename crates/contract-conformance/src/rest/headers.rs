//! Headers that apply to every operation: the accepted media types, the version of the API, the id of the request.

use contract_model::registry::{Implied, Operation};

use super::expect::Refusal;
use crate::{rules, suite::Suite, world::Draft};

pub(super) async fn run(suite: &Suite<'_>) {
    suite.each(suite.harmless_operations(), |operation| headers(suite, operation)).await;
}

async fn headers(suite: &Suite<'_>, operation: &Operation) {
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    if operation.answers.iter().any(|answer| answer.body.is_some()) {
        let request = draft.request().with_header("Accept", "image/gif");
        let codes = suite.implied(operation, 406, &[Implied::Always]);
        let because = "the client accepts image/gif only";
        let refusal = Refusal::new(&rules::ACCEPT, operation, request, &person.label, codes, because);
        suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await;
    }
    if let Some(version) = &suite.contract.registry().info.version_header {
        let request = draft.request().with_header(&version.name, "conformance-unknown");
        let codes = suite.implied(operation, 400, &[Implied::Always]);
        let because = format!("the client asks for another `{}` than `{}`", version.name, version.value);
        let refusal = Refusal::new(&rules::VERSION_HEADER, operation, request, &person.label, codes, because);
        suite.refuse(Refusal { cause: format!("{}: another version", operation.id), ..refusal }).await;
    }
    if operation.method == "GET" {
        let id = format!("conformance-{}", suite.unique_tag());
        // The judge compares the id in the answer.
        suite.ask(operation, draft.request().with_header("X-Request-Id", id), &person.label).await;
    }
}
