//! The pages of the reference server work in Chromium and contact only the server. Their assets are small and loaded
//! once.

use std::path::Path;

use reqwest::{Method, StatusCode, header};
use tests::{
    heal7::Heal7,
    node::{folder, run},
};

#[tokio::test(flavor = "multi_thread")]
async fn documentation_pages_work_in_a_browser() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let site = heal7.http("");
    let using = move || run(&folder("tests/pages"), Path::new("node"), &["check.mjs", &site, &anna.token]);
    tokio::task::spawn_blocking(using).await.unwrap();
}

#[tokio::test]
async fn assets_are_compressed_and_cached() {
    let heal7 = Heal7::new().await;
    for page in ["/", "/docs", "/graphiql"] {
        let html = heal7.get(page).send().await.unwrap().text().await.unwrap();
        let loaded = html.lines().filter(|line| line.contains("<script") || line.contains("<link"));
        let loaded = loaded.map(|line| line.split('"').find(|part| part.starts_with('/')).unwrap());
        let (mut before, mut after) = (0, 0);
        for path in loaded.chain([page]) {
            let plain = heal7.get(path).send().await.unwrap();
            assert_eq!(plain.headers()[header::CACHE_CONTROL], "public, max-age=3600", "{path}");
            assert!(!plain.headers().contains_key(header::CONTENT_ENCODING), "{path}");
            let tag = plain.headers()[header::ETAG].clone();
            let packed = heal7.get(path).header(header::ACCEPT_ENCODING, "br;q=0, gzip").send().await.unwrap();
            assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip", "{path}");
            before += plain.bytes().await.unwrap().len();
            after += packed.bytes().await.unwrap().len();

            let again = heal7.ask(Method::GET, path).header(header::IF_NONE_MATCH, &tag).send().await.unwrap();
            assert_eq!((again.status(), &again.headers()[header::ETAG]), (StatusCode::NOT_MODIFIED, &tag), "{path}");
            assert!(again.bytes().await.unwrap().is_empty(), "{path}");
            let other = heal7.get(path).header(header::IF_NONE_MATCH, "W/\"other\"").send().await.unwrap();
            assert_eq!(other.status(), 200, "{path}");
        }
        assert!(after * 3 < before * 2, "{page}: {after} of {before} bytes");
    }
}
