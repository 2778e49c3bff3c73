//! The status of the platform: each component is checked every few seconds, and listeners are told of every change.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use contract_kit::values::DateTime;
use contracts::{
    system::{ComponentStatus, ServiceState, SystemStatusUpdate},
    users::profile::Language,
};
use jiff::Timestamp;
use tokio::time;

use super::{
    App,
    database::{DATABASE, Database},
    results::now,
};
use crate::sentences::Sentences;

/// The name of the component that stands for the server itself.
const API: &str = "api";
/// The time between two checks of the components.
const EVERY: Duration = Duration::from_secs(5);
/// The time after which a component counts as unavailable.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);
/// The time after which a component counts as slow.
pub(super) const SLOW: Duration = Duration::from_millis(500);

/// A function that is called on each change.
type Listener = Box<dyn Fn(&SystemStatusUpdate) + Send + Sync>;

/// The last known status of the platform.
pub struct Status {
    database: Arc<Database>,
    now: RwLock<Arc<SystemStatusUpdate>>,
    listeners: RwLock<Vec<Listener>>,
}

impl Status {
    /// Creates a status whose components have not been checked yet.
    pub fn new(database: Arc<Database>) -> Self {
        Self { database, now: RwLock::new(Arc::new(update(Vec::new()))), listeners: RwLock::default() }
    }

    /// Returns the status of the last check, with the current state of the database.
    pub fn now(&self) -> Arc<SystemStatusUpdate> {
        let now = Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner));
        let database = self.database.component();
        let is_known = |part: &ComponentStatus| part.name != DATABASE || part.status == database.status;
        if now.components.iter().all(is_known) {
            return now;
        }
        let mut components = now.components.clone();
        components.iter_mut().filter(|part| part.name == DATABASE).for_each(|part| *part = database.clone());
        Arc::new(update(components))
    }

    /// Calls a listener with the status of the last check, and with each change from now on.
    pub fn on_change(&self, listener: impl Fn(&SystemStatusUpdate) + Send + Sync + 'static) {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        if !now.components.is_empty() {
            listener(&now);
        }
        self.listeners.write().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    fn set(&self, components: Vec<ComponentStatus>) {
        let next = update(components);
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let states = |update: &SystemStatusUpdate| {
            update.components.iter().map(|part| (part.name.clone(), part.status)).collect::<Vec<_>>()
        };
        if states(&now) != states(&next) {
            self.listeners.read().unwrap_or_else(PoisonError::into_inner).iter().for_each(|told| told(&next));
        }
        *now = Arc::new(next);
    }
}

impl App {
    /// Checks every component.
    pub async fn ask_status(&self) {
        Arc::clone(&self.database).ask().await;
        let components = vec![
            component(API, async { true }).await,
            component("saju_engine", async { engine_works() }).await,
            self.database.component(),
            component("cache", async { self.charts.work() }).await,
            component("storage", async { self.avatars.ping().await.is_ok() }).await,
        ];
        self.status.set(components);
    }

    /// Checks every component repeatedly, and at once when the state of the database has changed.
    pub async fn watch_status(self: Arc<Self>) {
        let mut ticks = time::interval(EVERY);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = self.database.changed() => {}
            }
            self.ask_status().await;
        }
    }
}

/// Whether the engine computes the chart of a fixed birth.
fn engine_works() -> bool {
    use ::heal7_saju::{Birth, CalendarDate, Gender, Options, chart};
    let birth = CalendarDate::parse("1990-05-15").map(|date| Birth::new(date, Gender::Male));
    birth.is_some_and(|birth| chart(&birth, &Options::default()).is_ok())
}

/// Checks one component.
async fn component(name: &str, works: impl Future<Output = bool>) -> ComponentStatus {
    let begun = Instant::now();
    let works = time::timeout(PATIENCE, works).await.unwrap_or(false);
    let took = begun.elapsed();
    let status = match works {
        false => ServiceState::Unavailable,
        true if took > SLOW => ServiceState::Degraded,
        true => ServiceState::Operational,
    };
    let latency_ms = Some(i32::try_from(took.as_millis()).unwrap_or(i32::MAX));
    ComponentStatus { name: name.to_owned(), status, latency_ms }
}

fn update(components: Vec<ComponentStatus>) -> SystemStatusUpdate {
    let status = worst(&components);
    let message = (status == ServiceState::Operational).then(|| Sentences::new(Language::Ko).all_is_well().to_owned());
    SystemStatusUpdate { status, message, components, updated_at: DateTime(now()) }
}

/// Components without which the platform serves nothing.
const REQUIRED: [&str; 2] = [API, DATABASE];

/// Returns the state of the platform: the worst state of its components. If a component is unavailable without which other
/// things still work, the platform is only degraded.
fn worst(components: &[ComponentStatus]) -> ServiceState {
    let rank = |state| match state {
        ServiceState::Operational => 0,
        ServiceState::Maintenance => 1,
        ServiceState::Degraded => 2,
        ServiceState::Unavailable => 3,
    };
    let counts_as = |part: &ComponentStatus| match part.status {
        ServiceState::Unavailable if !REQUIRED.contains(&part.name.as_str()) => ServiceState::Degraded,
        state => state,
    };
    components.iter().map(counts_as).max_by_key(|state| rank(*state)).unwrap_or(ServiceState::Operational)
}

/// Returns the current time.
pub fn clock() -> DateTime {
    DateTime(Timestamp::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn platform(database: ServiceState, storage: ServiceState) -> ServiceState {
        let part = |name: &str, status| ComponentStatus { name: name.to_owned(), status, latency_ms: None };
        worst(&[part(API, ServiceState::Operational), part(DATABASE, database), part("storage", storage)])
    }

    #[test]
    fn platform_is_unavailable_only_without_a_component_that_everything_needs() {
        use ServiceState::{Degraded, Operational, Unavailable};
        assert_eq!(platform(Operational, Operational), Operational);
        assert_eq!(platform(Operational, Unavailable), Degraded);
        assert_eq!(platform(Degraded, Operational), Degraded);
        assert_eq!(platform(Unavailable, Unavailable), Unavailable);
        assert_eq!(worst(&[]), Operational);
    }
}
