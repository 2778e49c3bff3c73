//! Targets that give no answer, or an incomplete one.

use std::{sync::Arc, time::Duration};

use reqwest::Method;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

use crate::proxied::{Backend, Proxied};

/// A server that writes these bytes to each connection after it has received something, and closes it.
async fn raw(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                _ = stream.read(&mut [0; 4096]).await;
                _ = stream.write_all(answer).await;
            });
        }
    });
    url
}

async fn problem(proxied: &Proxied, path: &str, status: u16, error: &str) -> Value {
    let answer = proxied.get(path).send().await.unwrap();
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(answer.headers()["proxy-status"].to_str().unwrap(), format!("contract-mock; error={error}"));
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_target_that_does_not_run_is_told_in_the_words_of_the_contract() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let proxied = Proxied::to(&url).await;
    let body = problem(&proxied, "/books", 503, "connection_refused").await;
    assert_eq!((&body["code"], &body["status"]), (&"BUSY".into(), &503.into()));
    let detail = body["detail"].as_str().unwrap();
    assert!(
        detail.starts_with(&format!("{url} cannot be reached")) && detail.ends_with("start it, or name another target"),
        "{detail}"
    );
    let reports = proxied.reports(1).await;
    assert_eq!(reports[0].failure.as_deref(), Some(detail));
    assert_eq!((proxied.totals().failures, proxied.totals().has_violations()), (1, false));
}

#[tokio::test]
async fn a_target_that_is_silent_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let proxied = Proxied::with(&url, |options| options.settings.handler_timeout = Duration::from_millis(200)).await;
    let body = problem(&proxied, "/books", 504, "http_response_timeout").await;
    assert_eq!(body["code"], "TIMEOUT");
    drop(listener);
}

#[tokio::test]
async fn a_target_that_breaks_off_is_told() {
    let proxied = Proxied::to(&raw(b"").await).await;
    let body = problem(&proxied, "/books", 503, "http_response_incomplete").await;
    assert!(body["detail"].as_str().unwrap().contains("broke off before it answered"), "{body}");

    let half =
        raw(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"success\":").await;
    let proxied = Proxied::to(&half).await;
    let answer = proxied.get("/books").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.bytes().await.is_err(), "the client sees that it is not whole");
    let reports = proxied.reports(1).await;
    let failure = reports[0].failure.as_deref().unwrap();
    assert!(failure.starts_with("the answer broke off after 11 bytes"), "{failure}");
    assert!(reports[0].violations.is_empty(), "half of an answer is not checked");
}

/// A server that uses TLS with a self-signed certificate.
async fn untrusted() -> String {
    let pem = include_bytes!("untrusted.pem");
    let key = PrivateKeyDer::from_pem_slice(pem).unwrap();
    let certificate = CertificateDer::from_pem_slice(pem).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let acceptor = TlsAcceptor::from(Arc::new(config.with_single_cert(vec![certificate], key).unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            _ = acceptor.accept(stream).await;
        }
    });
    url
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_told() {
    let proxied = Proxied::to(&untrusted().await).await;
    let body = problem(&proxied, "/books", 503, "tls_certificate_error").await;
    let detail = body["detail"].as_str().unwrap();
    assert!(detail.contains("cannot be reached: invalid peer certificate"), "{detail}");
    assert!(detail.ends_with("give it a certificate that this machine trusts, or name it with http"), "{detail}");

    let plain = raw(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.replace("http://", "https://");
    let proxied = Proxied::to(&plain).await;
    let body = problem(&proxied, "/books", 503, "destination_unavailable").await;
    assert!(body["detail"].as_str().unwrap().contains("cannot be reached"), "{body}");
}

#[tokio::test]
async fn a_proxy_that_leads_to_itself_is_found() {
    // The second proxy's target is the first one, whose target is the second one.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let first = Proxied::to(&format!("http://{address}")).await;
    let url = first.server.url();
    let router = axum::Router::new().fallback(move |mut request: axum::extract::Request| {
        let url = format!("{url}{}", request.uri());
        async move {
            let headers = std::mem::take(request.headers_mut());
            let mut asked = reqwest::Client::new().request(Method::GET, url).headers(headers);
            asked = asked.header("host", "again.test");
            let answer = asked.send().await.unwrap();
            axum::response::Response::<axum::body::Body>::from(
                axum::http::Response::from(answer).map(axum::body::Body::new),
            )
        }
    });
    let again = TcpListener::bind(address).await.unwrap();
    let serving = tokio::spawn(async move { axum::serve(again, router).await });
    let answer = first.get("/books").send().await.unwrap();
    assert_eq!(answer.headers()["proxy-status"], "contract-mock; error=proxy_loop_detected");
    let body: Value = answer.json().await.unwrap();
    assert!(body["detail"].as_str().unwrap().contains("leads back to this proxy"), "{body}");
    serving.abort();
}

#[tokio::test]
async fn a_page_of_another_server_is_a_violation_and_passes() {
    let backend = Backend::new(|_| {
        axum::response::Response::builder()
            .header("content-type", "text/html")
            .body("<h1>It works</h1>".into())
            .unwrap()
    })
    .await;
    let proxied = Proxied::to(&backend.url()).await;
    let answer = proxied.get("/books").send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "<h1>It works</h1>");
    let reports = proxied.reports(1).await;
    assert_eq!(crate::proxied::told(&reports[0]), ["answer header/content-type: media-type"]);
    assert_eq!(reports[0].violations[0].detail, "The media type must be application/json, but is `text/html`.");
}

#[tokio::test]
async fn a_socket_to_a_target_that_does_not_run_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let proxied = Proxied::to(&url).await;
    let refused = tokio_tungstenite::connect_async(format!("ws://{}/desk", proxied.server.address())).await;
    let Err(tokio_tungstenite::tungstenite::Error::Http(answer)) = refused else { panic!("{refused:?}") };
    assert_eq!(answer.status(), 503);
    assert!(proxied.reports(1).await[0].failure.is_some());
}
