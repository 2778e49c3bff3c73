//! Queries to a registry.

use contract_model::registry::Registry;
use serde_json::{Value, json};

use super::{BOOKSHOP, changed};

fn found<'a>(registry: &'a Registry, method: &str, path: &str) -> Option<&'a str> {
    registry.operation_at(method, path).map(|operation| operation.id.as_str())
}

#[test]
fn operation_is_found_by_its_method_and_path() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    assert_eq!(found(&registry, "GET", "/books"), Some("listBooks"));
    assert_eq!(found(&registry, "GET", "/books/7"), Some("getBook"));
    assert_eq!(found(&registry, "PATCH", "/books/7"), Some("changeBook"));
    for (method, path) in [("GET", "/books/"), ("GET", "/books/7/8"), ("GET", "/book"), ("PUT", "/books"), ("GET", "")]
    {
        assert_eq!(found(&registry, method, path), None, "{method} {path}");
    }
}

#[test]
fn name_in_a_path_goes_before_a_parameter() {
    let registry = changed(|registry| {
        let operations = registry["operations"].as_array_mut().unwrap();
        let list = operations.iter_mut().find(|operation: &&mut Value| operation["id"] == "listShelves").unwrap();
        list["path"] = json!("/books/shelves");
    });
    let registry = registry.unwrap();
    // `/books/{id}` comes before it in the contract.
    assert_eq!(found(&registry, "GET", "/books/shelves"), Some("listShelves"));
    assert_eq!(found(&registry, "GET", "/books/7"), Some("getBook"));
}
