//! The memory of the server per idle socket.

use std::{net::SocketAddr, path::Path, thread, time::Duration};

use anyhow::Context;

use super::{
    client::{self, Opened},
    contestants::Session,
    measured,
};
use crate::{
    bench::{
        report::{self, Table},
        running::Running,
    },
    terminal,
};

/// The numbers of open sockets.
const COUNTS: [usize; 2] = [2_000, 10_000];
/// The number of sockets that are opened and closed first, so that memory which all sockets share is not counted.
const WARM: usize = 100;
/// The maximum per socket, in kibibytes.
const GOAL: f64 = 25.0;
/// The time for which the server rests before it is measured.
const REST: Duration = Duration::from_secs(2);
/// Limits that are high enough for all sockets of one address, which do not answer the server's pings.
const SETTINGS: [(&str, &str); 5] = [
    ("HEAL7_CONNECTIONS__TOTAL", "12000"),
    ("HEAL7_CONNECTIONS__PER_ADDRESS", "12000"),
    ("HEAL7_HTTP__IDLE_SECONDS", "3600"),
    ("HEAL7_LIMITS__ENABLED", "false"),
    ("HEAL7_LOG__FILTER", "warn"),
];

/// A kind of socket.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Channel,
    Graphql,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Channel, Self::Graphql];

    const fn title(self) -> &'static str {
        match self {
            Self::Channel => "a person's channel, `/ws/{userId}`",
            Self::Graphql => "GraphQL, introduced",
        }
    }

    fn open(self, address: SocketAddr, person: &Session) -> anyhow::Result<Opened> {
        match self {
            Self::Channel => client::channel(client::loopback(1), address, person),
            Self::Graphql => client::graphql(client::loopback(1), address),
        }
    }
}

/// One measurement: the kind, the number of sockets, and the kibibytes per socket.
type Measured = (Kind, usize, f64);

/// Measures, prints the table and writes it.
pub(super) fn run(server: &Path) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        for count in COUNTS {
            terminal::progress(&format!("Opening {count} sockets: {}", kind.title()));
            all.push((kind, count, each(server, kind, count)?));
        }
    }
    table(&all).columns().iter().for_each(terminal::line);
    terminal::line(verdict(&all));
    report::save("server-memory", &section(server, &all)?)
}

/// The kibibytes per socket for this number of sockets.
fn each(server: &Path, kind: Kind, count: usize) -> anyhow::Result<f64> {
    let folder = tempfile::tempdir().context("there is no room for a folder")?;
    let server = Running::with(server, folder.path(), "sqlite:heal7.db", &SETTINGS)?;
    let person = server.session("hong@example.com")?;
    drop(open(kind, WARM, server.address, &person)?);
    let resident = || {
        thread::sleep(REST);
        server.resident().context("the memory of the server cannot be read")
    };
    let before = resident()?;
    let sockets = open(kind, count, server.address, &person)?;
    let after = resident()?;
    drop(sockets);
    #[expect(clippy::cast_precision_loss, reason = "the bytes of a process are far from 2^53")]
    Ok(after.saturating_sub(before) as f64 / 1024.0 / count as f64)
}

fn open(kind: Kind, count: usize, address: SocketAddr, person: &Session) -> anyhow::Result<Vec<Opened>> {
    (0..count).map(|_| kind.open(address, person)).collect()
}

fn table(all: &[Measured]) -> Table {
    let rows = all.iter().map(|(kind, count, each)| vec![kind.title().into(), count.to_string(), format!("{each:.1}")]);
    Table { titles: vec!["socket", "open", "KiB each"], rows: rows.collect() }
}

fn verdict(all: &[Measured]) -> String {
    let most = all.iter().map(|(.., each)| *each).fold(0.0, f64::max);
    report::goal(&format!("at most {GOAL} KiB each"), most <= GOAL, &format!("{most:.1} KiB"))
}

fn section(server: &Path, all: &[Measured]) -> anyhow::Result<String> {
    Ok(format!(
        "## Memory of connections\n\n`cargo xtask bench server --only memory`: how much the resident memory of the \
         reference server grows when so many sockets are opened, divided by their number.\n\
         They are idle: the server pings them, and they say nothing.\n\n{}\n{}\n\n{}",
        table(all).markdown(),
        verdict(all),
        measured(server)?,
    ))
}
