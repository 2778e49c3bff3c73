//! Uploaded pictures: they are cropped to a square, turned upright, scaled down, and stripped of everything but pixels.
//!
//! A picture of a few bytes can need gigabytes of memory. So its size is read before its pixels ([`size`]), it waits
//! until that much of the memory budget is free, and the settings limit how many pictures wait.

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

/// The width and height of a stored picture.
const SIDE: u32 = 512;

/// The queue of pictures to crop, a few at a time.
pub struct Pictures {
    /// The maximum number of pixels of a picture.
    pixels: u64,
    /// The memory budget, in MiB.
    budget: u32,
    memory: Arc<Semaphore>,
    /// Permits for pictures that are being processed.
    working: Arc<Semaphore>,
    /// Permits for pictures that wait or are being processed.
    present: Arc<Semaphore>,
    patience: Duration,
}

/// The reason why a picture was not cropped.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The bytes are not a picture, or the picture needs too much memory.
    #[error("{0}")]
    Unreadable(String),
    /// Too many other pictures wait, or this one has waited too long.
    #[error("too many pictures are being processed")]
    Busy,
}

/// A place among the pictures that are being processed. It is free again when the work is done, even if the caller has
/// gone away.
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

    /// Crops a picture to a square.
    ///
    /// # Errors
    /// When the picture cannot be read, or the queue has no place for it.
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

/// Waits for a permit until the instant `patience`.
async fn within<T, E>(patience: Instant, acquiring: impl Future<Output = Result<T, E>>) -> Result<T, PictureError> {
    match time::timeout_at(patience, acquiring).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(PictureError::Busy),
    }
}

/// Runs work on a thread for blocking tasks. If a decoder panics, the picture counts as unreadable.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PictureError> + Send + 'static,
) -> Result<T, PictureError> {
    let done = task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(PictureError::Unreadable(format!("the picture could not be read: {error}"))))
}

/// Reads a picture, crops it to its middle, and writes it again. It is cropped before it is scaled, since scaling a
/// strip to the width of a square would make it much longer; it is turned last, when it is small.
fn square(format: ImageFormat, bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let mut decoder = size::decoder(format, bytes)?;
    let orientation = decoder.orientation()?;
    let picture = DynamicImage::from_decoder(decoder)?;
    let (width, height) = picture.dimensions();
    let side = width.min(height);
    let mut middle = picture.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    drop(picture);
    if side > 2 * SIDE {
        // Averaging needs no memory beyond its result, which is then filtered.
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
