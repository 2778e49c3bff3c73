//! Everything that the suite knows of the target: persons with their tokens, and the ids of things that exist.

mod draft;
mod people;
mod pools;
mod values;

pub(crate) use self::{
    draft::{Draft, addressed, chosen, lay_over, text},
    people::{People, Person},
    pools::Pools,
};
