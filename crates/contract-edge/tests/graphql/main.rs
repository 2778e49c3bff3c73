//! GraphQL is executed as the specification defines. Expected responses are those of graphql-js. Responses of other
//! servers are compared with it.

mod coercion;
mod comparison;
mod errors;
mod introspection;
mod schema;
mod selection;
mod subscriptions;
mod zoo;
