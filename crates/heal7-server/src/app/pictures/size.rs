//! The maximum memory for reading a picture, computed from its headers alone.
//!
//! The factors are those of the decoders in use. A header can lie, so the code also checks the other parts of a file
//! that a decoder trusts (the frames of a WebP, the lengths of its chunks).

use std::io::Cursor;

use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::PictureError;

const MEBIBYTE: u64 = 1024 * 1024;

/// The maximum number of pixels on a side.
const LONGEST_SIDE: u32 = 10_000;
/// The maximum memory for the unpacked profiles and descriptions in a picture.
const METADATA: u64 = 16 * MEBIBYTE;
/// The memory for scaling and writing, which does not depend on the size.
const SCALING: u64 = 24 * MEBIBYTE;

/// The memory for three copies of the largest request body.
const BODY: u64 = 3 * 5_000_000;

/// The number of copies of the pixels at a time: the whole picture, and the cropped one.
const COPIES: u64 = 2;
/// PNG, for each pixel: four colours of two bytes.
const PNG_PIXEL: u64 = 8;
/// JPEG, for each pixel: coefficients of two bytes in up to four components, and the pixel itself.
const JPEG_PIXEL: u64 = 12;
/// The pixels by which JPEG's blocks extend beyond the picture: four blocks of 8.
const JPEG_PADDING: u64 = 32;
/// WebP, for each pixel: the planes of a frame, the frame with transparency, the canvas, and the pixel itself.
const WEBP_PIXEL: u64 = 15;
/// Lossless WebP, for each byte: twelve bytes can describe a table of 4 KiB.
const WEBP_LOSSLESS_BYTE: u64 = 360;
/// The maximum memory for these tables: 65,536 groups of five.
const WEBP_TABLES: u64 = 65_536 * 5 * 4_200;

/// Returns the maximum memory in MiB for reading a picture of so many megapixels, except for lossless WebP.
pub fn largest(megapixels: u32) -> u32 {
    let pixels = u64::from(megapixels) * 1_000_000 * WEBP_PIXEL.max(PNG_PIXEL * COPIES);
    u32::try_from((pixels + BODY + METADATA + SCALING).div_ceil(MEBIBYTE)).unwrap_or(u32::MAX)
}

/// Returns the maximum memory in MiB for reading this picture.
///
/// # Errors
/// When the picture is not of the declared format, or has more pixels than allowed.
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

/// Returns the decoder of a picture, which rejects pictures with too long sides.
pub(super) fn decoder(format: ImageFormat, bytes: &[u8]) -> Result<impl ImageDecoder + '_, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(METADATA);
    reader.limits(limits);
    reader.into_decoder()
}

/// The content of a WebP's chunks, which its header need not mention.
#[derive(Default)]
struct Frames {
    /// The pixels of the largest lossy frame.
    pixels: u64,
    /// The number of losslessly compressed bytes.
    lossless: u64,
}

impl Frames {
    fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        let mut frames = Self::default();
        let whole = bytes.get(12..).and_then(|chunks| frames.walk(chunks));
        whole.ok_or_else(|| PictureError::Unreadable("a chunk of the picture reaches beyond its end".into()))?;
        Ok(frames)
    }

    /// Reads chunks (a name and a length of four bytes each); returns `None` if one is cut off.
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
            // A chunk of odd length is followed by a padding byte.
            chunks = rest.get(length.next_multiple_of(2)..).unwrap_or_default();
        }
        Some(())
    }
}
