//! Profile pictures, stored in a folder or a bucket.

use std::{path::Path, sync::Arc};

use contracts::users::profile::UserId;
use image::ImageFormat;
use object_store::{
    Attribute, Attributes, ObjectStore, ObjectStoreExt as _, PutOptions, aws::AmazonS3Builder, local::LocalFileSystem,
    path::Path as Key,
};

use super::pictures::{PictureError, Pictures};
use crate::config;

/// The path at which the server itself serves uploads.
pub const UPLOADS: &str = "/uploads";

/// The storage of pictures.
pub struct Avatars {
    objects: Arc<dyn ObjectStore>,
    base_url: String,
    pictures: Pictures,
}

/// The reason why a picture was not stored.
#[derive(Debug, thiserror::Error)]
pub enum AvatarError {
    /// The picture could not be cropped to a square.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The picture could not be written.
    #[error("the picture could not be written")]
    Unwritten(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Avatars {
    /// Opens the configured folder or bucket.
    ///
    /// # Errors
    /// When the folder cannot be created, or the settings of the bucket are invalid.
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
        let base_url = uploads.base_url.clone().unwrap_or_else(|| format!("{}{UPLOADS}", config.public_url()));
        Ok(Self { objects, base_url, pictures: Pictures::new(uploads) })
    }

    /// Stores a picture and returns its URL. Each picture has a URL of its own, so that a cached old picture is never
    /// shown in place of a new one.
    ///
    /// # Errors
    /// When the picture cannot be read or written.
    pub async fn put(&self, person: UserId, media_type: &str, bytes: Vec<u8>) -> Result<String, AvatarError> {
        let declared = ImageFormat::from_mime_type(media_type);
        let declared = declared.ok_or_else(|| PictureError::Unreadable(format!("{media_type} is not a picture")))?;
        let picture = self.pictures.square(declared, bytes).await?;
        let key = format!("avatars/{}/{}.webp", person.0, uuid::Uuid::now_v7());
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, "image/webp"),
            (Attribute::CacheControl, "public, max-age=31536000, immutable"),
        ]);
        let options = PutOptions { attributes, ..PutOptions::default() };
        let written = match self.objects.put_opts(&Key::from(key.as_str()), picture.clone().into(), options).await {
            // A folder cannot store the attributes of a file; the handler that serves it sets its headers.
            Err(object_store::Error::NotImplemented { .. }) => {
                self.objects.put(&Key::from(key.as_str()), picture.into()).await
            }
            other => other,
        };
        written.map_err(|error| AvatarError::Unwritten(Box::new(error)))?;
        Ok(format!("{}/{key}", self.base_url))
    }

    /// Deletes a picture that an account no longer shows, unless it is stored elsewhere and thus not ours.
    pub async fn forget(&self, url: &str) {
        let Some(key) = url.strip_prefix(&self.base_url).map(|key| key.trim_start_matches('/')) else { return };
        if let Err(error) = self.objects.delete(&Key::from(key)).await {
            tracing::warn!(%error, key, "an old picture was not deleted");
        }
    }

    /// Returns the bytes of a picture if one with this name exists.
    ///
    /// # Errors
    /// When the picture cannot be read.
    pub async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, object_store::Error> {
        // Parsing normalises a path; only the normal form is accepted, so that each picture has one name.
        let Some(key) = Key::parse(key).ok().filter(|parsed| parsed.as_ref() == key) else { return Ok(None) };
        match self.objects.get(&key).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Checks that the storage of the pictures answers.
    ///
    /// # Errors
    /// When it does not answer.
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
