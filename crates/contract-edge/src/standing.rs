//! The open sockets and feeds, counted by the client's address.
//!
//! Connections themselves are counted where they are accepted. Behind a proxy, all connections have the same address,
//! and over HTTP/2 one connection carries many sockets and feeds. So sockets and feeds are counted here as well.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use contract_model::exchange::network;

use crate::{fault::Fault, platform::Bounds};

/// The number of seconds after which a client may retry.
pub(crate) const RETRY_AFTER: u32 = 5;

/// The open sockets and feeds.
#[derive(Debug)]
pub(crate) struct Standing {
    bounds: Bounds,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    total: usize,
    by_address: BTreeMap<Option<IpAddr>, usize>,
}

impl Standing {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self { bounds, open: Mutex::default() }
    }

    /// Opens a socket or a feed, which is open until the returned value is dropped.
    pub(crate) fn open(self: &Arc<Self>, address: Option<IpAddr>) -> Result<Stay, Fault> {
        let block = address.map(network);
        let mut open = self.lock();
        let of_address = open.by_address.get(&block).copied().unwrap_or_default();
        if open.total >= self.bounds.total || of_address >= self.bounds.per_address {
            return Err(Fault::Overloaded { retry_after: RETRY_AFTER });
        }
        open.total += 1;
        open.by_address.insert(block, of_address + 1);
        Ok(Stay { standing: Arc::clone(self), block })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An open socket or feed.
#[derive(Debug)]
pub(crate) struct Stay {
    standing: Arc<Standing>,
    block: Option<IpAddr>,
}

impl Drop for Stay {
    fn drop(&mut self) {
        let mut open = self.standing.lock();
        open.total = open.total.saturating_sub(1);
        let left = open.by_address.get(&self.block).map_or(0, |count| count.saturating_sub(1));
        if left == 0 {
            open.by_address.remove(&self.block);
        } else {
            open.by_address.insert(self.block, left);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn connections_are_limited_per_address_and_in_total() {
        let standing = Arc::new(Standing::new(Bounds { total: 3, per_address: 2, reserve: 0 }));
        let address = |text: &str| Some(text.parse::<IpAddr>().unwrap());
        let first = standing.open(address("192.0.2.1")).unwrap();
        let _second = standing.open(address("192.0.2.1")).unwrap();
        assert!(matches!(standing.open(address("192.0.2.1")), Err(Fault::Overloaded { .. })));
        let _third = standing.open(address("2001:db8::1")).unwrap();
        assert!(standing.open(address("192.0.2.2")).is_err(), "there are three");
        drop(first);
        let again = standing.open(address("192.0.2.1")).unwrap();
        drop(again);
        assert_eq!(standing.lock().by_address.len(), 2);
    }
}
