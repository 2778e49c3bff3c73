//! GraphQL is executed as the specification says. Expected answers are those of graphql-js. The answers of others are
//! compared with it.

mod coercion;
mod comparison;
mod errors;
mod introspection;
mod schema;
mod selection;
mod subscriptions;
mod zoo;
