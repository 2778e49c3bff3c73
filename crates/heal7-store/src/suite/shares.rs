//! Shares.

use std::sync::Arc;

use contract_kit::{example::Example as _, values::DateTime};
use contracts::{
    saju::{result::SajuResultId, sharing::SharedSajuResult},
    users::profile::{HistoryKind, UserId},
};

use super::given::{entry, hash, id, kept_result, later, message, person};
use crate::{Part, Store, shares::Share};

fn share(account: UserId, result: SajuResultId) -> Share {
    Share {
        token: hash(),
        account,
        result,
        shown: SharedSajuResult { expires_at: DateTime(later(60)), ..SharedSajuResult::example() },
        messages: vec![message("함께 봐요", later(0))],
        quotas: Vec::new(),
    }
}

/// A share shows the result as it was shared, until it expires or the result is deleted; only its owner can share a
/// result.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let (owner, other) = (person(&store).await, person(&store).await);
    let result = kept_result(&store, owner, "홍길동").await.id;
    let shared = entry(HistoryKind::Share, Some(result));
    let given = share(owner, result);
    assert!(store.insert_share(&given, &shared).await.expect("a share"), "the result is theirs");
    let shown = async |share: &Share, at| store.shared(&share.token, later(at)).await.expect("a share");
    assert_eq!(shown(&given, 59).await, Some(given.shown.clone()));
    assert_eq!(shown(&given, 60).await, None, "it has ended");
    assert_eq!(store.shared(&hash(), later(0)).await.expect("a share"), None);
    let log = store.history(owner, Part { after: None, offset: 0, limit: 1 }).await.expect("the log");
    assert_eq!(log, [shared], "the log tells of it");
    let taken = store.take_messages(u32::MAX, later(0), later(0)).await.expect("messages");
    assert!(taken.contains(&given.messages[0]), "its recipients are told");

    for refused in [share(other, result), share(owner, SajuResultId(id()))] {
        let entry = entry(HistoryKind::Share, None);
        assert!(!store.insert_share(&refused, &entry).await.expect("a refusal is no failure"), "no such result");
        assert_eq!(shown(&refused, 0).await, None);
        let taken = store.take_messages(u32::MAX, later(0), later(0)).await.expect("messages");
        assert!(!taken.contains(&refused.messages[0]), "nobody is told");
    }
    assert_eq!(store.count_history(other, None).await.expect("a count"), 0);

    let deletion = entry(HistoryKind::Deletion, None);
    assert!(store.delete_result(owner, result, &deletion).await.expect("a deletion"));
    assert_eq!(shown(&given, 0).await, None, "its result is gone");
    let log = store.history(owner, Part { after: None, offset: 0, limit: 10 }).await.expect("the log");
    let kinds: Vec<_> = log.iter().map(|entry| (entry.kind.as_str(), entry.result_id)).collect();
    let words = [HistoryKind::Deletion, HistoryKind::Share, HistoryKind::SajuCalculation];
    assert_eq!(kinds, words.each_ref().map(|kind| (kind.as_str(), None)), "the log forgets which result");

    deletion_and_share_at_once(&store).await;
}

/// A result is deleted and shared at once: in either order, neither the result nor the share remains.
async fn deletion_and_share_at_once(store: &Arc<dyn Store>) {
    let owner = person(store).await;
    for _ in 0..8 {
        let result = kept_result(store, owner, "홍길동").await.id;
        let (share, shared) = (share(owner, result), entry(HistoryKind::Share, Some(result)));
        let deletion = entry(HistoryKind::Deletion, None);
        let (inserted, deleted) =
            tokio::join!(store.insert_share(&share, &shared), store.delete_result(owner, result, &deletion));
        inserted.expect("a result that goes meanwhile is no failure");
        assert!(deleted.expect("a deletion"), "the result was there");
        assert_eq!(store.shared(&share.token, later(0)).await.expect("a share"), None);
    }
}
