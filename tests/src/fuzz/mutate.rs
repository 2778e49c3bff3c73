//! Mutations of inputs that random bytes would not produce, such as deep nesting and long repetitions.

use fastrand::Rng;

/// The maximum size of an input, in bytes.
const LONGEST: usize = 64 * 1024;
/// Numbers at the limits of types.
const NUMBERS: [&str; 10] = [
    "0",
    "-1",
    "127",
    "2147483648",
    "-2147483649",
    "9007199254740993",
    "18446744073709551616",
    "1e400",
    "-0.0",
    "0.1e-999",
];
/// Texts that parsers often read in different ways.
const TEXTS: [&str; 8] = ["\0", "\u{202e}", "\u{feff}", "\u{2028}", "\r\n", "\u{fffd}", "%00", "\\u0000"];

/// Creates inputs from seeds. The same number gives the same input.
pub struct Mutator<'a> {
    random: Rng,
    words: &'a [&'a str],
}

impl<'a> Mutator<'a> {
    /// A mutator for a language with these words.
    pub fn new(seed: u64, words: &'a [&'a str]) -> Self {
        Self { random: Rng::with_seed(seed), words }
    }

    /// One of the seeds, with several changes.
    pub fn input(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = self.one_of(seeds).clone();
        for _ in 0..self.random.usize(1..=6) {
            self.change(&mut input, seeds);
            input.truncate(LONGEST);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.random.usize(0..=input.len());
        match self.random.u8(0..10) {
            0 => self.insert(input, at, &NUMBERS),
            1 => self.insert(input, at, &TEXTS),
            2 | 3 => self.insert(input, at, self.words),
            4 => {
                let end = (at + self.random.usize(0..=16)).min(input.len());
                input.drain(at..end);
            }
            5 => {
                let end = (at + self.random.usize(1..=24)).min(input.len());
                let times = self.random.usize(1..=600);
                let repeated = input[at..end].repeat(times);
                input.splice(at..at, repeated);
            }
            6 => {
                let (open, close) =
                    *self.one_of(&[("[", "]"), ("{", "}"), ("(", ")"), ("{a:", "}"), ("[{\"a\":", "}]")]);
                let depth = self.random.usize(1..=3000);
                let nested = format!("{}1{}", open.repeat(depth), close.repeat(self.random.usize(0..=depth)));
                input.splice(at..at, nested.bytes());
            }
            7 => {
                let other = self.one_of(seeds);
                let from = self.random.usize(0..=other.len());
                input.splice(at.., other[from..].iter().copied());
            }
            8 if !input.is_empty() => {
                let at = at.min(input.len() - 1);
                input[at] = self.random.u8(..);
            }
            _ => {
                let end = (at + self.random.usize(0..=8)).min(input.len());
                input[at..end].reverse();
            }
        }
    }

    fn insert(&mut self, input: &mut Vec<u8>, at: usize, texts: &[&str]) {
        let text = self.one_of(texts);
        input.splice(at..at, text.bytes());
    }

    fn one_of<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        &choices[self.random.usize(0..choices.len())]
    }
}
