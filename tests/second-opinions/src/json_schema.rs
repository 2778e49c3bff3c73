//! schemars: its JSON Schema is read into the model, and both sides are converted to one view.

mod lift;
mod view;

pub use self::{
    lift::lift,
    view::{expected, found},
};
