//! The memory that reading a picture takes at most, told from its headers alone.
//!
//! The factors are those of the decoders in use. A header can lie, so what a decoder takes from elsewhere in the file
//! (the frames of a WebP, the lengths of its chunks) is looked at as well.

use std::io::Cursor;

use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::PictureError;

const MEBIBYTE: u64 = 1024 * 1024;

/// The most pixels on a side.
const LONGEST_SIDE: u32 = 10_000;
/// The most memory that profiles and descriptions in a picture may be unpacked to.
const METADATA: u64 = 16 * MEBIBYTE;
/// The memory that scaling and writing take, whatever the size.
const SCALING: u64 = 24 * MEBIBYTE;

/// The memory that three copies of the largest body take.
const BODY: u64 = 3 * 5_000_000;

/// How often the pixels are there at a time: whole, and cut out.
const COPIES: u64 = 2;
/// PNG, for each pixel: four colours of two bytes.
const PNG_PIXEL: u64 = 8;
/// JPEG, for each pixel: coefficients of two bytes in up to four components, and the pixel itself.
const JPEG_PIXEL: u64 = 12;
/// JPEG's blocks reach beyond the picture: four of 8 pixels.
const JPEG_PADDING: u64 = 32;
/// WebP, for each pixel: the planes of a frame, the frame with transparency, the canvas, and the pixel itself.
const WEBP_PIXEL: u64 = 15;
/// WebP without loss, for each byte: a table of 4 KiB is told in twelve bytes …
const WEBP_LOSSLESS_BYTE: u64 = 360;
/// … for at most 65,536 groups of five.
const WEBP_TABLES: u64 = 65_536 * 5 * 4_200;

/// Returns how many MiB reading a picture of so many megapixels takes at most, apart from WebP without loss.
pub fn largest(megapixels: u32) -> u32 {
    let pixels = u64::from(megapixels) * 1_000_000 * WEBP_PIXEL.max(PNG_PIXEL * COPIES);
    u32::try_from((pixels + BODY + METADATA + SCALING).div_ceil(MEBIBYTE)).unwrap_or(u32::MAX)
}

/// Returns how many MiB reading a picture takes at most.
///
/// # Errors
/// When it is not of the declared format, or has more pixels than allowed.
pub(super) fn needed(declared: ImageFormat, bytes: &[u8], most_pixels: u64) -> Result<u32, PictureError> {
    let found = image::guess_format(bytes)?;
    if found != declared {
        let (declared, found) = (declared.to_mime_type(), found.to_mime_type());
        return Err(PictureError::Unreadable(format!("the picture is declared as {declared}, but is {found}")));
    }
    let frames = if declared == ImageFormat::WebP { Frames::read(bytes)? } else { Frames::default() };
    let decoder = decoder(declared, bytes)?;
    let (width, height) = decoder.dimensions();
    let pixels = (u64::from(width) * u64::from(height)).max(frames.pixels);
    if pixels > most_pixels {
        return Err(PictureError::Unreadable(format!("the picture has {pixels} pixels, but may have {most_pixels}")));
    }
    let pixels = match declared {
        ImageFormat::Jpeg => (u64::from(width) + JPEG_PADDING) * (u64::from(height) + JPEG_PADDING) * JPEG_PIXEL,
        ImageFormat::WebP => pixels * WEBP_PIXEL + (frames.lossless * WEBP_LOSSLESS_BYTE).min(WEBP_TABLES),
        _ => decoder.total_bytes() * COPIES,
    };
    let body = 3 * bytes.len() as u64;
    let mebibytes = (pixels + body + METADATA + SCALING).div_ceil(MEBIBYTE);
    Ok(u32::try_from(mebibytes).unwrap_or(u32::MAX))
}

/// Returns the decoder of a picture whose sides are not too long.
pub(super) fn decoder(format: ImageFormat, bytes: &[u8]) -> Result<impl ImageDecoder + '_, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(METADATA);
    reader.limits(limits);
    reader.into_decoder()
}

/// What the chunks of a WebP hold, which its header need not tell.
#[derive(Default)]
struct Frames {
    /// The pixels of the largest frame with loss.
    pixels: u64,
    /// The bytes that are compressed without loss.
    lossless: u64,
}

impl Frames {
    fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        let mut frames = Self::default();
        let whole = bytes.get(12..).and_then(|chunks| frames.walk(chunks));
        whole.ok_or_else(|| PictureError::Unreadable("a chunk of the picture reaches beyond its end".into()))?;
        Ok(frames)
    }

    /// Looks at chunks (a name and a length of four bytes each); nothing where one is cut off.
    fn walk(&mut self, mut chunks: &[u8]) -> Option<()> {
        while let Some((head, rest)) = chunks.split_at_checked(8) {
            let (name, length) = head.split_at(4);
            let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
            let data = rest.get(..length)?;
            match name {
                b"VP8 " => {
                    let side =
                        |at: usize| Some(u64::from(u16::from_le_bytes(*data.get(at..)?.first_chunk()?) & 0x3fff));
                    self.pixels = self.pixels.max(side(6)? * side(8)?);
                }
                b"VP8L" | b"ALPH" => self.lossless += length as u64,
                b"ANMF" => self.walk(data.get(16..)?)?,
                _ => {}
            }
            // A chunk of odd length is followed by a byte that fills it up.
            chunks = rest.get(length.next_multiple_of(2)..).unwrap_or_default();
        }
        Some(())
    }
}
