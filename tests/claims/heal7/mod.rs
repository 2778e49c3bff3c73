//! HEAL7: the reference server, as its clients see it.

mod authorization_is_enforced;
mod connection_limits;
mod cookie_sessions;
mod credentials_are_read_alike;
mod graphql_limits;
mod graphql_of_the_server;
mod hostile_input;
mod mail;
mod mail_limits;
mod mock_server;
mod npm_package_with_mock;
mod npm_package_with_server;
mod operations_and_problems;
mod pages_in_a_browser;
mod password_guessing;
mod picture_limits;
mod rate_limits;
mod recommendations;
mod rooms_and_feeds;
mod schemathesis;
mod seed_operations;
mod sessions;
mod several_nodes;
mod slow_clients;
mod social_login;
mod upload_storage;
