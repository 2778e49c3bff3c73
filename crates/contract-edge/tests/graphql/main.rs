//! GraphQL is executed as the specification says. Expected answers are those of graphql-js.

mod coercion;
mod errors;
mod introspection;
mod schema;
mod selection;
mod subscriptions;
mod zoo;
