//! A report in the forms that people and programs read.

mod github;
mod text;

pub use self::{github::github, text::text};
