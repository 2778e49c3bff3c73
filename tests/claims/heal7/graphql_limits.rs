//! No GraphQL document stops the server, occupies a processor for long or needs much memory: not by nesting, by chains
//! and doublings of fragments, by masses of variables, directives and aliases, nor by introspection, over POST, GET or
//! a socket. Each of these inputs once did.

use std::time::{Duration, Instant};

use bookshop::open::Open;
use contract_axum::{GraphqlLimits, Settings};
use futures_util::SinkExt;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{
    heal7::Heal7,
    socket::{hear, say},
};
use tokio_tungstenite::tungstenite::Message;

/// The time in which a hostile document is answered, even by an unoptimised build on a busy machine.
const PROMPT: Duration = Duration::from_secs(15);

/// The introspection query of graphql-js and GraphiQL.
const INTROSPECTION: &str = "query IntrospectionQuery { __schema { description queryType { name } \
     mutationType { name } subscriptionType { name } types { ...FullType } directives { name description isRepeatable \
     locations args(includeDeprecated: true) { ...InputValue } } } } \
     fragment FullType on __Type { kind name description specifiedByURL fields(includeDeprecated: true) { name description \
     args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason } \
     inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } \
     enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } \
     possibleTypes { ...TypeRef } } \
     fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated \
     deprecationReason } \
     fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name \
     ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

/// The size of a message on a socket, minus the part around a document.
const MESSAGE: usize = 127 * 1024;

/// Nesting depths that crashed the parser of async-graphql, and many more.
const DEPTHS: [usize; 3] = [100, 1359, 100_000];

/// Values with this nesting depth, in every place of a document that allows a value.
fn nested_values(depth: usize) -> Vec<String> {
    let list = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let object = format!("{}1{}", "{a:".repeat(depth), "}".repeat(depth));
    let mut documents = Vec::new();
    for value in [&list, &object] {
        documents.extend([
            format!("{{x(a:{value})}}"),
            format!("{{sajuResult(id:{value}){{id}}}}"),
            format!("query($a:[String]={value}){{__typename}}"),
            format!("{{__typename @include(if:{value})}}"),
            format!("query @unknown(a:{value}){{__typename}}"),
            format!("{{__typename}} fragment F on Query{{x(a:{value})}}"),
        ]);
    }
    documents.push(format!("query($a:{}Int{}){{__typename}}", "[".repeat(depth), "]".repeat(depth)));
    documents.push(format!("{}{}", "{a".repeat(depth), "}".repeat(depth)));
    documents.push(format!("{{{}a{}}}", "...{".repeat(depth), "}".repeat(depth)));
    // Never closed: a parser that looks ahead still descends.
    documents.push(format!("{{x(a:{}", "[".repeat(depth)));
    documents
}

/// Fragments that each spread the next one this many times.
fn chain(length: usize, times: usize, spread: &str) -> String {
    let links = (0..length).map(|n| format!("fragment F{n} on Query{{{}}}", format!("...F{} ", n + 1).repeat(times)));
    let last = format!("fragment F{length} on Query{{__typename}}");
    format!("{{{spread}}}") + &links.chain([last]).collect::<String>()
}

/// A name, a refused document, and a part of the reason.
fn hostile() -> Vec<(&'static str, String, &'static str)> {
    let variables: String = (0..20_000).map(|n| format!("$v{n}:Int ")).collect();
    let aliases = |count: usize, field: &str| (0..count).map(|n| format!("a{n}:{field} ")).collect::<String>();
    let same_field = "__typename ".repeat(5000);
    let definitions: String = (0..200).map(|n| format!("query Q{n}{{__typename}} ")).collect();
    vec![
        ("a chain of unused fragments", chain(4731, 1, "__typename"), "bytes"),
        ("a shorter chain of unused fragments", chain(90, 1, "__typename"), "deeper than 64"),
        ("a chain of used fragments", chain(90, 1, "...F0"), "deeper than 64"),
        ("doubled fragments", chain(30, 2, "...F0"), "expands to more than 1000 fields"),
        ("doubled fragments that nobody uses", chain(30, 2, "__typename"), "expands to more than 1000 fields"),
        (
            "fragments that spread each other",
            "{...A} fragment A on Query{...B} fragment B on Query{...A}".into(),
            "spreads itself",
        ),
        ("unused variables", format!("query({variables}){{__typename}}"), "bytes"),
        (
            "fewer unused variables",
            format!("query({}){{__typename}}", (0..200).map(|n| format!("$v{n}:Int ")).collect::<String>()),
            "200 variables",
        ),
        ("aliases of __schema", format!("{{{}}}", aliases(100, "__schema{types{name}}")), "fields on a root type"),
        ("a few aliases of __schema", format!("{{{}}}", aliases(3, "__schema{types{name}}")), "uses of `__schema`"),
        ("directives", format!("{{__typename {}}}", "@include(if:true)".repeat(5900)), "bytes"),
        ("fewer directives", format!("{{__typename {}}}", "@include(if:true)".repeat(200)), "200 directives"),
        ("the same field again and again", format!("{{{same_field}}}"), "expands to more than 1000 fields"),
        ("many operations", definitions, "200 operations"),
        ("many aliases", format!("{{{}}}", aliases(60, "__typename")), "60 fields on a root type"),
        ("deep fields", format!("{{mySajuResults{{{}id{}}}}}", "a{".repeat(20), "}".repeat(20)), "levels deep"),
        (
            "introspection in many aliases",
            format!("{{__schema{{{}}}}}", aliases(150, "types{name fields{name type{name}}}")),
            "more than 20000 fields",
        ),
    ]
}

/// The path of a document over GET.
fn over_get(document: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("query", document).finish();
    format!("/graphql?{query}")
}

/// Whether the server still answers quickly.
async fn is_well(heal7: &Heal7) {
    let begun = Instant::now();
    heal7.data(heal7.get("/health"), 200).await;
    assert!(begun.elapsed() < PROMPT, "/health took {:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn nested_values_are_refused_over_post() {
    let heal7 = Heal7::new().await;
    for depth in DEPTHS {
        for document in nested_values(depth) {
            let begun = Instant::now();
            let request = heal7.post("/graphql", &json!({ "query": document }));
            let (response, answer) = heal7.answer(request).await;
            let start = document.chars().take(40).collect::<String>();
            assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{start} {depth}: {answer:#}");
            assert_eq!(answer["errors"][0]["extensions"]["problem"]["code"], "BAD_REQUEST", "{answer:#}");
            assert!(begun.elapsed() < PROMPT, "{start} {depth}");
        }
    }
    is_well(&heal7).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nested_values_are_refused_over_get_and_sockets() {
    let heal7 = Heal7::new().await;
    let mut socket = heal7.graphql_socket(None).await;
    for document in DEPTHS.into_iter().flat_map(nested_values) {
        if document.len() < 20_000 {
            let (response, answer) = heal7.answer(heal7.get(&over_get(&document))).await;
            assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{answer:#}");
        }
        if document.len() < MESSAGE {
            say(&mut socket, &json!({ "type": "subscribe", "id": "a", "payload": { "query": document } })).await;
            let answer = hear(&mut socket).await;
            assert_eq!((&answer["type"], &answer["id"]), (&json!("error"), &json!("a")), "{answer:#}");
        }
    }
    is_well(&heal7).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nested_json_is_refused() {
    let heal7 = Heal7::new().await;
    for depth in [200, 20_000, 200_000] {
        let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for body in [
            format!(r#"{{"query":"{{__typename}}","variables":{{"a":{nested}}}}}"#),
            format!(r#"{{"query":"{{__typename}}","extensions":{{"a":{nested}}}}}"#),
            nested.clone(),
        ] {
            let request = heal7.ask(reqwest::Method::POST, "/graphql").header("content-type", "application/json");
            assert_eq!(heal7.answer(request.body(body)).await.0.status(), StatusCode::BAD_REQUEST);
        }
        let mut socket = heal7.graphql_socket(None).await;
        let text = format!(
            r#"{{"type":"subscribe","id":"a","payload":{{"query":"{{__typename}}","variables":{{"a":{nested}}}}}}}"#
        );
        socket.send(Message::text(text)).await.unwrap();
        // A document that exceeds the message limit is not read at all.
        assert_eq!(tests::socket::end(socket).await.0, if depth * 2 < MESSAGE { 4400 } else { 1009 });
    }
    is_well(&heal7).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn oversized_documents_are_refused_with_the_exceeded_limit() {
    let heal7 = Heal7::with(|config| config.graphql.answer_fields = 20_000).await;
    let mut socket = heal7.graphql_socket(None).await;
    for (name, document, reason) in hostile() {
        let begun = Instant::now();
        let (response, answer) = heal7.answer(heal7.post("/graphql", &json!({ "query": document }))).await;
        let took = begun.elapsed();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{name}: {answer:#}");
        let message = answer["errors"][0]["message"].as_str().unwrap_or_default();
        assert!(message.contains(reason), "{name}: {message}");
        assert_eq!(answer["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{name}");
        assert!(took < PROMPT, "{name} took {took:?}");
        if document.len() > MESSAGE {
            continue;
        }
        say(&mut socket, &json!({ "type": "subscribe", "id": name, "payload": { "query": document } })).await;
        let answer = hear(&mut socket).await;
        assert_eq!((&answer["type"], &answer["id"]), (&json!("error"), &json!(name)), "{answer:#}");
        assert!(answer["payload"][0]["message"].as_str().unwrap_or_default().contains(reason), "{name}: {answer:#}");
    }
    is_well(&heal7).await;
}

/// The answer to a document with thousands of mistakes is still readable.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lists_a_bounded_number_of_errors() {
    let heal7 = Heal7::new().await;
    let unknown: String = (0..45).map(|n| format!("a{n}:unknown{n}{{b c d}} ")).collect();
    let document = format!("query({}){{{unknown}}}", (0..90).map(|n| format!("$v{n}:Int ")).collect::<String>());
    let (_, answer) = heal7.answer(heal7.post("/graphql", &json!({ "query": document }))).await;
    let errors = answer["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 51);
    assert!(errors[50]["message"].as_str().unwrap().ends_with("more errors are left out"), "{:#}", errors[50]);
    assert!(answer.to_string().len() < 100_000);
}

/// While documents are validated that take long, all other requests are answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_documents_do_not_delay_others() {
    let heal7 = Heal7::new().await;
    // The most validation work that the limits allow.
    let fields: String = (0..480).map(|n| format!("a{n}:__typename ")).collect();
    let uses: String = (0..90).map(|n| format!("query Q{n}{{...F}} ")).collect();
    let long = format!("{uses} fragment F on Query{{x{{{fields}}}}}");
    let heal7 = &heal7;
    let asking = (0..16).map(|n| {
        // A different text each time, so that no result is cached.
        let document = format!("{long} #{n}");
        let request = heal7.post("/graphql", &json!({ "query": document, "operationName": "Q0" }));
        async move { heal7.answer(request).await.0.status() }
    });
    let others = async {
        for _ in 0..20 {
            is_well(heal7).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let (statuses, ()) = futures_util::join!(futures_util::future::join_all(asking), others);
    assert!(
        statuses.iter().all(|status| [400, 503, 504].contains(&status.as_u16()) || status.is_success()),
        "{statuses:?}"
    );
}

/// The limits allow the documents that clients really send.
#[tokio::test]
async fn introspection_query_is_within_the_limits() {
    let heal7 = Heal7::new().await;
    let (response, answer) = heal7.answer(heal7.post("/graphql", &json!({ "query": INTROSPECTION }))).await;
    assert_eq!(response.status(), 200);
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    assert!(answer["data"]["__schema"]["types"].as_array().unwrap().len() > 50);
}

/// Every contract has these limits, and each limit is a setting.
#[tokio::test]
async fn a_contract_sets_its_own_limits() {
    let graphql = GraphqlLimits { root_fields: 2, answer_fields: 40, ..GraphqlLimits::default() };
    let open = Open::new(Settings { graphql, ..Settings::default() }).await;
    let client = reqwest::Client::new();
    let ask = |query: &'static str| {
        let request = client.post(open.http("/graphql")).json(&json!({ "query": query }));
        async move {
            let answer: Value = request.send().await.unwrap().json().await.unwrap();
            answer["errors"][0]["message"].as_str().map(str::to_owned)
        }
    };
    assert_eq!(ask("{ a: __typename b: __typename }").await, None);
    assert!(ask("{ a: __typename b: __typename c: __typename }").await.unwrap().contains("at most 2"));
    assert!(ask("{ __schema { types { name } } }").await.unwrap().contains("more than 40 fields"));
}

/// The greatest depth that a setting allows fits the stack of every thread, even without optimisation.
#[tokio::test(flavor = "multi_thread")]
async fn the_deepest_documents_that_a_setting_allows_are_answered() {
    let graphql = GraphqlLimits { nesting: 128, depth: 128, definitions: 300, ..GraphqlLimits::default() };
    let open = Open::new(Settings { graphql, ..Settings::default() }).await;
    let client = reqwest::Client::new();
    let inner = |depth: usize| format!("{}__typename{}", "...{".repeat(depth), "}".repeat(depth));
    let fragments: String = (0..60).map(|n| format!("fragment F{n} on Query{{...F{}}}", n + 1)).collect();
    let mut documents = nested_values(120);
    documents.push(format!("{{...F0}} {fragments} fragment F60 on Query{{{}}}", inner(50)));
    documents.push(format!("{{__typename}} {fragments} fragment F60 on Query{{{}}}", inner(50)));
    for document in documents {
        let answer = client.post(open.http("/graphql")).json(&json!({ "query": document })).send().await;
        let start = document.chars().take(40).collect::<String>();
        let answer = answer.unwrap_or_else(|error| panic!("{start}: {error:?}"));
        assert!(answer.status().as_u16() <= 400, "{start}: {}", answer.status());
    }
}
