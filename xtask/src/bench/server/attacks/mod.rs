//! The answer time of `/health` while the server is attacked, with its default settings.

mod documents;
mod kinds;

use std::{
    net::SocketAddr,
    path::Path,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::Context;

use self::kinds::Kind;
use super::{client, contestants::Session, measured};
use crate::{
    bench::{
        report::{self, Table},
        running::Running,
    },
    terminal,
};

/// The number of attacking threads.
const ATTACKERS: usize = 8;
/// The interval of an operator's requests.
const EVERY: Duration = Duration::from_millis(20);
/// The number of the operator's source address.
const OPERATOR: usize = 0xfffe;
/// The maximum median that meets the goal.
const GOAL: Duration = Duration::from_millis(100);
/// The time that counts for `/health` without an answer.
const NEVER: Duration = Duration::from_secs(10);

/// The target of an attack.
pub(super) struct Target<'a> {
    /// The address of the server.
    pub address: SocketAddr,
    /// The person whose account is attacked, and who sends the requests of other attacks.
    pub person: &'a Session,
    /// Whether the attack is over.
    pub is_over: &'a AtomicBool,
    /// The number of sent requests or opened connections.
    pub sent: &'a AtomicU64,
}

impl Target<'_> {
    /// Whether the attack continues.
    pub(super) fn goes_on(&self) -> bool {
        !self.is_over.load(Ordering::Relaxed)
    }

    /// Counts a sent request or an opened connection.
    pub(super) fn count(&self) {
        self.sent.fetch_add(1, Ordering::Relaxed);
    }
}

/// The outcome of one attack.
struct Outcome {
    kind: Kind,
    sent: u64,
    /// The duration of each `/health` request, sorted.
    times: Vec<Duration>,
    failures: usize,
    has_ended: bool,
}

impl Outcome {
    /// The time within which this share of the answers came.
    fn within(&self, part: usize, of: usize) -> Duration {
        let last = self.times.len().saturating_sub(1);
        self.times.get((self.times.len() * part / of).min(last)).copied().unwrap_or(NEVER)
    }
}

/// Attacks, prints the table and writes it.
pub(super) fn run(server: &Path, seconds: u32) -> anyhow::Result<()> {
    let mut outcomes = Vec::new();
    for kind in Kind::ALL {
        terminal::progress(&format!("Attacking for {seconds} seconds: {}", kind.title()));
        outcomes.push(attack(server, kind, Duration::from_secs(seconds.into()))?);
    }
    table(&outcomes).columns().iter().for_each(terminal::line);
    terminal::line(verdict(&outcomes));
    report::save("server-attacks", &section(server, seconds, &outcomes)?)
}

/// Runs one attack on a new server.
fn attack(server: &Path, kind: Kind, time: Duration) -> anyhow::Result<Outcome> {
    let folder = tempfile::tempdir().context("there is no room for a folder")?;
    let settings = [("HEAL7_LOG__FILTER", "error")];
    let mut running = Running::with(server, folder.path(), "sqlite:heal7.db", &settings)?;
    let person = running.session("hong@example.com")?;
    let (is_over, sent) = (AtomicBool::new(false), AtomicU64::new(0));
    let target = Target { address: running.address, person: &person, is_over: &is_over, sent: &sent };
    let (mut times, failures) = thread::scope(|scope| {
        for number in 0..ATTACKERS {
            let target = &target;
            scope.spawn(move || kind.attack(number, target));
        }
        let asked = ask(running.address, time);
        is_over.store(true, Ordering::Relaxed);
        asked
    });
    times.sort_unstable();
    Ok(Outcome { kind, sent: sent.into_inner(), times, failures, has_ended: running.has_ended() })
}

/// Requests `/health` repeatedly; returns each duration, and the number of answers other than 200.
fn ask(address: SocketAddr, time: Duration) -> (Vec<Duration>, usize) {
    let (begun, mut times, mut failures) = (Instant::now(), Vec::new(), 0);
    while begun.elapsed() < time {
        let asked = Instant::now();
        if client::get(client::loopback(OPERATOR), address, "/health").unwrap_or(false) {
            times.push(asked.elapsed());
        } else {
            failures += 1;
            times.push(NEVER);
        }
        thread::sleep(EVERY);
    }
    (times, failures)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

fn table(outcomes: &[Outcome]) -> Table {
    let rows = outcomes.iter().map(|outcome| {
        vec![
            outcome.kind.title().to_owned(),
            outcome.sent.to_string(),
            outcome.times.len().to_string(),
            outcome.failures.to_string(),
            milliseconds(outcome.within(1, 2)),
            milliseconds(outcome.within(99, 100)),
            milliseconds(outcome.within(1, 1)),
        ]
    });
    let titles = vec!["attack", "sent", "`/health` asked", "failed", "median ms", "p99 ms", "max ms"];
    Table { titles, rows: rows.collect() }
}

fn verdict(outcomes: &[Outcome]) -> String {
    let worst = outcomes.iter().map(|outcome| outcome.within(1, 2)).max().unwrap_or(NEVER);
    let ended: Vec<_> =
        outcomes.iter().filter(|outcome| outcome.has_ended).map(|outcome| outcome.kind.title()).collect();
    let is_met = worst <= GOAL && ended.is_empty();
    let ended =
        if ended.is_empty() { String::new() } else { format!(" The server ended under: {}.", ended.join(", ")) };
    let goal = format!("a median of at most {} ms throughout", GOAL.as_millis());
    report::goal(&goal, is_met, &format!("{} ms at worst", milliseconds(worst))) + &ended
}

fn section(server: &Path, seconds: u32, outcomes: &[Outcome]) -> anyhow::Result<String> {
    Ok(format!(
        "## Attacks\n\n`cargo xtask bench server --only attacks`: the time of `GET /health` on a connection of its own, \
         every {} ms, while {ATTACKERS} threads attack the reference server for {seconds} seconds, each attack on a \
         server of its own with the settings that it has by default.\n\
         Everything runs on one machine, so that the attackers take of the same processors.\n\
         **sent** counts requests, connections or messages; an answer that does not come is counted with {} ms.\n\n\
         {}\n{}\n\n{}",
        EVERY.as_millis(),
        NEVER.as_millis(),
        table(outcomes).markdown(),
        verdict(outcomes),
        measured(server)?,
    ))
}
