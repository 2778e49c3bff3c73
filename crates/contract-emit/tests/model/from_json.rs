//! A contract is emitted from `registry.json` alone, without the Rust types it was declared with.

use std::collections::BTreeSet;

use contract_emit::{Document, Emission, Sources};
use contract_model::registry::{Implied, Registry};

use super::{BOOKSHOP, documents};

fn emission(registry: &Registry) -> Emission {
    let sources = Sources { documents: documents(), ..Sources::default() };
    contract_emit::emit(registry, &sources).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn every_target_is_emitted() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    let emission = emission(&registry);
    for path in [
        "asyncapi/asyncapi.json",
        "graphql/schema.graphql",
        "losses.md",
        "manifest.json",
        "openapi/openapi.json",
        "typescript/src/graphql/documents.ts",
        "typescript/src/msw/contract.ts",
        "typescript/src/realtime.ts",
    ] {
        assert!(emission.file(path).is_some(), "{path} is missing");
    }
    for name in registry.types.keys() {
        assert!(emission.file(&format!("json-schema/{name}.json")).is_some(), "{name} has no JSON Schema");
    }
}

#[test]
fn the_emitted_registry_is_the_one_that_was_read() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    let emission = emission(&registry);
    let again = &emission.file("registry.json").unwrap().contents;
    assert_eq!(Registry::from_json(again).unwrap(), registry);
}

#[test]
fn every_named_and_every_generic_type_is_declared_once() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    let emission = emission(&registry);
    let types = &emission.file("typescript/src/types.ts").unwrap().contents;
    let declared: Vec<_> = types
        .lines()
        .filter_map(|line| line.strip_prefix("export type "))
        .filter_map(|line| line.split([' ', '<']).next())
        .filter(|name| *name != "Brand")
        .collect();
    let expected: BTreeSet<_> = registry.types.keys().chain(registry.generics.keys()).map(String::as_str).collect();
    assert_eq!(declared.len(), expected.len());
    assert_eq!(declared.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn instances_and_second_views_are_names_of_other_types() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    let emission = emission(&registry);
    let types = &emission.file("typescript/src/types.ts").unwrap().contents;
    for line in [
        "export type Envelope<T> = {",
        "  data: T;",
        "  items: Array<T>;",
        "export type EnvelopeOfPageOfBook = Envelope<Page<Book>>;",
        "export type EnvelopeOfListOfShelf = Envelope<Array<Shelf>>;",
        "export type AddressInput = Address;",
        "export type Line = LineInput;",
        "  lines: Array<LineInput>;",
    ] {
        assert!(types.lines().any(|found| found == line), "`{line}` is missing");
    }
}

#[test]
fn fields_of_two_roots_may_share_a_name() {
    let mut registry = Registry::from_json(BOOKSHOP).unwrap();
    let fields = &mut registry.graphql.as_mut().unwrap().fields;
    fields.iter_mut().find(|field| field.name == "orderEvents").unwrap().name = "book".into();
    let text = "subscription Watch($order: ID!) { book(id: $order) { __typename } }".to_owned();
    let sources = Sources { documents: vec![Document { path: "watch.graphql".into(), text }], ..Sources::default() };
    let emission = contract_emit::emit(&registry, &sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let schema = &emission.file("typescript/src/graphql/schema.ts").unwrap().contents;
    assert!(schema.contains("export type QueryBookArgs = {\n  id: T.BookId;"), "{schema}");
    assert!(schema.contains("export type SubscriptionBookArgs = {\n  id: T.OrderId;"), "{schema}");
    let documents = &emission.file("typescript/src/graphql/documents.ts").unwrap().contents;
    assert!(documents.contains("export type WatchSubscriptionVariables = {\n  order: T.OrderId;"), "{documents}");
}

#[test]
fn operation_without_problems_has_no_failure_types() {
    let mut registry = Registry::from_json(BOOKSHOP).unwrap();
    for problem in &mut registry.problems {
        problem.implied = problem.implied.filter(|condition| *condition != Implied::Always);
    }
    let emission = emission(&registry);
    let operations = &emission.file("typescript/src/operations.ts").unwrap().contents;
    let (_, outcome) = operations.split_once("export type ListBooksOutcome =\n").unwrap();
    assert!(outcome.starts_with("  | Success<200, T.EnvelopeOfPageOfBook>\n  | NoAnswer;\n"), "{outcome:.200}");
    assert!(!operations.contains("Failures<>"));
}

#[test]
fn outcome_of_an_operation_has_the_problems_that_it_can_have() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    let emission = emission(&registry);
    let operations = &emission.file("typescript/src/operations.ts").unwrap().contents;
    let outcome = |name: &str| {
        let (_, rest) = operations.split_once(&format!("export type {name}Outcome =\n")).unwrap();
        rest.split_once(';').unwrap().0.to_owned()
    };
    // Its only response has no body, so no media type can be unacceptable.
    assert!(outcome("CancelOrder").contains("Exclude<AlwaysCode, \"NOT_ACCEPTABLE\">"), "{}", outcome("CancelOrder"));
    // Raw bytes have no schema that they could break.
    assert!(outcome("SetCover").contains("Exclude<BodyCode, \"VALIDATION_FAILED\">"), "{}", outcome("SetCover"));
    assert!(outcome("PlaceOrder").contains("AlwaysCode | BearerCode | BodyCode"), "{}", outcome("PlaceOrder"));
}

#[test]
fn package_documents_only_its_own_parts() {
    let mut registry = Registry::from_json(BOOKSHOP).unwrap();
    let texts = |registry: &Registry| {
        let emission =
            contract_emit::emit(registry, &Sources::default()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        ["README.md", "package.json"].map(|path| {
            let contents = &emission.file(&format!("typescript/{path}")).unwrap().contents;
            contents.to_lowercase()
        })
    };
    let of_channels = ["/realtime", "websocket", "partysocket", "eventsource"];
    let of_graphql = ["/graphql", "graphql documents", "apollo", "typed-document-node", "rxjs"];
    let is_said = |texts: &[String; 2], word: &str| texts.iter().any(|text| text.contains(word));
    let whole = texts(&registry);
    assert!(of_channels.iter().chain(&of_graphql).all(|word| is_said(&whole, word)), "{whole:?}");

    registry.channels.clear();
    registry.graphql = None;
    for operation in &mut registry.operations {
        operation.policy.causes.clear();
    }
    let rest = texts(&registry);
    for word in of_channels.iter().chain(&of_graphql) {
        assert!(!is_said(&rest, word), "{word}: {rest:?}");
    }
    assert!(!rest[0].contains("changelog"), "there is none");
}
