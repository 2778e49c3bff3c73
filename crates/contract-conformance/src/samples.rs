//! Small valid files of common media types.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// One pixel, as PNG.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
/// One pixel, as GIF.
const GIF: &str = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/// A small file of a media type; plain text for an unknown media type.
pub(crate) fn file(media_type: &str) -> Vec<u8> {
    let decoded = |text| STANDARD.decode(text).expect("the samples are base64");
    match media_type {
        "image/png" => decoded(PNG),
        "image/gif" => decoded(GIF),
        "application/json" => b"{}".to_vec(),
        "application/pdf" => {
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
                               trailer<</Root 1 0 R>>\n%%EOF\n"
                .to_vec()
        }
        _ => b"sample".to_vec(),
    }
}
