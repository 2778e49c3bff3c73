//! The order of entities as another server listed them.

use super::{State, changes::entity_name};
use crate::data::value::Given;

impl State {
    /// Arranges the created entities of a pool as a list shows them. `added` are those that were not created before; where
    /// nothing says where they belong, they come first or last.
    pub(crate) fn arrange(&mut self, pool: &str, listed: &[String], added: &[String], is_first_page: bool) {
        if let Some(created) = self.changes.created.get_mut(pool) {
            // The one that was created last is shown first.
            created.reverse();
            arrange(created, listed, added, is_first_page);
            created.reverse();
        }
        self.forget_finished();
    }

    /// Removes the seeded entities of a pool. Those that something has changed stay, as if they were created.
    pub(crate) fn forget_seeded(&mut self, pool: &str) {
        for id in self.seeded_ids(pool).to_vec() {
            let name = entity_name(pool, &id);
            if self.changes.removed.contains(&name) || self.created_ids(pool).contains(&id) {
                continue;
            }
            self.remove(pool, &id);
            if self.changes.overlays.contains_key(&name) {
                self.put(pool, &id, Given::new(), None);
            }
        }
    }
}

/// Brings ids into the order of a list, those that are not in it staying where they are.
fn arrange(known: &mut Vec<String>, listed: &[String], added: &[String], is_first_page: bool) {
    known.retain(|id| !added.contains(id));
    let mut last: Option<usize> = None;
    for (index, id) in listed.iter().enumerate() {
        let at = known.iter().position(|other| other == id);
        let behind = |last: usize| last + 1;
        last = Some(match (at, last) {
            (Some(at), Some(last)) if at < last => {
                let id = known.remove(at);
                known.insert(last, id);
                last
            }
            (Some(at), _) => at,
            (None, last) => {
                let next = || listed[index..].iter().find_map(|id| known.iter().position(|other| other == id));
                let end = if is_first_page { 0 } else { known.len() };
                let at = last.map(behind).or_else(next).unwrap_or(end);
                known.insert(at, id.clone());
                at
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arranged(known: &str, listed: &str, is_first_page: bool) -> String {
        let ids = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let (mut known, listed) = (ids(known), ids(listed));
        let added: Vec<String> = listed.iter().filter(|id| !known.contains(id)).cloned().collect();
        // A new one is created, and so comes first.
        known.splice(0..0, added.iter().rev().cloned());
        arrange(&mut known, &listed, &added, is_first_page);
        known.concat()
    }

    #[test]
    fn pages_follow_each_other_in_the_order_of_the_list() {
        assert_eq!(arranged("", "abc", true), "abc");
        assert_eq!(arranged("abc", "de", false), "abcde");
        assert_eq!(arranged("de", "abc", true), "abcde");
        assert_eq!(arranged("abcde", "bd", true), "abcde", "a filter leaves some out");
        assert_eq!(arranged("ac", "abcd", true), "abcd");
        assert_eq!(arranged("bc", "abc", true), "abc", "one was added in front");
        assert_eq!(arranged("abc", "cab", true), "cab", "the order has changed");
    }
}
