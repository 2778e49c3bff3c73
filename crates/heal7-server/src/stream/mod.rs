//! Sockets and feeds. contract-axum closes them when the session ends that they were opened in.

mod realtime;
mod saju;
mod system;
mod users;
