//! The GraphQL documents of a contract are validated against its schema during generation: every mistake is found, with
//! file, line and column, and nothing is written.

use contract_emit::{Document, Sources};
use tests::output::bookshop;

#[test]
fn mistake_is_reported_with_its_place() {
    for (text, place, message) in [
        ("query A {\n  book(id: \"x\") { nonsense }\n}", "2:19", "does not have a field `nonsense`"),
        ("query A($id: String!) {\n  book(id: $id) { id }\n}", "2:8", "variable `$id` of type `String!`"),
        ("query A {\n  book { id }\n}", "2:3", "required argument"),
        ("query A {\n  book(id: \"x\") { id }\n", "", "expected"),
        ("{ books { totalCount } }", "1:1", "an operation needs a name"),
        ("query A { ...Nowhere }", "1:11", "Nowhere"),
        ("fragment Unused on Book { id }", "1:1", "Unused"),
        ("type Book { id: ID }", "1:1", "must not contain"),
    ] {
        let found = mistakes(&[document("a.graphql", text)]);
        assert!(found.contains(&format!("error[graphql-document] a.graphql:{place}")), "{text}\n{found}");
        assert!(found.contains(message), "{text}\n{found}");
    }
}

#[test]
fn two_operations_of_one_name_collide_across_files() {
    let text = "query A { books { totalCount } }";
    let found = mistakes(&[document("a.graphql", text), document("b.graphql", text)]);
    assert!(found.contains("b.graphql:1:7"), "{found}");
    assert!(found.contains("`A` is defined multiple times"), "{found}");
}

#[test]
fn every_mistake_of_every_file_is_reported() {
    let found = mistakes(&[
        document("a.graphql", "query A { books { wrong } }"),
        document("b.graphql", "query B { books { wrongToo } }"),
    ]);
    assert!(found.contains("a.graphql:1:19") && found.contains("b.graphql:1:19"), "{found}");
}

#[test]
fn a_fragment_of_another_file_is_found() {
    let output = bookshop();
    let documents = output.emission.file("typescript/src/graphql/documents.ts").unwrap();
    assert!(documents.contents.contains("definitions: [{\"kind\":\"OperationDefinition\",\"operation\":\"query\",\"name\":{\"kind\":\"Name\",\"value\":\"Book\"}"));
    assert!(documents.contents.contains("BookCardDefinition] }"));
}

fn document(path: &str, text: &str) -> Document {
    Document { path: path.into(), text: text.into() }
}

fn mistakes(documents: &[Document]) -> String {
    let sources = Sources { documents: documents.to_vec(), ..Sources::default() };
    contract_emit::emit(&bookshop().registry, &sources).expect_err("they have mistakes").to_string()
}
