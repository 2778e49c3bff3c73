//! The operations of `contract-axum` give the contract's answers, and refuse everything else with one of its problems;
//! over real connections to the bookshop.

use std::time::Duration;

use bookshop::{
    BookshopContract,
    open::Open,
    shop::{ENDLESS, IMPATIENT, PANICS},
};
use contract_axum::Settings;
use contract_kit::{build::Contract, validate::Validator};
use reqwest::{Client, Method, RequestBuilder, Response, header};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const TOKEN: &str = "of:ada";
const NO_BOOK: &str = "/books/01936f5f-2b3c-7d4e-8f50-61728394a5b6";

/// An open bookshop, and a customer.
struct Visit {
    open: Open,
    client: Client,
    validator: Validator,
}

impl Visit {
    async fn new() -> Self {
        let settings = Settings {
            json_limit: 4096,
            body_timeout: Duration::from_millis(200),
            handler_timeout: Duration::from_millis(200),
            ..Settings::default()
        };
        let validator = Validator::new(&BookshopContract::registry().unwrap());
        Self { open: Open::new(settings).await, client: Client::new(), validator }
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.open.http(path))
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, path)
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.ask(Method::POST, path).bearer_auth(TOKEN)
    }

    async fn add(&self, title: &str) -> String {
        let response = self.post("/books").json(&book(title)).send().await.unwrap();
        assert_eq!(response.status(), 201);
        response.headers()[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// The problem with which a request is refused; the contract declares it.
    async fn problem(&self, request: RequestBuilder, status: u16, code: &str) -> Value {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status, "{code}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        assert!(response.headers().contains_key("x-request-id"));
        self.printed(response.json().await.unwrap(), code)
    }

    fn printed(&self, problem: Value, code: &str) -> Value {
        let violations = self.validator.named("Problem", &problem);
        assert!(violations.is_empty(), "{problem:#}\n{violations:#?}");
        assert_eq!(problem["code"], code, "{problem:#}");
        problem
    }

    /// The response to these bytes, which may be bytes that no client would send.
    async fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.open.address).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut answer = Vec::new();
        tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await.unwrap().unwrap();
        String::from_utf8(answer).unwrap()
    }
}

fn book(title: &str) -> Value {
    json!({
        "title": title, "genre": "novel", "script": "한글", "authors": ["박경리"], "price": 15_000,
        "publishedOn": "1994-08-15", "contact": "desk@bookshop.example"
    })
}

async fn body(response: Response) -> Value {
    response.json().await.unwrap()
}

#[tokio::test]
async fn created_resource_can_be_read_and_changed() {
    let shop = Visit::new().await;
    let place = shop.add("토지").await;
    let found = shop.get(&place).send().await.unwrap();
    assert_eq!(found.status(), 200);
    assert_eq!(found.headers()[header::CONTENT_TYPE], "application/json");
    let found = body(found).await;
    assert_eq!(found["data"]["title"], "토지");
    assert_eq!(found["data"]["binding"], "paperback", "the default of the contract");
    assert!(shop.validator.named("Book", &found["data"]).is_empty());

    let none = shop.ask(Method::PATCH, &place).bearer_auth(TOKEN).json(&json!({})).send().await.unwrap();
    assert_eq!((none.status().as_u16(), none.headers().get(header::CONTENT_TYPE)), (204, None));
    let patch = json!({ "title": "토지 1", "size": { "width": 150, "height": 220.0 } });
    let changed = shop.ask(Method::PATCH, &place).bearer_auth(TOKEN).json(&patch).send().await.unwrap();
    assert_eq!(body(changed).await["data"]["size"], json!({ "width": 150, "height": 220 }), "220.0 is an integer");
    let cleared = shop.ask(Method::PATCH, &place).bearer_auth(TOKEN).json(&json!({ "size": null }));
    assert_eq!(body(cleared.send().await.unwrap()).await["data"].get("size"), None);
}

#[tokio::test]
async fn parameters_are_parsed_and_validated() {
    let shop = Visit::new().await;
    for title in ["토지 1", "토지 2", "태백산맥"] {
        shop.add(title).await;
    }
    let titles = async |query: &str| -> Vec<String> {
        let found = body(shop.get(&format!("/books{query}")).send().await.unwrap()).await;
        let items = found["data"]["items"].as_array().unwrap().clone();
        items.iter().map(|book| book["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles("").await, ["태백산맥", "토지 2", "토지 1"]);
    assert_eq!(titles("?limit=1&page=2").await, ["토지 2"]);
    assert_eq!(titles("?word=%ED%86%A0%EC%A7%80&word=1").await, ["토지 1"]);
    assert_eq!(titles("?page=2147483647").await, [""; 0]);
    assert_eq!(titles("?genre=cooking").await, [""; 0], "an open enum takes what it does not know");

    for (query, places) in [
        ("?limit=101", &["query/limit"][..]),
        ("?limit=ten&page=0", &["query/limit", "query/page"]),
        ("?limit=%2B1", &["query/limit"]),
        ("?limit=1e1", &["query/limit"]),
        ("?limit=", &["query/limit"]),
        ("?page=1&page=2", &["query/page"]),
        ("?pgae=1", &["query/pgae"]),
        ("?word=1&word=2&word=3&word=4&word=5&word=6", &["query/word"]),
        ("?page=99999999999999999999", &["query/page"]),
    ] {
        let problem = shop.problem(shop.get(&format!("/books{query}")), 400, "BAD_REQUEST").await;
        let found: Vec<_> = problem["errors"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(found, places, "{query}");
    }
    shop.problem(shop.get("/books?word=%FF"), 400, "BAD_REQUEST").await;
    let problem = shop.problem(shop.get("/books/7"), 400, "BAD_REQUEST").await;
    assert_eq!(problem["errors"], json!({ "path/id": ["pattern"] }));
    shop.problem(shop.get("/books/%FF"), 400, "BAD_REQUEST").await;
}

#[tokio::test]
async fn protected_operations_require_a_token() {
    let shop = Visit::new().await;
    let post = || shop.ask(Method::POST, "/books").json(&book("토지"));
    for (request, challenge) in [
        (post(), "Bearer"),
        (post().header(header::AUTHORIZATION, "Basic YWRhOmFkYQ=="), "Bearer"),
        (post().header(header::AUTHORIZATION, "Bearer"), "Bearer"),
        (post().bearer_auth("forged"), r#"Bearer error="invalid_token", error_description="the token is not valid""#),
        (
            post().bearer_auth("once-of:ada"),
            r#"Bearer error="invalid_token", error_description="the token has expired""#,
        ),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401);
        assert_eq!(response.headers()[header::WWW_AUTHENTICATE], challenge);
        shop.printed(body(response).await, "UNAUTHENTICATED");
    }
    // Authentication precedes the body, and on a public operation an invalid token does no harm.
    shop.problem(shop.ask(Method::POST, "/books").body("{"), 401, "UNAUTHENTICATED").await;
    assert_eq!(shop.get("/books").bearer_auth("forged").send().await.unwrap().status(), 200);
    assert_eq!(post().header(header::AUTHORIZATION, "bearer of:ada").send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn bodies_are_validated() {
    let shop = Visit::new().await;
    let mut wrong = book("");
    wrong["price"] = json!(-1);
    wrong["colour"] = json!("red");
    wrong.as_object_mut().unwrap().remove("authors");
    let problem = shop.problem(shop.post("/books").json(&wrong), 422, "VALIDATION_FAILED").await;
    let found: Vec<_> = problem["errors"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(found, ["/authors", "/colour", "/price", "/title"], "all at once: {problem:#}");

    let json = |text: &'static str| shop.post("/books").header(header::CONTENT_TYPE, "application/json").body(text);
    for text in ["", "{", "{\"title\": }", "\u{feff}{}", "{} {}"] {
        shop.problem(json(text), 400, "BAD_REQUEST").await;
    }
    let not_utf_8 = shop.post("/books").header(header::CONTENT_TYPE, "application/json").body(vec![b'"', 0xff, b'"']);
    shop.problem(not_utf_8, 400, "BAD_REQUEST").await;
    let deep = "[".repeat(2000) + &"]".repeat(2000);
    shop.problem(shop.post("/books").header(header::CONTENT_TYPE, "application/json").body(deep), 400, "BAD_REQUEST")
        .await;
    for text in ["null", "[]", "7", "\"\""] {
        shop.problem(json(text), 422, "VALIDATION_FAILED").await;
    }

    for media_type in ["text/plain", "application/json; charset=euc-kr", "application/xml", "nonsense", "image/png"] {
        let request = shop.post("/books").header(header::CONTENT_TYPE, media_type).body("{}");
        shop.problem(request, 415, "UNSUPPORTED_MEDIA_TYPE").await;
    }
    shop.problem(shop.post("/books").body("{}"), 415, "UNSUPPORTED_MEDIA_TYPE").await;
    let spelt = shop.post("/books").header(header::CONTENT_TYPE, "Application/JSON;charset=\"UTF-8\"");
    assert_eq!(spelt.body(book("토지").to_string()).send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn oversized_and_slow_bodies_are_refused() {
    let shop = Visit::new().await;
    let place = shop.add("토지").await;
    let long = json!({ "title": "x".repeat(5000) });
    shop.problem(shop.post("/books").json(&long), 413, "PAYLOAD_TOO_LARGE").await;
    // A body without a declared length still has a size limit, and a body that is shorter than declared a time limit.
    let head =
        "POST /books HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer of:ada\r\nContent-Type: application/json\r\n";
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let chunked = format!("{head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{chunk}{chunk}0\r\n\r\n");
    assert!(shop.raw(chunked.as_bytes()).await.starts_with("HTTP/1.1 413 "));
    let slow = format!("{head}Content-Length: 100\r\nConnection: close\r\n\r\n{{");
    let answer = shop.raw(slow.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("did not come within"), "{answer}");

    let cover = |bytes: Vec<u8>| {
        let request = shop.ask(Method::PUT, &format!("{place}/cover")).bearer_auth(TOKEN);
        request.header(header::CONTENT_TYPE, "image/png").body(bytes)
    };
    assert_eq!(cover(vec![0; 2_000_000]).send().await.unwrap().status(), 204);
    shop.problem(cover(vec![0; 2_000_001]), 413, "PAYLOAD_TOO_LARGE").await;
    // A client that reads the answer only after sending everything still gets it.
    for _ in 0..5 {
        shop.problem(cover(vec![0; 9_000_000]), 413, "PAYLOAD_TOO_LARGE").await;
    }
    let gif = shop.ask(Method::PUT, &format!("{place}/cover")).bearer_auth(TOKEN);
    let gif = gif.header(header::CONTENT_TYPE, "image/gif").body("GIF89a");
    shop.problem(gif, 415, "UNSUPPORTED_MEDIA_TYPE").await;
}

#[tokio::test]
async fn multipart_forms_are_validated() {
    use reqwest::multipart::{Form, Part};
    let shop = Visit::new().await;
    let place = shop.add("토지").await;
    let send = |form: Form| shop.post(&format!("{place}/samples")).multipart(form);
    let pages = |media_type: &str| Part::bytes(b"%PDF-1.7".to_vec()).file_name("a.pdf").mime_str(media_type).unwrap();
    let taken = send(Form::new().part("pages", pages("application/pdf")).text("caption", "1장")).send().await.unwrap();
    assert_eq!(taken.status(), 202);
    assert_eq!(body(taken).await["data"]["title"], "토지 (8 bytes, 1장)");

    let pages_of = |size: usize| Part::bytes(vec![b'x'; size]).file_name("a.pdf").mime_str("application/pdf").unwrap();
    let largest = send(Form::new().part("pages", pages_of(5_000_000))).send().await.unwrap();
    assert_eq!(largest.status(), 202, "a file may be as large as the contract says");
    shop.problem(send(Form::new().part("pages", pages_of(5_000_001))), 413, "PAYLOAD_TOO_LARGE").await;

    // A list and an object are a JSON part each, regardless of its media type.
    let size = Part::text(r#"{ "width": 150, "height": 220 }"#).mime_str("application/json").unwrap();
    let described = Form::new().part("pages", pages("application/pdf")).text("keywords", r#"["땅", "land"]"#);
    let taken = body(send(described.part("size", size)).send().await.unwrap()).await;
    assert_eq!(taken["data"]["title"], "토지 (8 bytes, ) #땅 #land");
    assert_eq!(taken["data"]["size"], json!({ "width": 150, "height": 220 }));
    let wrong = Form::new().part("pages", pages("application/pdf")).text("keywords", "land");
    let wrong = wrong.text("size", r#"{ "width": 0, "height": 220 }"#);
    let problem = shop.problem(send(wrong), 422, "VALIDATION_FAILED").await;
    assert_eq!(problem["errors"], json!({ "/keywords": ["json"], "/size/width": ["minimum"] }));

    let problem = shop.problem(send(Form::new().text("caption", "x".repeat(121))), 422, "VALIDATION_FAILED").await;
    assert_eq!(problem["errors"], json!({ "/caption": ["maxLength"], "/pages": ["required"] }));
    let unknown = Form::new().part("pages", pages("application/pdf")).text("colour", "red");
    let problem = shop.problem(send(unknown), 422, "VALIDATION_FAILED").await;
    assert_eq!(problem["errors"], json!({ "/colour": ["unknown"] }));
    let twice = Form::new().part("pages", pages("application/pdf")).part("pages", pages("application/pdf"));
    shop.problem(send(twice), 422, "VALIDATION_FAILED").await;
    shop.problem(send(Form::new().part("pages", pages("text/plain"))), 415, "UNSUPPORTED_MEDIA_TYPE").await;
    shop.problem(shop.post(&format!("{place}/samples")).json(&json!({})), 415, "UNSUPPORTED_MEDIA_TYPE").await;
    let cut = shop.post(&format!("{place}/samples"));
    let cut = cut.header(header::CONTENT_TYPE, "multipart/form-data; boundary=b").body("--b\r\nContent-Dispo");
    shop.problem(cut, 400, "BAD_REQUEST").await;
}

#[tokio::test]
async fn unknown_paths_and_methods_are_refused() {
    let shop = Visit::new().await;
    shop.problem(shop.get(NO_BOOK), 404, "BOOK_NOT_FOUND").await;
    for path in ["/", "/book", "/books/", "/books/1/2/3", "/order"] {
        shop.problem(shop.get(path), 404, "NOT_FOUND").await;
    }
    for (method, path, allowed) in [
        (Method::DELETE, NO_BOOK, "GET, HEAD, PATCH"),
        (Method::PUT, "/books", "GET, HEAD, POST"),
        (Method::OPTIONS, "/books", "GET, HEAD, POST"),
        (Method::from_bytes(b"QUERY").unwrap(), "/books", "GET, HEAD, POST"),
    ] {
        let response = shop.ask(method, path).send().await.unwrap();
        assert_eq!(response.status(), 405);
        assert_eq!(response.headers()[header::ALLOW], allowed);
        shop.printed(body(response).await, "METHOD_NOT_ALLOWED");
    }
    let head = shop.ask(Method::HEAD, "/books").send().await.unwrap();
    assert_eq!((head.status().as_u16(), head.bytes().await.unwrap().len()), (200, 0));
}

#[tokio::test]
async fn accept_and_version_headers_are_respected() {
    let shop = Visit::new().await;
    for accept in ["application/json", "*/*", "application/*;q=0.1", "text/html, */*;q=0.5", ""] {
        let response = shop.get("/books").header(header::ACCEPT, accept).send().await.unwrap();
        assert_eq!(response.status(), 200, "{accept}");
    }
    for accept in ["text/html", "application/xml, text/plain;q=0.5"] {
        shop.problem(shop.get("/books").header(header::ACCEPT, accept), 406, "NOT_ACCEPTABLE").await;
    }
    let version = |version| shop.get("/books").header("x-api-version", version);
    let response = version("v1").send().await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["x-api-version"]), (200, &"v1".parse().unwrap()));
    shop.problem(version("v2"), 400, "BAD_REQUEST").await;
}

#[tokio::test]
async fn matching_entity_tag_answers_304() {
    let shop = Visit::new().await;
    let place = shop.add("토지").await;
    let first = shop.get(&place).send().await.unwrap();
    assert_eq!(first.headers()[header::CACHE_CONTROL], "private, max-age=300");
    let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = |known: &str| shop.get(&place).header(header::IF_NONE_MATCH, known).send();
    for known in [tag.as_str(), &tag[2..], &format!("\"other\", {tag}"), "*"] {
        let response = again(known).await.unwrap();
        assert_eq!(response.status(), 304, "{known}");
        assert_eq!(response.headers()[header::ETAG], tag);
        assert_eq!(response.bytes().await.unwrap().len(), 0);
    }
    assert_eq!(again("\"other\"").await.unwrap().status(), 200);
    let patch = shop.ask(Method::PATCH, &place).bearer_auth(TOKEN).json(&json!({ "title": "토지 1" }));
    assert_eq!(patch.send().await.unwrap().headers()[header::CACHE_CONTROL], "no-store");
    assert_eq!(again(&tag).await.unwrap().status(), 200, "it has changed");
    assert_eq!(shop.get("/books").send().await.unwrap().headers()[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn deprecated_operation_sends_deprecation_and_sunset() {
    let shop = Visit::new().await;
    let response = shop.get("/searches").send().await.unwrap();
    assert_eq!(response.headers()["deprecation"], "@1790812800");
    assert_eq!(response.headers()["sunset"], "Wed, 31 Mar 2027 00:00:00 GMT");
    let fresh = shop.get("/books").send().await.unwrap();
    assert!(["deprecation", "sunset"].iter().all(|name| !fresh.headers().contains_key(*name)));
}

#[tokio::test]
async fn panics_and_timeouts_do_not_affect_other_requests() {
    let shop = Visit::new().await;
    let (panics, endless, well) = (shop.add(PANICS).await, shop.add(ENDLESS).await, shop.add("토지").await);
    let problem = shop.problem(shop.get(&panics), 500, "INTERNAL").await;
    assert!(!problem.to_string().contains("crashed"), "the cause is ours: {problem:#}");
    shop.problem(shop.get(&endless), 504, "TIMEOUT").await;
    assert_eq!(shop.get(&well).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn rate_limit_answers_429_with_retry_after() {
    let shop = Visit::new().await;
    let ask = || shop.get("/books").bearer_auth(format!("of:{IMPATIENT}"));
    assert_eq!(ask().send().await.unwrap().status(), 200);
    let response = ask().send().await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()[header::RETRY_AFTER]), (429, &"7".parse().unwrap()));
    shop.printed(body(response).await, "TOO_MANY_REQUESTS");
    assert_eq!(shop.get("/books").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn every_answer_has_a_request_id() {
    let shop = Visit::new().await;
    let name = async |printed: Option<&str>| -> String {
        let request = shop.get("/nowhere");
        let request = if let Some(printed) = printed { request.header("x-request-id", printed) } else { request };
        request.send().await.unwrap().headers()["x-request-id"].to_str().unwrap().to_owned()
    };
    assert_eq!(name(Some("trace:7_a.b-c")).await, "trace:7_a.b-c");
    for strange in ["a b", "", "<script>", &"x".repeat(129)] {
        assert_ne!(name(Some(strange)).await, strange);
    }
    assert_ne!(name(None).await, name(None).await);
}

#[tokio::test]
async fn request_with_an_idempotency_key_runs_once() {
    let shop = Visit::new().await;
    let add = |key: &str, title: &str| shop.post("/books").header("idempotency-key", key).json(&book(title));
    let first = add("k-1", "토지").send().await.unwrap();
    assert_eq!((first.status().as_u16(), first.headers().get("idempotency-replayed")), (201, None));
    let (place, first) = (first.headers()[header::LOCATION].clone(), first.bytes().await.unwrap());
    for key in ["k-1", "\"k-1\""] {
        let again = add(key, "토지").send().await.unwrap();
        assert_eq!(again.status(), 201);
        assert_eq!(again.headers()["idempotency-replayed"], "true");
        assert_eq!(again.headers()[header::LOCATION], place);
        assert_eq!(again.bytes().await.unwrap(), first);
    }
    shop.problem(add("k-1", "태백산맥"), 422, "KEY_REUSED").await;
    // A key belongs to one caller and one operation.
    let other = shop.ask(Method::POST, "/books").bearer_auth("of:charles").header("idempotency-key", "k-1");
    assert_eq!(other.json(&book("태백산맥")).send().await.unwrap().status(), 201);

    // A request without work is not kept: its key can be used again.
    shop.problem(add("k-2", ""), 422, "VALIDATION_FAILED").await;
    assert_eq!(add("k-2", "토지").send().await.unwrap().status(), 201);
    for key in ["", "\"\"", "a b", "키", &"k".repeat(256)] {
        let problem = shop.problem(add(key, "토지"), 400, "BAD_REQUEST").await;
        assert_eq!(problem["errors"], json!({ "header/idempotency-key": ["pattern"] }), "{key:?}");
    }
    let both = futures_util::future::join(add("k-3", "토지").send(), add("k-3", "토지").send()).await;
    let statuses = [both.0.unwrap().status().as_u16(), both.1.unwrap().status().as_u16()];
    assert!(statuses.contains(&201) && statuses.iter().all(|status| [201, 409].contains(status)), "{statuses:?}");
    let books: Value = body(shop.get("/books").send().await.unwrap()).await;
    assert_eq!(books["data"]["total"], 4, "each request was served once");
}

#[tokio::test]
async fn cors_allows_configured_origins() {
    let origin = "https://shop.example";
    let settings = Settings { origins: vec![origin.into()], ..Settings::default() };
    let open = Open::new(settings).await;
    let client = Client::new();
    let preflight = |from: &'static str| {
        client
            .request(Method::OPTIONS, open.http("/books"))
            .header(header::ORIGIN, from)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type,idempotency-key,x-api-version")
            .send()
    };
    let allowed = preflight(origin).await.unwrap();
    let printed = |response: &Response, name: &str| response.headers()[name].to_str().unwrap().to_lowercase();
    assert_eq!(printed(&allowed, "access-control-allow-origin"), origin);
    assert!(printed(&allowed, "access-control-allow-methods").contains("post"));
    for name in ["authorization", "idempotency-key", "if-match", "last-event-id", "traceparent"] {
        assert!(printed(&allowed, "access-control-allow-headers").contains(name), "{name}");
    }
    assert!(
        !preflight("https://elsewhere.example").await.unwrap().headers().contains_key("access-control-allow-origin")
    );
    // A problem is as readable as a success, and so are its headers.
    let refused = client.get(open.http(NO_BOOK)).header(header::ORIGIN, origin).send().await.unwrap();
    assert_eq!(refused.status(), 404);
    assert_eq!(printed(&refused, "access-control-allow-origin"), origin);
    for name in ["retry-after", "etag", "location", "x-request-id", "deprecation", "sunset", "idempotency-replayed"] {
        assert!(printed(&refused, "access-control-expose-headers").contains(name), "{name}");
    }
}

#[tokio::test]
async fn cors_is_off_without_origins() {
    let open = Open::new(Settings::default()).await;
    let client = Client::new();
    let from = |method| client.request(method, open.http("/books")).header(header::ORIGIN, "https://elsewhere.example");
    let preflight = from(Method::OPTIONS).header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST").send().await.unwrap();
    assert_eq!(preflight.status(), 405);
    let answer = from(Method::GET).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    for response in [preflight, answer] {
        assert!(!response.headers().keys().any(|name| name.as_str().starts_with("access-control-")), "{response:?}");
    }
}

#[tokio::test]
async fn answers_are_compressed_and_events_are_not() {
    let shop = Visit::new().await;
    let titles: Vec<_> = (0..20).map(|number| format!("Volume {number}")).collect();
    for title in &titles {
        shop.add(title).await;
    }
    let packed = shop.get("/books").header(header::ACCEPT_ENCODING, "gzip").send().await.unwrap();
    assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip");
    assert_eq!(packed.headers()[header::VARY], "accept-encoding");
    let plain = shop.get("/books").send().await.unwrap();
    assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
    let (packed, plain) = (packed.bytes().await.unwrap(), plain.bytes().await.unwrap());
    assert!(packed.starts_with(&[0x1f, 0x8b]) && packed.len() * 3 < plain.len(), "{} of {}", packed.len(), plain.len());
    let order = shop.post("/orders").json(&json!({
        "lines": [{ "bookId": "01936f5f-2b3c-7d4e-8f50-61728394a5b6", "copies": 1 }],
        "address": { "street": "세종대로 110", "town": "서울" },
    }));
    let order = order.header("idempotency-key", "k").send().await.unwrap();
    let place = order.headers()[header::LOCATION].to_str().unwrap().to_owned();
    let feed = shop.get(&format!("{place}/events")).bearer_auth(TOKEN).header(header::ACCEPT_ENCODING, "gzip");
    let feed = feed.header(header::ACCEPT, "text/event-stream").send().await.unwrap();
    assert_eq!(feed.status(), 200);
    assert!(!feed.headers().contains_key(header::CONTENT_ENCODING), "an event would wait for others");
}

#[tokio::test]
async fn connection_without_a_complete_head_times_out() {
    let settings = Settings { head_timeout: Duration::from_millis(300), ..Settings::default() };
    let open = Open::new(settings).await;
    let mut silent = Vec::new();
    for begun in [&b""[..], b"PRI * HTTP", b"GET /shelves HT", b"GET /shelves HTTP/1.1\r\nhost: books\r\nx-slow: "] {
        let mut stream = TcpStream::connect(open.address).await.unwrap();
        stream.write_all(begun).await.unwrap();
        silent.push(stream);
    }
    // A connection whose request was answered has the same time for its next request.
    let mut kept = TcpStream::connect(open.address).await.unwrap();
    kept.write_all(b"GET /shelves HTTP/1.1\r\nhost: books\r\n\r\n").await.unwrap();
    silent.push(kept);
    let answer = reqwest::get(open.http("/shelves")).await.unwrap();
    assert_eq!(answer.status(), 200, "the others do not wait");
    for mut stream in silent {
        let mut answer = Vec::new();
        tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    }
}
