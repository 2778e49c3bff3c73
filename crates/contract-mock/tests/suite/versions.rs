//! Another version of the contract while the mock runs.

use axum::Router;

use crate::running::{Running, data, registry};

#[tokio::test]
async fn a_new_version_keeps_the_data() {
    let mock = Running::new().await;
    let order = mock.order("k-1").await;
    let mut next = registry();
    for operation in &mut next.operations {
        if operation.id == "getOrder" {
            operation.path = "/purchases/{id}".into();
        }
    }
    mock.server.replace(next, Router::new()).unwrap();
    let path = format!("/purchases/{}", order["id"].as_str().unwrap());
    assert_eq!(data(mock.signed(reqwest::Method::GET, &path).send().await.unwrap(), 200).await, order);
}

#[tokio::test]
async fn a_version_that_cannot_be_served_changes_nothing() {
    let mock = Running::new().await;
    let mut broken = registry();
    broken.problems.clear();
    let error = mock.server.replace(broken, Router::new()).unwrap_err().to_string();
    assert!(error.contains("the contract has no problem for `Fault::NotFound`"), "{error}");
    assert_eq!(mock.get("/books").send().await.unwrap().status(), 200);
}
