//! Replaces `proxy.rs` without the feature `network`: there is no argument for a proxy, so there is never a proxy.
#![expect(clippy::unused_self, clippy::trivially_copy_pass_by_ref, reason = "the signatures are those of the proxy")]

use std::{convert::Infallible, sync::Arc};

use contract_mock::{Front, Mock, MockServer};
use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;

use super::Format;
use crate::Terminal;

/// The end of the help of `mock`.
pub(super) const HELP: &str = "Examples:\n  {program} mock\n  \
    {program} mock --registry generated/registry.json --listen 127.0.0.1:0\n  \
    {program} mock --seed demo --auth off\n\n\
    Exit codes: 0 stopped, 1 the mock cannot start, 2 wrong usage";

pub(super) type Proxy = Infallible;

#[derive(clap::Args)]
pub(super) struct Proxying {}

impl Proxying {
    pub(super) fn proxy(&self, _format: Format, _lines: UnboundedSender<String>) -> Option<Proxy> {
        None
    }

    pub(super) fn finish(
        &self,
        proxy: &Proxy,
        _mock: &Mock,
        _format: Format,
        _terminal: &mut Terminal<'_>,
    ) -> anyhow::Result<u8> {
        match *proxy {}
    }
}

pub(super) fn front(proxy: &Proxy) -> Arc<dyn Front> {
    match *proxy {}
}

pub(super) fn check_target(proxy: &Proxy, _server: &MockServer) -> anyhow::Result<()> {
    match *proxy {}
}

pub(super) fn announce(_server: &MockServer, proxy: &Proxy, _has_control: bool, _terminal: &mut Terminal<'_>) {
    match *proxy {}
}

pub(super) fn as_json(_server: &MockServer, proxy: &Proxy) -> Value {
    match *proxy {}
}
