//! The decoded bytes of an answer, as far as a check needs them.

use std::io::{self, Write as _};

use axum::http::{HeaderMap, header};
use flate2::write::{MultiGzDecoder, ZlibDecoder};

/// The maximum size of a body or message that is checked.
pub(crate) const LONGEST: usize = 16 * 1024 * 1024;

/// The decoder of a body that arrives in pieces.
pub(crate) enum Decoder {
    Plain(Vec<u8>),
    Gzip(MultiGzDecoder<Vec<u8>>),
    Deflate(ZlibDecoder<Vec<u8>>),
    /// The body cannot be decoded, for this reason.
    Unreadable(String),
}

impl Decoder {
    /// The decoder of an answer with these headers.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let coding = headers.get(header::CONTENT_ENCODING).map(|value| String::from_utf8_lossy(value.as_bytes()));
        match coding.as_deref().map(str::trim) {
            None | Some("" | "identity") => Self::Plain(Vec::new()),
            Some("gzip" | "x-gzip") => Self::Gzip(MultiGzDecoder::new(Vec::new())),
            Some("deflate") => Self::Deflate(ZlibDecoder::new(Vec::new())),
            Some(other) => Self::Unreadable(format!("the answer has the coding `{other}`, which cannot be checked")),
        }
    }

    /// Takes the next piece.
    pub(crate) fn write(&mut self, piece: &[u8]) {
        let written = match self {
            Self::Plain(bytes) => bytes.write_all(piece),
            Self::Gzip(decoder) => decoder.write_all(piece),
            Self::Deflate(decoder) => decoder.write_all(piece),
            Self::Unreadable(_) => return,
        };
        if let Err(error) = written {
            *self = Self::undecodable(&error);
        } else if self.length() > LONGEST {
            *self = Self::Unreadable(format!("the answer has more than {LONGEST} bytes, and was not checked"));
        }
    }

    /// The bytes since the last call, if they can be decoded.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        match self {
            Self::Plain(bytes) => std::mem::take(bytes),
            Self::Gzip(decoder) => {
                _ = decoder.flush();
                std::mem::take(decoder.get_mut())
            }
            Self::Deflate(decoder) => {
                _ = decoder.flush();
                std::mem::take(decoder.get_mut())
            }
            Self::Unreadable(_) => Vec::new(),
        }
    }

    /// All bytes, or the reason why they cannot be decoded.
    pub(crate) fn finish(self) -> Result<Vec<u8>, String> {
        match self {
            Self::Plain(bytes) => Ok(bytes),
            Self::Gzip(decoder) => decoder.finish().map_err(|error| reason(&error)),
            Self::Deflate(decoder) => decoder.finish().map_err(|error| reason(&error)),
            Self::Unreadable(reason) => Err(reason),
        }
    }

    fn length(&self) -> usize {
        match self {
            Self::Plain(bytes) => bytes.len(),
            Self::Gzip(decoder) => decoder.get_ref().len(),
            Self::Deflate(decoder) => decoder.get_ref().len(),
            Self::Unreadable(_) => 0,
        }
    }

    fn undecodable(error: &io::Error) -> Self {
        Self::Unreadable(reason(error))
    }
}

fn reason(error: &io::Error) -> String {
    format!("the answer is not of the coding that it names: {error}")
}
