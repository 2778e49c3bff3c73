//! Pictures that people send: made square, upright and small, with nothing in them but pixels.
//!
//! A picture of a few bytes can ask for gigabytes. So its size is read before its pixels ([`size`]), it waits until that
//! much of the budget of memory is free, and no more pictures wait than the settings allow.

mod size;

use std::{io::Cursor, sync::Arc, time::Duration};

use image::{DynamicImage, GenericImageView as _, ImageDecoder as _, ImageError, ImageFormat, imageops::FilterType};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task,
    time::{self, Instant},
};

pub use self::size::largest;
use crate::config;

/// The width and height of a picture as it is kept.
const SIDE: u32 = 512;

/// Makes pictures square, a few at a time.
pub struct Pictures {
    /// The most pixels of a picture.
    pixels: u64,
    /// The budget of memory, in MiB.
    budget: u32,
    memory: Arc<Semaphore>,
    /// The places of those that are worked on.
    working: Arc<Semaphore>,
    /// The places of those that wait or are worked on.
    present: Arc<Semaphore>,
    patience: Duration,
}

/// Why a picture is not made square.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The bytes are not a picture, or one that needs too much.
    #[error("{0}")]
    Unreadable(String),
    /// Too many others wait, or it has waited for too long.
    #[error("too many pictures are being processed")]
    Busy,
}

/// A place among the pictures that are worked on. A caller who goes away gives it up only when the work is done.
struct Place {
    _working: OwnedSemaphorePermit,
    _present: OwnedSemaphorePermit,
}

impl Pictures {
    /// Creates the queue.
    pub fn new(config: &config::Uploads) -> Self {
        Self {
            pixels: u64::from(config.megapixels) * 1_000_000,
            budget: config.memory_mib,
            memory: Arc::new(Semaphore::new(config.memory_mib as usize)),
            working: Arc::new(Semaphore::new(config.parallel)),
            present: Arc::new(Semaphore::new(config.parallel + config.waiting)),
            patience: Duration::from_secs(config.wait_seconds),
        }
    }

    /// Makes a picture square.
    ///
    /// # Errors
    /// When it cannot be read, or has no place in the queue.
    pub async fn square(&self, declared: ImageFormat, bytes: Vec<u8>) -> Result<Vec<u8>, PictureError> {
        let present = Arc::clone(&self.present).try_acquire_owned().map_err(|_| PictureError::Busy)?;
        let patience = Instant::now() + self.patience;
        let working = within(patience, Arc::clone(&self.working).acquire_owned()).await?;
        let place = Place { _working: working, _present: present };
        let pixels = self.pixels;
        let (place, bytes, needed) = blocking(move || {
            let needed = size::needed(declared, &bytes, pixels)?;
            Ok((place, bytes, needed))
        })
        .await?;
        if needed > self.budget {
            let detail = format!("the picture takes up to {needed} MiB to read, but may take {}", self.budget);
            return Err(PictureError::Unreadable(format!("{detail}: send a smaller one")));
        }
        let memory = within(patience, Arc::clone(&self.memory).acquire_many_owned(needed)).await?;
        blocking(move || {
            let _held = (place, memory);
            square(declared, &bytes)
        })
        .await
    }
}

/// Waits for a permit until patience is over.
async fn within<T, E>(patience: Instant, acquiring: impl Future<Output = Result<T, E>>) -> Result<T, PictureError> {
    match time::timeout_at(patience, acquiring).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(PictureError::Busy),
    }
}

/// Works off the threads of requests. A decoder that panics has met a picture that cannot be read.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PictureError> + Send + 'static,
) -> Result<T, PictureError> {
    let done = task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(PictureError::Unreadable(format!("the picture could not be read: {error}"))))
}

/// Reads a picture, cuts its middle out, and writes it anew. It is cut before it is scaled, since scaling a strip to the
/// width of a square would make it as much longer; and turned last, since then it is small.
fn square(format: ImageFormat, bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let mut decoder = size::decoder(format, bytes)?;
    let orientation = decoder.orientation()?;
    let picture = DynamicImage::from_decoder(decoder)?;
    let (width, height) = picture.dimensions();
    let side = width.min(height);
    let mut middle = picture.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    drop(picture);
    if side > 2 * SIDE {
        // Averaging takes no memory beyond its result, which is then filtered.
        middle = middle.thumbnail_exact(2 * SIDE, 2 * SIDE);
    }
    let mut upright = DynamicImage::from(middle.resize_exact(SIDE, SIDE, FilterType::Triangle).to_rgba8());
    upright.apply_orientation(orientation);
    let mut written = Cursor::new(Vec::new());
    upright.write_to(&mut written, ImageFormat::WebP)?;
    Ok(written.into_inner())
}

impl From<ImageError> for PictureError {
    fn from(error: ImageError) -> Self {
        Self::Unreadable(format!("the picture could not be read: {error}"))
    }
}
