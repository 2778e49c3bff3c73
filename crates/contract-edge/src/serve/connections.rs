//! The open connections: their limits, and the choice of the one that is closed to make room for another.

use std::{
    collections::{BTreeMap, VecDeque},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use contract_model::exchange::network;
use tokio::time::Instant;

use super::pace::Pace;
use crate::platform::Bounds;

/// The number of silent connections that are looked up at a time.
const CANDIDATES: usize = 256;
/// The pause before the next search for silent connections, after a search found none.
const PAUSE: Duration = Duration::from_millis(50);
/// The interval at which the log reports refused connections.
const REPORT_EVERY: Duration = Duration::from_secs(10);

/// The open connections.
#[derive(Debug)]
pub(super) struct Connections {
    bounds: Bounds,
    /// Whether the peer is the client; behind proxies, the peer is a proxy.
    counts_addresses: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    /// The number of connections within the limits.
    total: usize,
    by_address: BTreeMap<IpAddr, BTreeMap<u64, Arc<Pace>>>,
    /// The connections beyond the limits.
    reserved: BTreeMap<u64, Arc<Pace>>,
    /// The connections that had been silent for longest at the last lookup, with the start of their silence. A
    /// connection that became silent later comes after all of these.
    candidates: VecDeque<(Instant, u64, IpAddr, Arc<Pace>)>,
    /// The time of the last search that found no silent connection.
    none_silent_at: Option<Instant>,
    refused: u64,
    reported_at: Option<Instant>,
}

impl Connections {
    pub(super) fn new(bounds: Bounds, counts_addresses: bool) -> Self {
        Self { bounds, counts_addresses, state: Mutex::default() }
    }

    /// Gives a new connection a place; `None` if it must be closed.
    ///
    /// Beyond the limit of its address, it replaces the connection of that address that has been silent for longest;
    /// beyond the total limit, the one of any address. Where no connection is silent, it uses the reserve, where it can
    /// also replace the connection that has been silent for longest.
    pub(super) fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let block = network(peer);
        let mut state = self.lock();
        let is_within =
            (!self.counts_addresses || state.count(block) < self.bounds.per_address || state.end_silent_of(block))
                && (state.total < self.bounds.total || state.end_silent());
        if !is_within {
            state.report(self.bounds);
            if state.reserved.len() >= self.bounds.reserve && !state.end_silent_reserved() {
                return None;
            }
        }
        let (id, pace) = (state.next, Arc::new(Pace::new(!is_within)));
        state.next += 1;
        if is_within {
            state.total += 1;
            state.by_address.entry(block).or_default().insert(id, Arc::clone(&pace));
        } else {
            state.reserved.insert(id, Arc::clone(&pace));
        }
        drop(state);
        Some(Place { connections: Arc::clone(self), block, id, pace })
    }

    /// Closes the connection that has been silent for longest, if there is a silent one.
    pub(super) fn end_longest_silent(&self) {
        let mut state = self.lock();
        _ = state.end_silent() || state.end_silent_reserved();
    }

    /// Closes every silent connection.
    pub(super) fn end_silent(&self) {
        let state = self.lock();
        for pace in state.by_address.values().flat_map(BTreeMap::values).chain(state.reserved.values()) {
            pace.end_if_silent();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn count(&self, block: IpAddr) -> usize {
        self.by_address.get(&block).map_or(0, BTreeMap::len)
    }

    fn remove(&mut self, block: IpAddr, id: u64) {
        if self.reserved.remove(&id).is_some() {
            return;
        }
        let Some(of_address) = self.by_address.get_mut(&block) else { return };
        if of_address.remove(&id).is_some() {
            self.total -= 1;
        }
        if of_address.is_empty() {
            self.by_address.remove(&block);
        }
    }

    fn end_silent_of(&mut self, block: IpAddr) -> bool {
        let Some(id) = self.by_address.get(&block).and_then(end_longest_silent) else { return false };
        self.remove(block, id);
        true
    }

    fn end_silent_reserved(&mut self) -> bool {
        let Some(id) = end_longest_silent(&self.reserved) else { return false };
        self.reserved.remove(&id);
        true
    }

    fn end_silent(&mut self) -> bool {
        loop {
            while let Some((since, id, block, pace)) = self.candidates.pop_front() {
                if pace.silent_since() == Some(since) && pace.end_if_silent() {
                    self.remove(block, id);
                    return true;
                }
            }
            if self.none_silent_at.is_some_and(|at| at.elapsed() < PAUSE) {
                return false;
            }
            self.look_up();
            if self.candidates.is_empty() {
                self.none_silent_at = Some(Instant::now());
                return false;
            }
        }
    }

    /// Looks up the connections that have been silent for longest.
    fn look_up(&mut self) {
        let all = self.by_address.iter().flat_map(|(block, of_address)| {
            of_address.iter().filter_map(|(id, pace)| Some((pace.silent_since()?, *id, *block, Arc::clone(pace))))
        });
        let mut silent: Vec<_> = all.collect();
        silent.sort_unstable_by_key(|(since, id, ..)| (*since, *id));
        silent.truncate(CANDIDATES);
        self.candidates = silent.into();
    }

    /// Logs from time to time that connections are refused.
    fn report(&mut self, bounds: Bounds) {
        self.refused += 1;
        if self.reported_at.is_none_or(|at| at.elapsed() >= REPORT_EVERY) {
            tracing::warn!(
                open = self.total,
                total = bounds.total,
                per_address = bounds.per_address,
                refused = self.refused,
                "there are more connections than the server may have: further ones are answered 503"
            );
            self.reported_at = Some(Instant::now());
            self.refused = 0;
        }
    }
}

/// Closes the connection that has been silent for longest.
fn end_longest_silent(connections: &BTreeMap<u64, Arc<Pace>>) -> Option<u64> {
    let silent = connections.iter().filter_map(|(id, pace)| Some((pace.silent_since()?, *id, pace)));
    let (_, id, pace) = silent.min_by_key(|(since, id, _)| (*since, *id))?;
    pace.end_if_silent().then_some(id)
}

/// The place of one connection, which becomes free when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    connections: Arc<Connections>,
    block: IpAddr,
    id: u64,
    pub pace: Arc<Pace>,
}

impl Place {
    /// Whether it is beyond the limits.
    pub(super) fn is_crowded(&self) -> bool {
        self.pace.is_crowded
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().remove(self.block, self.id);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn connections(total: usize, per_address: usize, reserve: usize) -> Arc<Connections> {
        Arc::new(Connections::new(Bounds { total, per_address, reserve }, true))
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn longest_silent_connection_is_closed_for_a_new_one() {
        let connections = connections(3, 3, 1);
        let places: Vec<_> = (1..=3).map(|last| connections.admit(address(last)).unwrap()).collect();
        let _busy = places[0].pace.ask();
        let further = connections.admit(address(4)).unwrap();
        assert!(!further.is_crowded());
        assert_eq!(
            places.iter().map(|place| place.pace.silent_since().is_some()).collect::<Vec<_>>(),
            [false, false, true]
        );
        assert_eq!(connections.lock().total, 3);
        drop((places, further));
        assert_eq!(connections.lock().total, 0, "one that was ended frees its place once");
    }

    #[test]
    fn full_address_closes_only_its_own_connections() {
        let connections = connections(10, 2, 1);
        let other = connections.admit(address(1)).unwrap();
        let own: Vec<_> = (0..2).map(|_| connections.admit(address(2)).unwrap()).collect();
        let third = connections.admit(address(2)).unwrap();
        assert!(!third.is_crowded() && own[0].pace.silent_since().is_none(), "its first one made room");
        assert!(other.pace.silent_since().is_some(), "that of another address did not");
    }

    #[test]
    fn reserve_admits_connections_when_all_places_are_busy() {
        let connections = connections(2, 2, 2);
        let places: Vec<_> = (1..=2).map(|last| connections.admit(address(last)).unwrap()).collect();
        let busy: Vec<_> = places.iter().map(|place| place.pace.ask()).collect();
        let reserve: Vec<_> = (3..=4).map(|last| connections.admit(address(last)).unwrap()).collect();
        assert!(reserve.iter().all(Place::is_crowded));
        let _asked = reserve[0].pace.ask();
        let third = connections.admit(address(5)).unwrap();
        assert!(third.is_crowded() && reserve[1].pace.silent_since().is_none(), "the silent one made room");
        let _asked = third.pace.ask();
        assert!(connections.admit(address(6)).is_none(), "all are busy");
        drop((busy, places));
        assert!(!connections.admit(address(6)).unwrap().is_crowded());
    }

    #[test]
    fn behind_proxies_their_addresses_are_not_counted() {
        let connections = Arc::new(Connections::new(Bounds { total: 9, per_address: 1, reserve: 0 }, false));
        let places: Vec<_> = (0..9).map(|_| connections.admit(address(1)).unwrap()).collect();
        assert!(places.iter().all(|place| place.pace.silent_since().is_some()));
    }
}
