//! The log.

use std::sync::Arc;

use contracts::users::profile::{CalculationHistoryEntry, HistoryKind};

use super::given::{entry, kept_result, person, result};
use crate::{Part, Store};

/// The log is returned newest first, in parts, to its owner only.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let (person, other) = (person(&store).await, person(&store).await);
    let mut entries = Vec::new();
    for number in 0..5 {
        let result = result(person, "홍길동");
        let kind =
            if number == 0 { HistoryKind::Unknown("rectification".to_owned()) } else { HistoryKind::SajuCalculation };
        let entry = entry(kind, Some(result.id));
        store.insert_result(&result, &entry).await.expect("a result is kept");
        entries.insert(0, entry);
    }
    kept_result(&store, other, "성춘향").await;

    let part =
        |after: Option<&CalculationHistoryEntry>, offset, limit| Part { after: after.map(|of| of.id), offset, limit };
    let log = async |part| store.history(person, part).await.expect("the log");
    assert_eq!(log(part(None, 0, 10)).await, entries, "newest first");
    assert_eq!(log(part(None, 0, 2)).await, entries[..2]);
    assert_eq!(log(part(Some(&entries[1]), 0, 2)).await, entries[2..4], "what comes after the second");
    assert_eq!(log(part(Some(&entries[1]), 1, 10)).await, entries[3..], "and after one that is passed over");
    assert_eq!(log(part(Some(&entries[4]), 0, 10)).await, [], "nothing comes after the oldest");
    assert_eq!(log(part(None, 0, 0)).await, []);
    assert_eq!(log(part(None, 9, 10)).await, []);

    let count = async |after: Option<usize>| {
        store.count_history(person, after.map(|at| entries[at].id)).await.expect("a count")
    };
    assert_eq!((count(None).await, count(Some(1)).await, count(Some(4)).await), (5, 3, 0));
    assert_eq!(store.count_history(other, None).await.expect("a count"), 1, "everybody has their own log");
}
