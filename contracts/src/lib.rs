//! HEAL7's contract: its types, operations, channels and GraphQL fields, without any implementation.
//!
//! Each module of the API has one file, or one folder if it is large. [`Heal7`] lists the modules;
//! [`Heal7Contract`] is the whole contract as data. An implementation writes one `impl` for each operation, GraphQL
//! field, channel and received message; a missing one is a compile error.

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

/// HEAL7 calculates the Four Pillars (사주, saju) of a person, interprets them with AI models, and lets users chat
/// about them.
///
/// - **REST** for reading and writing accounts, results and payments. A success is `{ "success": true, "data": … }`. A
///   failure is a problem (RFC 9457) with `"success": false` and a `code` for programs to branch on.
/// - **GraphQL** at `/graphql` for pages that combine results with their parts, over HTTP and graphql-transport-ws.
/// - **WebSocket** at `/ws/{userId}` for messages in both directions: calculations step by step, interpretations, chat.
/// - **Server-sent events** below `/events` for messages from the server only: interpretations, notifications, the
///   platform's state.
///
/// Calls that need a signed-in user send the access token of the session as `Authorization: Bearer`. Times are RFC 3339
/// in UTC, amounts of money are in whole won, and durations are in whole seconds unless their name has another unit.
/// Optional properties without a value are left out, never null; null is allowed only in a PATCH, to clear a value.
///
/// Calls are rate-limited by class: `auth` for signing in, `calculate` and `ai` for expensive work, `payment`, `share`,
/// `upload`, `webhook`, and one class for all other calls. A client waits ten seconds for a response and retries a call
/// that failed with a 5xx at most three times, after 1 s, 1.5 s and 2.25 s. The request header `X-API-Version: v1` is
/// optional; the response repeats it.
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
