//! `cargo xtask bench conformance`: our conformance suite compared with schemathesis, on shops that each break one
//! rule.

mod ours;
mod results;
mod schemathesis;
mod shop;
mod tool;

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use contract_conformance::pattern;
use rayon::{
    ThreadPoolBuilder,
    iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator},
};

use self::{
    results::{Found, Measured, Results, Sound},
    schemathesis::{Runner, Schemathesis},
    shop::{Fault, Shop},
};
use super::report;
use crate::{SUCCESS, steps, terminal};

/// The hooks of schemathesis, from the project's folder.
const BENCH: &str = "xtask/bench/conformance";
/// Our suite, from the project's folder.
const CONTRACT: &str = "target/release/contract";
/// The contract of the bookshop, from the project's folder.
const REGISTRY: &str = "crates/contract-model/tests/registries/bookshop.json";
/// The maximum time of an answer, in seconds: one fault exceeds it.
const TIMEOUT: &str = "1";
/// The number of shops that are tested concurrently.
const AT_A_TIME: usize = 2;

#[derive(clap::Args)]
#[command(
    after_help = "Builds the program `contract` and the bookshop for release, and installs schemathesis with pip, once; none of that is in the measured time.\nEverything runs on this machine's loopback, two shops at a time, and takes up to 30 minutes on 2 cores. Run nothing else meanwhile: a run\nthat is ended early finds less.\n\nExamples:\n  cargo xtask bench conformance\n  cargo xtask bench conformance --faults 'graphql-*'\n\nExit codes: 0 everything ran, whoever caught more; 1 something failed"
)]
pub(crate) struct Arguments {
    /// Test these faults alone, and write nothing; `*` stands for any text.
    #[arg(long, value_name = "PATTERN")]
    faults: Option<String>,
    /// How many seconds a tool may take for a shop.
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u64).range(5..=600))]
    bound: u64,
}

/// Tests every shop with both tools, prints the table and writes it to `docs/benchmarks.md`.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let root = steps::root();
    steps::run(&root, "cargo", &["build", "--release", "--bin", "contract"])?;
    steps::run(&root, "cargo", &["build", "--release", "--package", "bookshop", "--bin", "bookshop"])?;
    let bench = Bench {
        peer: Schemathesis::prepare(&root)?,
        faults: faults(&root, arguments.faults.as_deref())?,
        bound: Duration::from_secs(arguments.bound),
        root,
    };
    let begun = Instant::now();
    let pool = ThreadPoolBuilder::new().num_threads(AT_A_TIME).build().context("could not start two threads")?;
    let sound = pool.install(|| bench.sound())?;
    let done = AtomicUsize::new(0);
    let measured = pool.install(|| {
        // Each task takes one fault from the list, because some faults take a hundred times as long as others.
        let faults = bench.faults.par_iter().with_max_len(1);
        faults.map(|fault| bench.measure(fault, &sound, &done)).collect::<anyhow::Result<_>>()
    })?;
    let peer = bench.peer.version()?;
    let results = Results { sound, measured, peer, bound: bench.bound, took: begun.elapsed() };
    results.table().columns().iter().for_each(terminal::line);
    terminal::line(format!("\n{}\n\n{}", results.verdict(), results.lists()));
    if arguments.faults.is_some() {
        terminal::note(&format!("{} stays as it is, as these are not all faults", report::FILE));
    } else {
        report::save("conformance", &results.section()?)?;
        terminal::progress(&format!("Wrote {}", report::FILE));
    }
    Ok(SUCCESS)
}

/// The faults that were requested.
fn faults(root: &Path, asked: Option<&str>) -> anyhow::Result<Vec<Fault>> {
    let mut faults = shop::faults(root)?;
    if let Some(asked) = asked {
        let asked_for = pattern(asked);
        faults.retain(|fault| asked_for.matches(&fault.name));
        ensure!(!faults.is_empty(), "--faults {asked}: there is no such fault; `{} --list` shows all", shop::PROGRAM);
    }
    Ok(faults)
}

/// Everything that is needed to test shops.
struct Bench {
    root: PathBuf,
    peer: Schemathesis,
    faults: Vec<Fault>,
    bound: Duration,
}

impl Bench {
    /// Tests the correct shop with both tools.
    fn sound(&self) -> anyhow::Result<Sound> {
        terminal::progress("Testing the sound shop");
        let open = || Shop::open(&self.root, None);
        let ours = ours::test(&self.root, open()?, self.bound).context("the sound shop")?;
        let theirs = Runner::ALL.par_iter().map(|runner| {
            let known = self.peer.learn(&self.root, *runner)?;
            let again = self.peer.test(open()?, *runner, self.bound)?;
            Ok((*runner, known, again))
        });
        Ok(Sound { ours, theirs: theirs.collect::<anyhow::Result<_>>().context("the sound shop")? })
    }

    /// Tests a shop with this fault with our suite, and then a second one with schemathesis.
    fn measure(&self, fault: &Fault, sound: &Sound, done: &AtomicUsize) -> anyhow::Result<Measured> {
        let open = || Shop::open(&self.root, Some(fault));
        let group = fault.group()?;
        let runner = Runner::of(group);
        let test = || {
            let ours = ours::test(&self.root, open()?, self.bound)?;
            Ok::<_, anyhow::Error>((ours, self.peer.test(open()?, runner, self.bound)?))
        };
        let (ours, theirs) = test().with_context(|| format!("the shop with the fault `{}`", fault.name))?;
        let measured = Measured {
            fault: fault.clone(),
            group,
            ours: ours.without(&sound.ours),
            theirs: sound.of_runner(runner).fold(theirs, Found::without),
        };
        let (done, all) = (done.fetch_add(1, Ordering::Relaxed) + 1, self.faults.len());
        let said = |found: &Found| if found.is_caught() { "caught" } else { "missed" };
        let (ours, theirs) = (said(&measured.ours), said(&measured.theirs));
        terminal::progress(&format!("{done} of {all}, {}: {ours} by ours, {theirs} by schemathesis", fault.name));
        Ok(measured)
    }
}
