//! Sockets and feeds. contract-axum closes them when their session ends.

mod realtime;
mod saju;
mod system;
mod users;
