//! A server with S3's protocol, on its own port: its objects are stored in a folder.

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

/// A bucket that exists until the test ends.
pub struct Bucket {
    /// The bucket's address.
    pub address: SocketAddr,
    serving: JoinHandle<()>,
    folder: TempDir,
}

impl Bucket {
    /// Opens an empty bucket.
    ///
    /// # Panics When it cannot be opened.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::create_dir(folder.path().join(NAME)).expect("a bucket is a folder");
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("the folder is there"));
        // A request that is signed with another key is refused.
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

    /// The server's settings for this bucket.
    pub fn settings(&self) -> S3 {
        S3 {
            bucket: NAME.into(),
            region: "ap-northeast-2".into(),
            endpoint: Some(format!("http://{}", self.address)),
            access_key_id: KEY_ID.into(),
            secret_access_key: KEY.into(),
        }
    }

    /// The keys and the bytes of the bucket's pictures.
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

    /// Stops the bucket's server.
    pub fn close(&self) {
        self.serving.abort();
    }
}
