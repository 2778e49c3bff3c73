//! The keys of streams: FNV-1a, 32 bits, over the parts of a path. docs/entity-function.md section 1 is the
//! specification.

const OFFSET_BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Returns FNV-1a of some bytes, continued from `start`.
fn fnv1a(start: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(PRIME))
}

/// Returns the key of a path with these parts: the hash of the parts with NUL between them.
pub fn key_of(parts: &[&str]) -> u32 {
    let Some((first, rest)) = parts.split_first() else { return OFFSET_BASIS };
    rest.iter().fold(fnv1a(OFFSET_BASIS, first.as_bytes()), |key, part| child_key(key, part))
}

/// Returns the key of a path with one more part, from the key of the path.
pub fn child_key(key: u32, part: &str) -> u32 {
    fnv1a(fnv1a(key, &[0]), part.as_bytes())
}
