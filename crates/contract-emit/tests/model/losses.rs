//! `losses.md` groups losses by target and reason, and only counts the harmless ones.

use contract_emit::{Loss, Reason, Sources, emit, losses};
use contract_model::registry::Registry;

const ENFORCED: Reason = Reason { feature: "Constraints", substitute: "The server validates them.", is_harmless: true };
const VERSIONS: Reason = Reason { feature: "Versions", substitute: "Other formats say them.", is_harmless: false };

fn loss(target: &'static str, reason: Reason, subject: &str, detail: Option<&str>) -> Loss {
    Loss { target, reason, subject: subject.into(), detail: detail.map(str::to_owned) }
}

#[test]
fn losses_of_one_reason_are_listed_together() {
    let list = losses::emit(&[
        loss("GraphQL", VERSIONS, "Note.text", Some("since 1.1")),
        loss("JSON Schema", VERSIONS, "Note", None),
        loss("GraphQL", ENFORCED, "Note.size", None),
        loss("GraphQL", VERSIONS, "Note.colour", None),
        loss("GraphQL", ENFORCED, "Note.text", None),
    ]);
    let (_, body) = list.contents.split_once("substitutes.\n").unwrap();
    assert_eq!(
        body,
        "\n## GraphQL\n\n**Constraints** of 2 items. The server validates them.\n\n### Versions\n\nOther formats say \
         them.\n\n- `Note.colour`\n- `Note.text`: since 1.1\n\n## JSON Schema\n\n### Versions\n\nOther formats say \
         them.\n\n- `Note`\n"
    );
}

#[test]
fn empty_list_of_losses_has_a_sentence() {
    assert!(losses::emit(&[]).contents.ends_with("\nEvery format expresses the whole contract.\n"));
}

/// Both views of a type have the same losses, which are reported once.
#[test]
fn losses_of_graphql_are_found_once() {
    let registry = include_str!("../../../contract-model/tests/registries/bookshop.json");
    let mut registry = Registry::from_json(registry).unwrap();
    let found = |registry: &Registry| -> Vec<_> {
        let losses = emit(registry, &Sources::default()).unwrap().losses;
        losses
            .into_iter()
            .filter(|loss| loss.target == "GraphQL" && !loss.reason.is_harmless)
            .map(|loss| (loss.reason.feature, loss.subject))
            .collect()
    };
    let before = found(&registry);
    assert!(before.contains(&("Open enumerations", "Genre".into())), "{before:?}");
    assert_eq!(before.iter().filter(|(_, subject)| subject.starts_with("Address")).count(), 0);
    for view in ["Address", "AddressInput"] {
        registry.types.get_mut(view).unwrap().schema.lifecycle.since = Some("1.1".into());
    }
    let after = found(&registry);
    let added: Vec<_> = after.into_iter().filter(|loss| !before.contains(loss)).collect();
    assert_eq!(added, [("Versions", "Address".into())]);
}
