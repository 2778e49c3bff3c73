//! A report in formats for people and programs.

mod alike;
mod github;
mod junit;
mod text;

pub use self::{github::github, junit::junit, text::text};
