//! `list`: items, and the paths to a type.

use contract_cli::SUCCESS;

use super::{bookshop, run};

#[test]
fn every_kind_of_item_is_listed() {
    let root = tempfile::tempdir().unwrap();
    let project = bookshop(root.path());
    let all = run(&project, &["list"]);
    assert_eq!(all.code, Ok(SUCCESS));
    for item in ["POST   /orders", "sse       /orders/{id}/events", "mutation", "EditionInput", "ORDER_NOT_FOUND"] {
        assert!(all.results.contains(item), "{item}\nis not among\n{}", all.results);
    }
    let operations = run(&project, &["list", "operations"]).results;
    assert!(operations.contains("placeOrder") && !operations.contains("ORDER_NOT_FOUND"), "{operations}");
}

#[test]
fn the_ways_to_a_type_go_through_others() {
    let root = tempfile::tempdir().unwrap();
    let project = bookshop(root.path());
    let ways = run(&project, &["list", "--type", "Edition"]).results;
    assert!(ways.contains("answer 200, through EnvelopeOfBook"), "{ways}");
    let error = run(&project, &["list", "--type", "Editon"]).code.unwrap_err();
    assert_eq!(error, "the contract has no type `Editon`: did you mean Edition, EditionInput, EditionNumber?");
    let error = run(&project, &["list", "--type", "Zzz"]).code.unwrap_err();
    assert_eq!(error, "the contract has no type `Zzz`: `cargo bookshop list types` lists them");
}
