//! Draws from a stream of random numbers: mulberry32, seeded with the stream's key. docs/entity-function.md section 2
//! is the specification.

/// The draws of one stream.
#[derive(Debug, Clone)]
pub struct Draws {
    state: u32,
}

impl Draws {
    /// Creates the draws of the stream with that key.
    pub const fn new(key: u32) -> Self {
        Self { state: key }
    }

    /// Returns the next draw.
    pub const fn next(&mut self) -> u32 {
        self.state = self.state.wrapping_add(0x6d2b_79f5);
        let mut mixed = (self.state ^ (self.state >> 15)).wrapping_mul(self.state | 1);
        mixed ^= mixed.wrapping_add((mixed ^ (mixed >> 7)).wrapping_mul(mixed | 0x3d));
        mixed ^ (mixed >> 14)
    }

    /// Returns the next draw, modulo `n`, which must not be 0.
    pub const fn below(&mut self, n: u32) -> u32 {
        self.next() % n
    }

    /// Returns an item of a non-empty list, chosen by the next draw.
    pub fn choose<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.next() as usize % items.len()]
    }
}

/// Returns the first draw of the stream with that key.
pub const fn first_draw(key: u32) -> u32 {
    Draws::new(key).next()
}
