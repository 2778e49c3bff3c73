//! The order of entities in the lists of another server.

use contract_data::ids::Id;

use super::State;

impl State {
    /// Arranges the created entities of a pool in the order of a list. `added` are those that were not created before;
    /// if the list does not determine their place, they come first or last.
    pub(crate) fn arrange(&self, pool: &str, listed: &[Id], added: &[Id], is_first_page: bool) {
        let mut changes = self.changes_mut();
        // The entity that was created last is shown first.
        let mut order: Vec<Id> = changes.created(pool).cloned().collect();
        // The other listed entities are seeded, or were forgotten.
        let listed: Vec<Id> = listed.iter().filter(|id| changes.is_created(pool, id)).cloned().collect();
        arrange(&mut order, &listed, added, is_first_page);
        changes.arrange(pool, &order);
        let mut finished = self.finished();
        self.facts.holders().of_pool(pool).for_each(|name| finished.forget_type(name, changes.number()));
    }

    /// Removes the seeded entities of a pool. Changed ones stay, as if they had been created.
    pub(crate) fn forget_seeded(&self, pool: &str) {
        for id in self.seeded_ids(pool) {
            let mut changes = self.changes_mut();
            let forgotten = match changes.entity(pool, id) {
                Some(thing) if thing.is_removed || thing.is_created => continue,
                Some(_) => changes.create(pool, id, None, |_| {}),
                None => changes.change_entity(pool, id, |thing| thing.is_removed = true),
            };
            self.has_changed(&changes, pool, id, &forgotten);
        }
    }
}

/// Brings ids into the order of a list. Ids that are not in the list keep their places.
fn arrange(known: &mut Vec<Id>, listed: &[Id], added: &[Id], is_first_page: bool) {
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
        let ids = |text: &str| text.chars().map(|id| Id::from(id.to_string())).collect::<Vec<_>>();
        let (mut known, listed) = (ids(known), ids(listed));
        let added: Vec<Id> = listed.iter().filter(|id| !known.contains(id)).cloned().collect();
        // A new entity is a created one, and so comes first.
        known.splice(0..0, added.iter().rev().cloned());
        arrange(&mut known, &listed, &added, is_first_page);
        known.iter().map(|id| &**id).collect()
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
