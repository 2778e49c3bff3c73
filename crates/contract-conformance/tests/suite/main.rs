//! The suite is tested: sound targets are never accused, and mistakes are found.

mod graphql;
