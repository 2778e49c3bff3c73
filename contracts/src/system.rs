//! The module `system`: the state of the platform. It needs no sign-in.

use contract_kit::prelude::*;

use crate::envelope::ApiResponse;

/// The state of a service or of one of its components.
#[contract]
pub enum ServiceState {
    /// It works normally.
    Operational,
    /// It works, but slowly or only in part.
    Degraded,
    /// It does not work.
    Unavailable,
    /// It is down for maintenance.
    Maintenance,
}

/// The health of a server.
#[contract]
pub struct Health {
    /// The worst state of the components.
    pub status: ServiceState,
    /// The version of the server.
    #[contract(length(1..=64), example = "1.0.0")]
    pub version: String,
    /// The version of the contract that the server implements.
    #[contract(length(1..=64), example = "1.0.0")]
    pub contract_version: String,
    /// The modules that the server provides.
    #[contract(example = ["ai", "auth", "payments", "realtime", "saju", "system", "users"].map(str::to_owned).to_vec())]
    pub modules: Vec<String>,
    /// The components that the server depends on.
    pub components: Vec<ComponentStatus>,
    /// The current time of the server.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub time: DateTime,
}

/// The state of one component of the platform.
#[contract(object)]
pub struct ComponentStatus {
    /// The name: `api`, `saju_engine`, `ai`, `database`, `cache`, `storage` or `payments`.
    #[contract(length(1..=64), example = "saju_engine")]
    pub name: String,
    /// The state of the component.
    pub status: ServiceState,
    /// The response time of the last check, in milliseconds.
    #[contract(range(0..), example = 4)]
    pub latency_ms: Option<i32>,
}

/// The state of the platform, sent when it changes.
#[contract(object)]
pub struct SystemStatusUpdate {
    /// The worst state of the components.
    pub status: ServiceState,
    /// A message for users; absent if there is nothing to report.
    #[contract(length(1..=500), example = "모든 서비스가 정상적으로 운영되고 있습니다.")]
    pub message: Option<String>,
    /// The components of the platform.
    pub components: Vec<ComponentStatus>,
    /// The time at which this state was observed.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub updated_at: DateTime,
}

/// The state of the platform.
#[module(auth = Public)]
pub trait System {
    /// Get the health of this server.
    ///
    /// Responds with 200 as long as the server can respond at all; `status` has its state. Load balancers and people
    /// read the same response.
    #[get("/health")]
    fn get_health() -> ApiResponse<Health>;

    /// The state of the platform.
    ///
    /// Sends the state at once, unless `Last-Event-ID` already names it, and again after each change. The event is
    /// `SystemStatusUpdate`.
    #[sse("/events/system")]
    fn system_feed() -> SystemStatusUpdate;

    /// The state of the platform, sent at once and after each change.
    #[subscription]
    fn system_status() -> SystemStatusUpdate;
}
