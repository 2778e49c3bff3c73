//! The module `system`: whether the platform is well. Everybody may ask.

use contract_kit::prelude::*;

use crate::envelope::ApiResponse;

/// How well something is.
#[contract]
pub enum ServiceState {
    /// It works.
    Operational,
    /// It works, slowly or in part.
    Degraded,
    /// It does not work.
    Unavailable,
    /// It has been taken down on purpose.
    Maintenance,
}

/// Whether a server is well.
#[contract]
pub struct Health {
    /// The worst state of its components.
    pub status: ServiceState,
    /// The version of the server.
    #[contract(length(1..=64), example = "1.0.0")]
    pub version: String,
    /// The version of the contract that it serves.
    #[contract(length(1..=64), example = "1.0.0")]
    pub contract_version: String,
    /// The modules that it mounts.
    #[contract(example = ["ai", "auth", "payments", "realtime", "saju", "system", "users"].map(str::to_owned).to_vec())]
    pub modules: Vec<String>,
    /// What it depends on.
    pub components: Vec<ComponentStatus>,
    /// The clock of the server.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub time: DateTime,
}

/// Whether one part of the platform is well.
#[contract(object)]
pub struct ComponentStatus {
    /// Which part: `api`, `saju_engine`, `ai`, `database`, `cache`, `storage`, `payments`.
    #[contract(length(1..=64), example = "saju_engine")]
    pub name: String,
    /// How well it is.
    pub status: ServiceState,
    /// How long it took to answer when it was last asked, in milliseconds.
    #[contract(range(0..), example = 4)]
    pub latency_ms: Option<i32>,
}

/// How the platform is, when that changes.
#[contract(object)]
pub struct SystemStatusUpdate {
    /// The worst state of its components.
    pub status: ServiceState,
    /// A sentence for people, where there is something to say.
    #[contract(length(1..=500), example = "모든 서비스가 정상적으로 운영되고 있습니다.")]
    pub message: Option<String>,
    /// Each part of the platform.
    pub components: Vec<ComponentStatus>,
    /// When it became so.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub updated_at: DateTime,
}

/// Whether the platform is well.
#[module(auth = Public)]
pub trait System {
    /// Whether this server is well.
    ///
    /// Answers 200 as long as the server can answer at all; `status` says how it is. Load balancers and people read
    /// the same thing.
    #[get("/health")]
    fn get_health() -> ApiResponse<Health>;

    /// How the platform is.
    ///
    /// Sends the state at once, unless `Last-Event-ID` names it, and again each time it changes. The event is
    /// `SystemStatusUpdate`.
    #[sse("/events/system")]
    fn system_feed() -> SystemStatusUpdate;

    /// How the platform is: at once, and each time it changes.
    #[subscription]
    fn system_status() -> SystemStatusUpdate;
}
