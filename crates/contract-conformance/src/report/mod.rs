//! A report in the forms that people and programs read.

mod alike;
mod github;
mod junit;
mod text;

pub use self::{github::github, junit::junit, text::text};
