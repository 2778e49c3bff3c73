//! Results.

use std::sync::Arc;

use contract_kit::values::DateTime;
use contracts::{
    ai::interpretation::AIInterpretation,
    saju::{
        input::Gender,
        pillars::Cheon,
        result::{SajuResult, SajuResultFilter, SajuResultId},
    },
    users::profile::{HistoryKind, UserId},
};

use super::given::{crowd, entry, id, kept_result, later, person, result};
use crate::{Part, Store};

/// Results are stored whole, listed in parts and by filters, and deleted by their owner together with dependent rows.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    are_kept_whole(&store).await;
    are_listed_in_parts(&store).await;
    are_found_by_name(&store).await;
    are_filtered(&store).await;
    are_deleted_once(&store).await;
}

const EVERYTHING: Part<SajuResultId> = Part { after: None, offset: 0, limit: 100 };

fn any() -> SajuResultFilter {
    SajuResultFilter {
        name: None,
        gender: None,
        is_lunar: None,
        day_master: None,
        created_from: None,
        created_before: None,
        interpreted: None,
    }
}

async fn are_kept_whole(store: &Arc<dyn Store>) {
    let (owner, other) = (person(store).await, person(store).await);
    let result = kept_result(store, owner, "홍\0길동").await;
    assert_eq!(store.result(owner, result.id).await.expect("a result"), Some(result.clone()));
    assert_eq!(store.result(other, result.id).await.expect("a result"), None, "another's result is not seen");
    assert_eq!(store.result(owner, SajuResultId(id())).await.expect("a result"), None);
    let log = store.history(owner, Part { after: None, offset: 0, limit: 10 }).await.expect("the log");
    assert_eq!(log.iter().map(|entry| entry.result_id).collect::<Vec<_>>(), [Some(result.id)], "the log tells of it");

    let again = entry(HistoryKind::SajuCalculation, Some(result.id));
    store.insert_result(&result, &again).await.expect_err("an id is used once");
    assert_eq!(store.count_history(owner, None).await.expect("a count"), 1, "what failed is not in the log");
}

async fn are_listed_in_parts(store: &Arc<dyn Store>) {
    let (owner, other) = (person(store).await, person(store).await);
    let mut kept = Vec::new();
    for _ in 0..5 {
        kept.insert(0, kept_result(store, owner, "홍길동").await.id);
        kept_result(store, other, "홍길동").await;
    }
    let list = async |after: Option<SajuResultId>, offset, limit| {
        let results = store.results(owner, &any(), Part { after, offset, limit }).await.expect("results");
        results.iter().map(|result| result.id).collect::<Vec<_>>()
    };
    assert_eq!(list(None, 0, 10).await, kept, "newest first, and nobody else's");
    assert_eq!(list(None, 0, 2).await, kept[..2]);
    assert_eq!(list(None, 2, 2).await, kept[2..4]);
    assert_eq!(list(Some(kept[1]), 0, 2).await, kept[2..4], "what comes after the second");
    assert_eq!(list(Some(kept[1]), 1, 10).await, kept[3..], "and after one that is passed over");
    assert_eq!(list(Some(kept[4]), 0, 10).await, []);
    let count = async |after| store.count_results(owner, &any(), after).await.expect("a count");
    assert_eq!((count(None).await, count(Some(kept[1])).await, count(Some(kept[4])).await), (5, 3, 0));

    let entry = entry(HistoryKind::Deletion, None);
    assert!(store.delete_result(owner, kept[1], &entry).await.expect("a deletion"));
    assert_eq!(list(Some(kept[1]), 0, 2).await, kept[2..4], "a part begins where something was that is gone");
}

async fn are_found_by_name(store: &Arc<dyn Store>) {
    let owner = person(store).await;
    for name in
        ["홍길동", "Hong Gil-Dong", "100%", "100 percent", "a_b", "axb", "İstanbul", "ΟΔΥΣΣΕΑΣ", "o'neil\\\"", "n\0l"]
    {
        kept_result(store, owner, name).await;
    }
    for (part, found) in [
        ("길동", vec!["홍길동"]),
        ("GIL-dong", vec!["Hong Gil-Dong"]),
        ("%", vec!["100%"]),
        ("0%", vec!["100%"]),
        ("_", vec!["a_b"]),
        ("İSTAN", vec!["İstanbul"]),
        ("i̇stanBUL", vec!["İstanbul"]),
        ("οδυσ", vec!["ΟΔΥΣΣΕΑΣ"]),
        ("'NEIL\\\"", vec!["o'neil\\\""]),
        ("N\0L", vec!["n\0l"]),
        ("100", vec!["100 percent", "100%"]),
        ("동길", vec![]),
    ] {
        let filter = SajuResultFilter { name: Some(part.to_owned()), ..any() };
        let results = store.results(owner, &filter, EVERYTHING).await.expect("results");
        let names: Vec<_> = results.iter().map(|result| result.input.name.0.as_str()).collect();
        assert_eq!(names, found, "names with {part:?}");
        let count = store.count_results(owner, &filter, None).await.expect("a count");
        assert_eq!(usize::try_from(count), Ok(found.len()), "names with {part:?}");
    }
}

async fn are_filtered(store: &Arc<dyn Store>) {
    let owner = person(store).await;
    let keep = async |change: fn(&mut SajuResult)| {
        let mut result = result(owner, "홍길동");
        result.input.gender = Gender::Male;
        result.input.is_lunar = false;
        result.sipsin.day_master = Cheon::Gap;
        result.ai_interpretations = Vec::new();
        result.created_at = DateTime(later(0));
        change(&mut result);
        let entry = entry(HistoryKind::SajuCalculation, Some(result.id));
        store.insert_result(&result, &entry).await.expect("a result is kept");
        result.id
    };
    let plain = keep(|_| ()).await;
    let female = keep(|result| result.input.gender = Gender::Female).await;
    let lunar = keep(|result| result.input.is_lunar = true).await;
    let gye = keep(|result| result.sipsin.day_master = Cheon::Gye).await;
    let late = keep(|result| result.created_at = DateTime(later(60))).await;
    let interpreted = keep(|result| {
        result.ai_interpretations = vec![<AIInterpretation as contract_kit::example::Example>::example()];
    })
    .await;

    let check = async |filter: SajuResultFilter, found: &[SajuResultId]| {
        let results = store.results(owner, &filter, EVERYTHING).await.expect("results");
        assert_eq!(results.iter().map(|result| result.id).collect::<Vec<_>>(), found, "{filter:?}");
        let count = store.count_results(owner, &filter, None).await.expect("a count");
        assert_eq!(usize::try_from(count), Ok(found.len()), "{filter:?}");
    };
    check(any(), &[interpreted, late, gye, lunar, female, plain]).await;
    check(SajuResultFilter { gender: Some(Gender::Female), ..any() }, &[female]).await;
    check(SajuResultFilter { is_lunar: Some(true), ..any() }, &[lunar]).await;
    check(SajuResultFilter { is_lunar: Some(false), ..any() }, &[interpreted, late, gye, female, plain]).await;
    check(SajuResultFilter { day_master: Some(Cheon::Gye), ..any() }, &[gye]).await;
    check(SajuResultFilter { interpreted: Some(true), ..any() }, &[interpreted]).await;
    check(SajuResultFilter { interpreted: Some(false), ..any() }, &[late, gye, lunar, female, plain]).await;
    check(SajuResultFilter { created_from: Some(DateTime(later(60))), ..any() }, &[late]).await;
    let before = SajuResultFilter { created_before: Some(DateTime(later(60))), ..any() };
    check(before, &[interpreted, gye, lunar, female, plain]).await;
    let nothing = SajuResultFilter { gender: Some(Gender::Female), is_lunar: Some(true), ..any() };
    check(nothing, &[]).await;
    let all = SajuResultFilter {
        name: Some("길동".to_owned()),
        gender: Some(Gender::Male),
        is_lunar: Some(false),
        day_master: Some(Cheon::Gap),
        created_from: Some(DateTime(later(0))),
        created_before: Some(DateTime(later(1))),
        interpreted: Some(false),
    };
    check(all, &[plain]).await;
}

async fn are_deleted_once(store: &Arc<dyn Store>) {
    let (owner, other) = (person(store).await, person(store).await);
    let result = kept_result(store, owner, "홍길동").await.id;
    let deletion = |result| entry(HistoryKind::Deletion, result);
    let delete =
        async |account: UserId, id| store.delete_result(account, id, &deletion(None)).await.expect("a deletion");
    assert!(!delete(other, result).await, "another's result is not deleted");
    assert!(!delete(owner, SajuResultId(id())).await);
    assert_eq!(store.count_history(other, None).await.expect("a count"), 0, "nor is that in the log");

    let deleted = crowd(store, |store, _| {
        let entry = deletion(Some(result));
        async move { store.delete_result(owner, result, &entry).await.expect("a deletion") }
    });
    assert_eq!(deleted.await.into_iter().filter(|deleted| *deleted).count(), 1, "one of a crowd deletes it");
    assert_eq!(store.result(owner, result).await.expect("a result"), None);
    let log = store.history(owner, Part { after: None, offset: 0, limit: 10 }).await.expect("the log");
    let told: Vec<_> = log.into_iter().map(|entry| (entry.kind, entry.result_id)).collect();
    assert_eq!(told, [(HistoryKind::Deletion, None), (HistoryKind::SajuCalculation, None)], "the log forgets it");
}
