//! The reference server's recommendations suit their person: they strengthen the elements that the newest chart lacks,
//! and have the requested kind, number and language.

use serde_json::{Value, json};
use tests::heal7::{Heal7, Person};

/// The recommendations, best first.
async fn recommended(heal7: &Heal7, person: &Person, wanted: &str) -> Vec<Value> {
    let query =
        format!("query ($id: ID!) {{ recommendedContent(userId: $id, {wanted}) {{ type reason element score }} }}");
    let mut answer = heal7.graphql(Some(person), &query, json!({ "id": person.id })).await;
    assert!(answer.get("errors").is_none(), "{answer:#}");
    let Value::Array(found) = answer["data"]["recommendedContent"].take() else { panic!("{answer:#}") };
    let scores: Vec<_> = found.iter().map(|piece| piece["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "the best does not come first: {scores:?}");
    found
}

#[tokio::test]
async fn recommendations_are_filtered_by_type_and_limit() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let all = recommended(&heal7, &anna, "limit: 50").await;
    assert_eq!(recommended(&heal7, &anna, "limit: 2").await, all[..2]);
    assert_eq!(recommended(&heal7, &anna, "type: null").await, all[..5], "five, where nothing is said");
    let videos: Vec<_> = all.iter().filter(|piece| piece["type"] == "video").cloned().collect();
    assert!(!videos.is_empty() && videos.len() < all.len());
    assert_eq!(recommended(&heal7, &anna, "type: video, limit: 50").await, videos);
    for limit in ["0", "51"] {
        let query = format!("query ($id: ID!) {{ recommendedContent(userId: $id, limit: {limit}) {{ id }} }}");
        let refused = heal7.graphql(Some(&anna), &query, json!({ "id": anna.id })).await;
        let problem = &refused["errors"][0]["extensions"]["problem"];
        assert_eq!(problem["code"], "VALIDATION_FAILED", "{refused:#}");
    }
}

#[tokio::test]
async fn recommendations_follow_the_newest_chart_and_the_language() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let is_liked = |piece: &Value, because: &str| piece["reason"] == because;
    let of_a_newcomer = recommended(&heal7, &anna, "limit: 50").await;
    assert!(
        of_a_newcomer.iter().all(|piece| is_liked(piece, "많은 분들이 좋아하는 콘텐츠입니다.")),
        "{of_a_newcomer:#?}"
    );

    let mut preferences = heal7.data(heal7.get("/users/preferences").bearer_auth(&anna.token), 200).await;
    preferences["language"] = json!("en");
    let change = heal7.ask(reqwest::Method::PUT, "/users/preferences").json(&preferences);
    heal7.data(change.bearer_auth(&anna.token), 200).await;
    for date in ["1976-05-21", "1988-10-12"] {
        let birth = json!({ "birthDate": date, "isLunar": false, "gender": "male", "name": "홍길동" });
        let result = heal7.data(heal7.post("/saju/calculate", &birth).bearer_auth(&anna.token), 201).await;
        let lacks = |piece: &Value| {
            ["missingElements", "weakElements"]
                .iter()
                .any(|kind| result["wuxing"][kind].as_array().unwrap().contains(&piece["element"]))
        };
        let found = recommended(&heal7, &anna, "limit: 50").await;
        assert!(lacks(&found[0]), "{date}: {:#}\n{:#}", found[0], result["wuxing"]);
        for piece in &found {
            let reason = piece["reason"].as_str().unwrap();
            let because = if lacks(piece) {
                format!("It strengthens {}, of which your chart has little.", piece["element"].as_str().unwrap())
            } else {
                "Most people like it.".to_owned()
            };
            assert_eq!(reason, because, "{date}: {piece:#}");
        }
    }
}
