//! HEAL7's contract: its types, operations, channels and GraphQL fields, and nothing that runs.
//!
//! One file for each module of the API, or one folder where a module is large. [`Heal7`] lists the modules;
//! [`Heal7Contract`] is the whole as data. An implementation writes one impl for each operation, GraphQL field, channel
//! and received message; what is missing does not compile.

pub mod ai;
pub mod auth;
pub mod envelope;
pub mod names;
pub mod payments;
pub mod problem;
pub mod realtime;
pub mod saju;
pub mod system;
pub mod users;

use contract_kit::prelude::*;

/// HEAL7 computes the Four Pillars (사주, saju) of a person, has them interpreted by AI models, and lets people talk
/// about them.
///
/// - **REST** for what is read and written: accounts, results, payments. A success is `{ "success": true, "data": … }`, a
///   failure a problem (RFC 9457) with `"success": false` and a `code` to decide by.
/// - **GraphQL** at `/graphql` for what a page composes: results with their parts, over HTTP and graphql-transport-ws.
/// - **WebSocket** at `/ws/{userId}` for what goes both ways: calculations step by step, interpretations, chat.
/// - **Server-sent events** below `/events` for what only comes: interpretations, notifications, the platform's state.
///
/// A call that needs a person carries `Authorization: Bearer` with the token that signing in answers. Instants are RFC
/// 3339 in UTC, durations whole seconds, money whole won. What is optional is left out, never null, except where a
/// PATCH clears a value.
///
/// Calls are limited by class: `auth` for signing in, `calculate` and `ai` for work, `payment`, `share`, `upload`,
/// `webhook`, and one class for everything else. A client waits ten seconds for an answer and repeats a call that
/// failed with a 5xx at most three times, after 1 s, 1.5 s and 2.25 s. `X-API-Version: v1` may be sent and is echoed.
#[api(
    title = "HEAL7 API",
    version = "1.0.0",
    base_uri = "https://heal7.com/contracts/",
    license = "MIT",
    package = "@heal7/contracts",
    contact("HEAL7 platform team", "https://heal7.com", "api@heal7.com"),
    servers = [("https://api.heal7.com", "Production"), ("http://127.0.0.1:8080", "Reference server on this machine")],
    version_header("X-API-Version", "v1"),
    problems = problem::ProblemCode,
)]
pub trait Heal7:
    auth::Auth + users::Users + saju::Saju + ai::Ai + payments::Payments + realtime::Realtime + system::System
{
}
