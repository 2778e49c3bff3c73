//! Scenarios: the state with which a mock begins, and the mistakes in a scenario.

use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{Running, code, data};

const SCENARIO: &str = r#"
seed = "demo"
empty = ["Book"]

[[entities]]
type = "Book"
id = "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f"
properties = { title = "토지", price = 15000 }
absent = ["translator"]

[[entities]]
type = "Order"
id = "01936f5f-2b3c-7d4e-8f50-61728394a5b6"
removed = true

[[rules]]
item = "getSearchStatistics"
after = 1
code = "BUSY"
"#;

const BOOK: &str = "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";

#[tokio::test]
async fn a_scenario_is_played_and_a_reset_leads_back_to_it() {
    let mock = Running::new().await;
    mock.server.mock().play("mock.toml", SCENARIO).unwrap();
    let token = mock.server.mock().first_account().token;
    for _ in 0..2 {
        let count = json!({ "query": "{ books { totalCount } }" });
        let count: Value = mock.ask(Method::POST, "/graphql").json(&count).send().await.unwrap().json().await.unwrap();
        assert_eq!(count["data"]["books"]["totalCount"], 1, "{count}");
        let book = data(mock.get(BOOK).send().await.unwrap(), 200).await;
        assert_eq!((&book["title"], &book["price"]), (&json!("토지"), &json!(15000)));
        assert!(book.get("translator").is_none());
        let order = mock.get("/orders/01936f5f-2b3c-7d4e-8f50-61728394a5b6").bearer_auth(&token).send().await.unwrap();
        assert_eq!(code(order, 404).await, "ORDER_NOT_FOUND");
        assert_eq!(mock.get("/searches").send().await.unwrap().status(), 200);
        assert_eq!(mock.get("/searches").send().await.unwrap().status(), 503);

        let change = mock.ask(Method::PATCH, BOOK).bearer_auth(&token).json(&json!({ "title": "변경" }));
        assert_eq!(change.send().await.unwrap().status(), 200);
        mock.server.mock().reset();
    }
}

#[tokio::test]
async fn a_recorded_session_is_played_again() {
    let (one, other) = tokio::join!(Running::new(), Running::new());
    let order = one.order("k-1").await;
    let change = one.signed(Method::PATCH, BOOK).json(&json!({ "title": "토지 1부" }));
    let changed = data(change.send().await.unwrap(), 200).await;
    let path = format!("/orders/{}", order["id"].as_str().unwrap());
    let recorded = one.get("/__mock/scenario").send().await.unwrap().text().await.unwrap();
    other.server.mock().play("recorded.toml", &recorded).unwrap();
    assert_eq!(data(other.get(BOOK).send().await.unwrap(), 200).await, changed);
    let again = data(other.signed(Method::GET, &path).send().await.unwrap(), 200).await;
    assert_eq!(again["lines"], order["lines"]);
}

#[tokio::test]
async fn mistakes_have_their_places_and_nothing_changes() {
    let mock = Running::new().await;
    let before = data(mock.get("/shelves").send().await.unwrap(), 200).await;
    let text = "empty = [\"Ordr\"]\n\n[[entities]]\ntype = \"Book\"\nid = \"x\"\nproperties = { titel = \"a\", price = -1 }\n\n  [[rules]]\nitem = \"listShelvs\"\ncode = \"BUSY\"\n";
    let error = mock.server.mock().play("mock.toml", text).unwrap_err().to_string();
    assert_eq!(
        error,
        "the scenario mock.toml has 5 mistakes:\n\
         mock.toml:1:10: the contract has no type `Ordr`: did you mean Order?\n\
         mock.toml:3:1: `x` is no id of the type `BookId`\n\
         mock.toml:3:1: `Book` has no property `titel`: did you mean title?\n\
         mock.toml:3:1: the property `price` of `Book` cannot be -1: it does not fit the contract\n\
         mock.toml:8:3: rule: `item`: the contract has no operation, channel or field `listShelvs`: did you mean listShelves, listBooks?"
    );
    let unknown = mock.server.mock().play("mock.toml", "sead = \"a\"").unwrap_err().to_string();
    assert!(unknown.contains("mock.toml:1:1: unknown field `sead`"), "{unknown}");
    let person = mock.server.mock().play("mock.toml", "[[accounts]]\npassword = \"a\"").unwrap_err().to_string();
    assert!(person.contains("the contract has no persons who sign in"), "{person}");
    assert_eq!(data(mock.get("/shelves").send().await.unwrap(), 200).await, before);
}

#[tokio::test]
async fn a_recorded_session_keeps_what_is_shared() {
    let mock = Running::new().await;
    mock.server.mock().play("mock.toml", "shared = [\"Order\"]").unwrap();
    mock.server.mock().reset();
    let recorded = mock.get("/__mock/scenario").send().await.unwrap().text().await.unwrap();
    assert!(recorded.contains("shared = [\"Order\"]"), "{recorded}");
    mock.server.mock().play("recorded.toml", &recorded).unwrap();
    let error = mock.server.mock().play("mock.toml", "shared = [\"Orders\"]").unwrap_err().to_string();
    assert!(error.contains("mock.toml:1:11: the contract has no type `Orders`: did you mean Order"), "{error}");
}

#[tokio::test]
async fn a_seeded_entity_is_put_back_into_an_emptied_pool() {
    let mock = Running::new().await;
    let nodes = async || -> Vec<String> {
        let query = json!({ "query": "{ books(first: 100) { nodes { id } } }" });
        let answer = mock.ask(Method::POST, "/graphql").json(&query).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let nodes = answer["data"]["books"]["nodes"].as_array().unwrap();
        nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect()
    };
    let seeded = nodes().await;
    let put = |id: &str| format!("[[entities]]\ntype = \"Book\"\nid = \"{id}\"\n\n");
    let scenario = format!("empty = [\"Book\"]\n\n{}{}", put(&seeded[4]), put(&seeded[7]));
    mock.server.mock().play("mock.toml", &scenario).unwrap();
    let expected = [seeded[7].clone(), seeded[4].clone()];
    assert_eq!(nodes().await, expected, "the one that was put last comes first");
    let recorded = mock.server.mock().record().unwrap();
    mock.server.mock().play("recorded.toml", &recorded).unwrap();
    assert_eq!(nodes().await, expected);
}

#[tokio::test]
async fn created_entities_go_on_behind_those_of_a_scenario() {
    let mock = Running::new().await;
    let ids = async || {
        let token = mock.server.mock().first_account().token;
        let mut ids = Vec::new();
        for _ in 0..3 {
            let book = json!({
                "title": "구운몽", "isbn": "9788937460449", "binding": "paperback", "genre": "novel", "script": "한글",
                "authors": ["김만중"], "price": 12000, "publishedOn": "2026-01-15", "contact": "hong@example.com",
            });
            let add = mock.ask(Method::POST, "/books").bearer_auth(&token).json(&book);
            ids.push(data(add.send().await.unwrap(), 201).await["id"].clone());
        }
        ids
    };
    mock.server.mock().play("mock.toml", "").unwrap();
    let all = ids().await;
    mock.server.mock().play("mock.toml", "created = { Book = 2 }").unwrap();
    assert_eq!(ids().await[0], all[2]);
    mock.server.mock().reset();
    assert_eq!(ids().await[0], all[2], "a reset leads back to it");
    let unknown = mock.server.mock().play("mock.toml", "created = { Bok = 2 }").unwrap_err().to_string();
    assert!(unknown.contains("mock.toml:1:13: the contract has no type `Bok`: did you mean Book?"), "{unknown}");
}
