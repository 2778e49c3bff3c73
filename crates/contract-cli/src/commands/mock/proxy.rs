//! `mock --proxy`: passes requests to a real server, and checks both directions.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use contract_mock::{Direction, Entry, Front, Mock, MockServer};
pub(super) use contract_proxy::Proxy;
use contract_proxy::{Target, Totals};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::{Format, announce};
use crate::{DRIFT, SUCCESS, Terminal, files};

/// The end of the help of `mock`.
pub(super) const HELP: &str = "Examples:\n  {program} mock\n  \
    {program} mock --registry generated/registry.json --listen 127.0.0.1:0\n  \
    {program} mock --seed demo --auth off\n  \
    {program} mock --proxy http://127.0.0.1:8080 --record recorded.toml\n\n\
    Exit codes: 0 stopped, 1 the mock cannot start, 2 wrong usage, 4 the server behind the proxy broke the contract: in an \
    answer, or by accepting a request that does not fit";

#[derive(clap::Args)]
pub(super) struct Proxying {
    /// Pass every request to this server, report what does not fit the contract on either side, and record the
    /// responses.
    #[arg(long, value_name = "URL", conflicts_with_all = ["auth", "token_seconds", "refresh_cookie", "ids", "scenario"])]
    proxy: Option<Target>,
    /// At the end, write the recorded responses as a scenario, for `--scenario`.
    #[arg(long, value_name = "FILE", requires = "proxy")]
    record: Option<PathBuf>,
}

impl Proxying {
    /// Returns the proxy, where the arguments name one. It sends each of its messages as a line.
    pub(super) fn proxy(&self, format: Format, lines: UnboundedSender<String>) -> Option<Proxy> {
        let target = self.proxy.clone()?;
        Some(Proxy::new(target, move |entry| {
            for line in report(entry, format) {
                // When the program ends, nobody reads the lines any more.
                _ = lines.send(line);
            }
        }))
    }

    /// Writes the recorded responses, prints the numbers, and returns the exit code.
    pub(super) fn finish(
        &self,
        proxy: &Proxy,
        mock: &Mock,
        format: Format,
        terminal: &mut Terminal<'_>,
    ) -> anyhow::Result<u8> {
        if let Some(file) = &self.record {
            let scenario = mock.record().context("the recorded answers cannot be written as TOML")?;
            files::write(Path::new("."), file, &scenario)?;
            terminal.progress(&format!("Recorded {}", file.display()));
        }
        let totals = proxy.totals();
        match format {
            Format::Json => terminal.line(json!({ "summary": numbers(totals) }).to_string()),
            Format::Text => summary(proxy, totals, terminal),
        }
        Ok(if totals.has_violations() { DRIFT } else { SUCCESS })
    }
}

/// Returns the proxy as the server that answers instead of the mock.
pub(super) fn front(proxy: &Proxy) -> Arc<dyn Front> {
    Arc::new(proxy.clone())
}

/// Refuses a target that is the proxy itself; a longer loop is detected when a request passes through it.
pub(super) fn check_target(proxy: &Proxy, server: &MockServer) -> anyhow::Result<()> {
    let target = proxy.target();
    if target.is_loopback() && target.port() == Some(server.address().port()) {
        bail!("--proxy {target} is the address of this proxy: name the server itself, or another --listen");
    }
    Ok(())
}

/// Prints the address of a proxy, for people.
pub(super) fn announce(server: &MockServer, proxy: &Proxy, has_control: bool, terminal: &mut Terminal<'_>) {
    announce::place("address", &server.url(), terminal);
    announce::place("target", &proxy.target().to_string(), terminal);
    if has_control {
        announce::control(server, terminal);
    }
}

/// Returns the same information for programs.
pub(super) fn as_json(server: &MockServer, proxy: &Proxy) -> Value {
    json!({ "url": server.url(), "target": proxy.target().to_string() })
}

/// Returns the lines about a request: one for each violation.
fn report(entry: &Entry, format: Format) -> Vec<String> {
    if format == Format::Json {
        return vec![json!({ "report": entry }).to_string()];
    }
    let Entry { method, path, status, message, .. } = entry;
    let of_violations = entry.violations.iter().map(|found| {
        let side = match (found.direction, message) {
            (Direction::Request, None) => "request".to_owned(),
            (Direction::Answer, None) => format!("answer {status}"),
            (Direction::Request, Some(message)) => format!("request message {message}"),
            (Direction::Answer, Some(message)) => format!("answer message {message}"),
        };
        let place = if found.pointer.is_empty() { "the body" } else { &found.pointer };
        format!("{method} {path}  {side}: {place}: {}", found.detail)
    });
    let of_failure = entry.failure.iter().map(|failure| format!("{method} {path}  {status}: {failure}"));
    of_violations.chain(of_failure).collect()
}

fn numbers(totals: Totals) -> Value {
    json!({
        "requests": totals.requests,
        "violations": {
            "inAnswers": totals.in_answers,
            "inAcceptedRequests": totals.in_accepted_requests,
            "inRefusedRequests": totals.in_refused_requests,
        },
        "failures": totals.failures,
    })
}

fn summary(proxy: &Proxy, totals: Totals, terminal: &mut Terminal<'_>) {
    terminal.line("");
    terminal.line(format!("{} requests to {}", totals.requests, proxy.target()));
    for (number, about) in [
        (totals.in_answers, "violations in answers"),
        (totals.in_accepted_requests, "violations in requests that the server accepted"),
        (totals.in_refused_requests, "violations in requests that were refused, and in messages of clients"),
        (totals.failures, "requests without a whole answer that could be checked"),
    ] {
        terminal.line(format!("  {number:<6} {about}"));
    }
}
