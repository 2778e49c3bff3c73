//! Targets that do not implement the contract at all: the suite soon ends with a clear report, and never panics.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
    response::Html,
};
use bookshop::{BookshopContract, catalogue::CatalogueModule, orders::OrdersModule, shop::Shop};
use contract_axum::Mount;
use contract_conformance::{Contract, Hints, Observer, Options, Report, Untestable, run, text};
use contract_conformance_axum::{Served, check};
use contract_edge::Settings;
use contract_kit::build::Contract as _;
use tokio::{io::AsyncReadExt as _, net::TcpListener};

fn contract() -> Contract {
    Contract::new(BookshopContract::registry().unwrap())
}

fn shop() -> Router {
    let shop = Mount::new(BookshopContract::registry().unwrap(), Arc::new(Shop::default()), Settings::default());
    shop.module::<CatalogueModule>().module::<OrdersModule>().into_router().unwrap()
}

async fn tested(router: Router, options: &Options) -> Report {
    let hints = Hints::default();
    check(router, &Settings::default(), &contract(), &hints, options, None).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_answers_html_is_one_page_of_findings() {
    let router = Router::new().fallback(|| async { Html("<h1>It works!</h1>") });
    let report = tested(router, &Options::default()).await;
    assert!(
        report.findings.iter().any(|finding| finding.rule == "answer-media-type"),
        "{}",
        text(&report, str::to_owned)
    );
    let shown = text(&report, str::to_owned);
    assert!(shown.lines().count() < 250, "{} lines:\n{shown}", shown.lines().count());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_target_is_given_up() {
    let answered = Arc::new(AtomicU32::new(0));
    let router = shop().layer(middleware::from_fn(move |request: Request, next: Next| {
        let answered = Arc::clone(&answered);
        async move {
            if answered.fetch_add(1, Ordering::Relaxed) > 10 {
                tokio::time::sleep(Duration::from_mins(10)).await;
            }
            next.run(request).await
        }
    }));
    let begun = Instant::now();
    let report = tested(router, &Options { timeout: Duration::from_millis(200), ..Options::default() }).await;
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let lost = report.lost.as_deref().unwrap_or_default();
    assert!(lost.contains("did not answer within 200 ms"), "{lost:?}");
    assert!(report.findings.iter().any(|finding| finding.rule == "no-answer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_resets_connections_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            _ = stream.read(&mut [0; 16]).await;
            stream.set_zero_linger().unwrap();
        }
    });
    let (hints, options) = (Hints::default(), Options::default());
    let outcome = run(&contract(), &base, &hints, &options, Observer::default()).await;
    assert!(matches!(outcome, Err(Untestable::NoAnswer { .. })), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_dies_half_way_is_told() {
    let (died, mut death) = tokio::sync::mpsc::channel(1);
    let answered = Arc::new(AtomicU32::new(0));
    let router = shop().layer(middleware::from_fn(move |request: Request, next: Next| {
        let (answered, died) = (Arc::clone(&answered), died.clone());
        async move {
            if answered.fetch_add(1, Ordering::Relaxed) == 100 {
                _ = died.try_send(());
            }
            next.run(request).await
        }
    }));
    let served = Served::new(router, &Settings::default()).await.unwrap();
    let base = served.url();
    tokio::spawn(async move {
        death.recv().await;
        drop(served);
    });
    let (hints, options) = (Hints::default(), Options::default());
    let report = run(&contract(), &base, &hints, &options, Observer::default()).await.unwrap();
    let shown = text(&report, str::to_owned);
    assert!(report.lost.is_some(), "{shown}");
    assert!(shown.contains("Everything after that was not tested"), "{shown}");
}
