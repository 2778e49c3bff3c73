//! Pictures of people: read, made square, written anew without what a camera wrote into them, and kept in a folder or a
//! bucket.

use std::{io::Cursor, path::Path, sync::Arc};

use contracts::users::profile::UserId;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, imageops::FilterType};
use object_store::{
    Attribute, Attributes, ObjectStore, ObjectStoreExt as _, PutOptions, aws::AmazonS3Builder, local::LocalFileSystem,
    path::Path as Key,
};
use tokio::sync::Semaphore;

use crate::config;

/// The width and height of a picture as it is kept.
const SIDE: u32 = 512;
/// The most pixels on a side that are read.
const LARGEST: u32 = 10_000;
/// The most memory that reading one may take, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;
/// How many are read at a time.
const AT_A_TIME: usize = 2;
/// Where the server itself answers uploads.
pub const UPLOADS: &str = "/uploads";

/// Where pictures are kept.
pub struct Avatars {
    objects: Arc<dyn ObjectStore>,
    base_url: String,
    working: Arc<Semaphore>,
}

/// Why a picture is not kept.
#[derive(Debug, thiserror::Error)]
pub enum AvatarError {
    /// The bytes are no picture that can be read.
    #[error("{0}")]
    Unreadable(String),
    /// It could not be written.
    #[error("the picture could not be written")]
    Unwritten(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Avatars {
    /// The folder or the bucket that is set.
    ///
    /// # Errors
    /// When the folder cannot be made, or the bucket makes no sense.
    pub fn new(config: &config::Config) -> Result<Self, object_store::Error> {
        let uploads = &config.uploads;
        let objects: Arc<dyn ObjectStore> = match &uploads.s3 {
            Some(s3) => {
                let mut bucket = AmazonS3Builder::new()
                    .with_bucket_name(&s3.bucket)
                    .with_region(&s3.region)
                    .with_access_key_id(&s3.access_key_id)
                    .with_secret_access_key(&s3.secret_access_key);
                if let Some(endpoint) = &s3.endpoint {
                    bucket = bucket.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
                }
                Arc::new(bucket.build()?)
            }
            None => Arc::new(folder(&uploads.folder)?),
        };
        let base_url = uploads.base_url.clone().unwrap_or_else(|| format!("{}{UPLOADS}", config.public_url));
        Ok(Self { objects, base_url, working: Arc::new(Semaphore::new(AT_A_TIME)) })
    }

    /// Keeps a picture, and answers where it is. Each one has an address of its own, so that whoever keeps the old one
    /// does not show it in place of the new one.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub async fn put(&self, person: UserId, media_type: &str, bytes: Vec<u8>) -> Result<String, AvatarError> {
        let said = ImageFormat::from_mime_type(media_type)
            .ok_or_else(|| AvatarError::Unreadable(format!("{media_type} is no picture")))?;
        let working = Arc::clone(&self.working).acquire_owned().await;
        let work = tokio::task::spawn_blocking(move || {
            let _working = working;
            anew(said, bytes)
        });
        let picture = work.await.map_err(|error| AvatarError::Unreadable(error.to_string()))??;
        let key = format!("avatars/{}/{}.webp", person.0, uuid::Uuid::now_v7());
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, "image/webp"),
            (Attribute::CacheControl, "public, max-age=31536000, immutable"),
        ]);
        let options = PutOptions { attributes, ..PutOptions::default() };
        let written = match self.objects.put_opts(&Key::from(key.as_str()), picture.clone().into(), options).await {
            // A folder keeps bytes and nothing about them; who answers them says the rest.
            Err(object_store::Error::NotImplemented { .. }) => {
                self.objects.put(&Key::from(key.as_str()), picture.into()).await
            }
            other => other,
        };
        written.map_err(|error| AvatarError::Unwritten(Box::new(error)))?;
        Ok(format!("{}/{key}", self.base_url))
    }

    /// Forgets a picture that an account no longer shows; one that is elsewhere is not ours.
    pub async fn forget(&self, url: &str) {
        let Some(key) = url.strip_prefix(&self.base_url).map(|key| key.trim_start_matches('/')) else { return };
        if let Err(error) = self.objects.delete(&Key::from(key)).await {
            tracing::warn!(%error, key, "an old picture was not deleted");
        }
    }

    /// The bytes of a picture, where there is one of this name.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, object_store::Error> {
        // A path is tidied up as it is read, and one picture has one name.
        let Some(key) = Key::parse(key).ok().filter(|parsed| parsed.as_ref() == key) else { return Ok(None) };
        match self.objects.get(&key).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether what keeps the pictures answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), object_store::Error> {
        match self.objects.head(&Key::from("avatars/ping")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn folder(path: &Path) -> Result<LocalFileSystem, object_store::Error> {
    let failed = |source: std::io::Error| object_store::Error::Generic { store: "folder", source: Box::new(source) };
    std::fs::create_dir_all(path).map_err(failed)?;
    LocalFileSystem::new_with_prefix(path)
}

/// A picture as it is kept: square, upright, of one size and format, and nothing but pixels.
fn anew(said: ImageFormat, bytes: Vec<u8>) -> Result<Vec<u8>, AvatarError> {
    let unreadable = |error: image::ImageError| AvatarError::Unreadable(format!("the picture cannot be read: {error}"));
    let is = image::guess_format(&bytes).map_err(unreadable)?;
    if is != said {
        return Err(AvatarError::Unreadable(format!(
            "the picture is said to be {} and is {}",
            said.to_mime_type(),
            is.to_mime_type()
        )));
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), is);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST);
    limits.max_image_height = Some(LARGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = image::ImageDecoder::orientation(&mut decoder).map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    let square = picture.resize_to_fill(SIDE, SIDE, FilterType::Triangle);
    let mut written = Cursor::new(Vec::new());
    DynamicImage::from(square.to_rgba8()).write_to(&mut written, ImageFormat::WebP).map_err(unreadable)?;
    Ok(written.into_inner())
}
