//! A server that speaks like S3, on a port of its own: what is put into it lies in a folder.

use std::net::SocketAddr;

use axum::{Router, body::Body, extract::Request, response::IntoResponse};
use heal7_server::config::S3;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

/// The name of the bucket.
pub const NAME: &str = "heal7-uploads";
const KEY_ID: &str = "heal7";
const KEY: &str = "not-the-one-of-amazon";

/// A bucket that is there as long as the test is.
pub struct Bucket {
    /// Where.
    pub address: SocketAddr,
    serving: JoinHandle<()>,
    folder: TempDir,
}

impl Bucket {
    /// Opens a bucket with nothing in it.
    ///
    /// # Panics
    /// When it does not open.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::create_dir(folder.path().join(NAME)).expect("a bucket is a folder");
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("the folder is there"));
        // Who signs with another key is refused.
        builder.set_auth(SimpleAuth::from_single(KEY_ID, KEY));
        let service = builder.build();
        let router = Router::new().fallback(move |request: Request| {
            let service = service.clone();
            async move {
                let request = request.map(s3s::Body::http_body_unsync);
                let answer = service.call(request).await.expect("the service answers");
                answer.map(Body::new).into_response()
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.expect("it is served") });
        Self { address, serving, folder }
    }

    /// What the server is told of it.
    pub fn settings(&self) -> S3 {
        S3 {
            bucket: NAME.into(),
            region: "ap-northeast-2".into(),
            endpoint: Some(format!("http://{}", self.address)),
            access_key_id: KEY_ID.into(),
            secret_access_key: KEY.into(),
        }
    }

    /// The keys and the bytes of the pictures in it.
    ///
    /// # Panics
    /// When the folder cannot be read.
    pub fn pictures(&self) -> Vec<(String, Vec<u8>)> {
        let root = self.folder.path().join(NAME);
        let mut folders = vec![root.clone()];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("it is a folder") {
                let path = entry.expect("it can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "webp") {
                    let key = path.strip_prefix(&root).expect("it lies below").display().to_string();
                    found.push((key, std::fs::read(&path).expect("it can be read")));
                }
            }
        }
        found
    }

    /// Takes the bucket away.
    pub fn close(&self) {
        self.serving.abort();
    }
}
