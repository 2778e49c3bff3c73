//! Fuzzing in one process: seeds are mutated and sent to a running server, and its answers are judged.
//!
//! `cargo xtask test` runs each target for a fixed number of inputs, `cargo xtask fuzz` for a given time. The inputs
//! are derived from a seed, which is printed after a failure. The last input is also kept in `target/fuzz`, because an
//! input that ends the process prevents printing.

mod mutate;

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

pub use self::mutate::Mutator;

/// The number of inputs per target if no time is set.
const INPUTS: u64 = 250;
/// The default seed; any other would do.
const SEED: u64 = 0x4845_414c_3700;
/// The maximum time until an input is answered.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A parser of network input.
pub struct Target {
    /// The target's name, which is also the name of its folder of seeds in `tests/fuzz`.
    pub name: &'static str,
    /// Words of its language, which mutations insert.
    pub words: &'static [&'static str],
}

impl Target {
    /// Sends inputs until their number or the time is exhausted.
    ///
    /// # Panics
    /// When an input is answered in a way that `judge` does not accept.
    #[expect(clippy::print_stdout, reason = "a test prints what it measured")]
    pub async fn run(&self, mut judge: impl AsyncFnMut(&[u8]) -> Result<(), String>) {
        let seeds = seeds(&folder().join(self.name));
        let seed = number("FUZZ_SEED").unwrap_or(SEED);
        let seconds = number("FUZZ_SECONDS").map(Duration::from_secs);
        let last = kept(self.name);
        let begun = Instant::now();
        let mut count = 0;
        while seconds.map_or(count < INPUTS, |seconds| begun.elapsed() < seconds) {
            // The unchanged seeds come first.
            let input = match usize::try_from(count).ok().and_then(|index| seeds.get(index)) {
                Some(input) => input.clone(),
                None => Mutator::new(seed.wrapping_add(count), self.words).input(&seeds),
            };
            fs::write(&last, &input).expect("target/fuzz can be written");
            if let Err(reason) = judge(&input).await {
                panic!(
                    "input {count} of `{}` under FUZZ_SEED={seed}: {reason}\nkept as {}: {}",
                    self.name,
                    last.display(),
                    String::from_utf8_lossy(&input[..input.len().min(500)])
                );
            }
            count += 1;
        }
        println!("{}: {count} inputs in {:.1} s", self.name, begun.elapsed().as_secs_f64());
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number, but is `{text}`")))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The file of the last input.
fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz");
    fs::create_dir_all(&folder).expect("target/fuzz can be made");
    folder.join(name)
}

/// The seeds in a folder, sorted by name.
fn seeds(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a folder can be read").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} has no seeds", folder.display());
    files.iter().map(|file| fs::read(file).expect("a seed can be read")).collect()
}
