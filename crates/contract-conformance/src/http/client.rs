//! Sends requests and reads complete answers.

use std::{error::Error, time::Duration};

use bytes::{Bytes, BytesMut};
use reqwest::{
    Method,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
    multipart::{Form, Part},
    redirect::Policy,
};
use tokio::time;

use super::request::{FormPart, Payload, Request};

/// The size of the largest answer that is read, in bytes.
const LARGEST: usize = 32 << 20;

/// The connection to the target.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    /// The client for answers without an end: over HTTP/1.1, which has the handshake of WebSocket, and without a time
    /// limit.
    streams: reqwest::Client,
    /// The base URL, without a trailing slash.
    base: String,
    timeout: Duration,
}

/// A complete answer.
#[derive(Debug, Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

/// The reason why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// No connection could be opened.
    #[error("the target accepts no connection: {0}")]
    Unreachable(String),
    /// The answer took too long.
    #[error("the target did not answer within {} ms", .0.as_millis())]
    Timeout(Duration),
    /// The connection ended before the end of the answer.
    #[error("the connection ended before the answer was complete: {0}")]
    CutOff(String),
    /// The answer is larger than any that the suite reads.
    #[error("the answer has more than {LARGEST} bytes")]
    TooLarge,
    /// The request cannot be expressed in HTTP.
    #[error("the request cannot be sent: {0}")]
    Unsendable(String),
}

impl Client {
    /// A client for a base URL without a trailing slash.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub(crate) fn new(base: &str, timeout: Duration) -> Result<Self, reqwest::Error> {
        let builder = || reqwest::Client::builder().redirect(Policy::none());
        let http = builder().timeout(timeout).build()?;
        let streams = builder().http1_only().build()?;
        Ok(Self { http, streams, base: base.trim_end_matches('/').to_owned(), timeout })
    }

    /// The base URL, without a trailing slash.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// Sends a request, and reads its answer.
    ///
    /// # Errors
    /// When there is no answer, or only part of an answer.
    pub(crate) async fn send(&self, request: &Request) -> Result<Response, Broken> {
        let builder = self.builder(&self.http, request)?;
        let answer = builder.send().await.map_err(|error| self.broken(&error))?;
        self.whole(answer).await
    }

    /// Sends a request, but does not read the body of its answer: a feed, or a socket after its handshake.
    ///
    /// # Errors
    /// When there is no answer in time.
    pub(crate) async fn open(&self, request: &Request) -> Result<reqwest::Response, Broken> {
        let builder = self.builder(&self.streams, request)?;
        let answer = time::timeout(self.timeout, builder.send()).await.map_err(|_| Broken::Timeout(self.timeout))?;
        answer.map_err(|error| self.broken(&error))
    }

    /// Reads a finite answer.
    ///
    /// # Errors When its end does not arrive in time.
    pub(crate) async fn whole(&self, answer: reqwest::Response) -> Result<Response, Broken> {
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body =
            time::timeout(self.timeout, self.read(answer)).await.map_err(|_| Broken::Timeout(self.timeout))??;
        Ok(Response { status, headers, body })
    }

    fn builder(&self, http: &reqwest::Client, request: &Request) -> Result<reqwest::RequestBuilder, Broken> {
        let unsendable = |error: &dyn Error| Broken::Unsendable(error.to_string());
        let method = Method::from_bytes(request.method.as_bytes()).map_err(|error| unsendable(&error))?;
        let mut headers = HeaderMap::new();
        for (name, value) in &request.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| unsendable(&error))?;
            headers.append(name, HeaderValue::from_bytes(value.as_bytes()).map_err(|error| unsendable(&error))?);
        }
        let builder = http.request(method, format!("{}{}", self.base, request.target())).headers(headers);
        Ok(match &request.payload {
            Payload::None => builder,
            Payload::Json(value) => builder.json(value),
            Payload::Bytes { media_type: Some(media_type), bytes } => {
                builder.header(CONTENT_TYPE, media_type).body(bytes.clone())
            }
            Payload::Bytes { media_type: None, bytes } => builder.body(bytes.clone()),
            Payload::Form(parts) => builder.multipart(form(parts).map_err(|error| unsendable(&error))?),
        })
    }

    async fn read(&self, mut answer: reqwest::Response) -> Result<Bytes, Broken> {
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| self.broken(&error))? {
            if body.len() + chunk.len() > LARGEST {
                return Err(Broken::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }

    fn broken(&self, error: &reqwest::Error) -> Broken {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(inner) = source {
            text = inner.to_string();
            source = inner.source();
        }
        if error.is_timeout() {
            Broken::Timeout(self.timeout)
        } else if error.is_connect() {
            Broken::Unreachable(text)
        } else if error.is_builder() {
            Broken::Unsendable(text)
        } else {
            Broken::CutOff(text)
        }
    }
}

impl Response {
    /// The value of a header, if it is present and a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The media type of the body, without parameters.
    pub fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        Some(value.split(';').next().unwrap_or(value).trim().to_ascii_lowercase())
    }
}

fn form(parts: &[FormPart]) -> Result<Form, reqwest::Error> {
    parts.iter().try_fold(Form::new(), |form, FormPart { name, file, bytes }| {
        let part = Part::bytes(bytes.clone());
        let part = match file {
            Some((media_type, file)) => part.file_name(file.clone()).mime_str(media_type)?,
            None => part,
        };
        Ok(form.part(name.clone(), part))
    })
}
