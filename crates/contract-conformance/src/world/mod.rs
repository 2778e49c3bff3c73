//! Everything that the suite knows about the target: persons with their tokens, and the ids of existing things.

mod draft;
mod people;
mod pools;
mod values;

pub(crate) use self::{
    draft::{Draft, addressed, chosen, lay_over, text},
    people::{People, Person},
    pools::Pools,
};
