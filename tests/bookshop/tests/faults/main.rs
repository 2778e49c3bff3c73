//! The bookshop without a fault always gives the same answers, and each fault changes something that a client sees.
//!
//! A client sends the same requests and messages to each shop (`rest`, `graphql`, `desk`, `feed`) and records the
//! answers (`transcript`). Two transcripts are compared line by line.

mod desk;
mod feed;
mod graphql;
mod rest;
mod socket;
mod step;
mod transcript;

use bookshop::{faults::Fault, open::Open};
use contract_axum::Settings;
use futures_util::{FutureExt, StreamExt, stream};
use reqwest::Client;

use self::transcript::{PATIENCE, Transcript};

/// The number of shops that run concurrently. Most of the time of a visit is waiting.
const SHOPS: usize = 16;

/// Sends all requests and messages, and records the answers.
async fn visit(open: Open, client: Client) -> Transcript {
    let mut transcript = Transcript::new(&open, &client);
    rest::visit(&mut transcript).await;
    graphql::visit(&mut transcript).await;
    graphql::visit_socket(&mut transcript).await;
    desk::visit(&mut transcript).await;
    feed::visit(&mut transcript, &open.shop).await;
    transcript
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_changes_an_answer_and_the_sound_shop_changes_none() {
    let client = Client::builder().timeout(PATIENCE).build().expect("the settings of TLS are those of every test");
    let sound = visit(Open::new(Settings::default()).await, client.clone()).await;
    let again = visit(Open::new(Settings::default()).await, client.clone()).await;
    assert_eq!(sound.differences(&again), [""; 0], "the sound shop does not answer alike twice");

    let seen: Vec<String> = stream::iter(Fault::ALL)
        .map(|fault| {
            let client = client.clone();
            let visiting = tokio::spawn(async { visit(Open::with_fault(*fault).await, client).await });
            visiting.map(move |broken| (fault, broken))
        })
        .buffered(SHOPS)
        .map(|(fault, broken)| {
            let broken = broken.expect("a client of a broken shop does not panic");
            let differences = sound.differences(&broken);
            assert!(!differences.is_empty(), "`{}` changes nothing", fault.name());
            format!("{} ({})\n{}\n", fault.name(), fault.rule(), differences.join("\n"))
        })
        .collect()
        .await;
    insta::assert_snapshot!("differences", seen.join("\n"));
}
