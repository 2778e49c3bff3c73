//! Attempts.

use std::sync::Arc;

use jiff::SignedDuration;

use super::given::{CROWD, crowd, hash, later};
use crate::{
    Store,
    attempts::{Attempt, Pace},
};

/// Two failures cause no delay, and no delay is longer than four seconds.
const PACE: Pace = Pace { free: 2, longest: SignedDuration::from_secs(4) };

/// Attempts are slowed down, also when many come at once, and only those that may be made are counted.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    are_slowed_down(&store).await;
    count_for_all_subjects_or_none(&store).await;
    do_not_get_through_together(&store).await;
}

fn held_off(until: i64) -> Attempt {
    Attempt::HeldOff { until: later(until) }
}

async fn are_slowed_down(store: &Arc<dyn Store>) {
    let subject = hash();
    let attempt = async |at| store.attempt(&[(subject, PACE)], later(at)).await.expect("an attempt");
    assert_eq!([attempt(0).await, attempt(0).await], [Attempt::Counted; 2], "the second causes a delay of a second");
    assert_eq!([attempt(0).await, attempt(0).await], [held_off(1); 2], "attempts before its end are not counted");
    assert_eq!(attempt(1).await, Attempt::Counted);
    assert_eq!(attempt(2).await, held_off(3));
    store.take_back_attempt(&subject, later(2)).await.expect("an attempt is taken back");
    assert_eq!(attempt(2).await, Attempt::Counted, "the next one may be made at once");
    assert_eq!(attempt(3).await, held_off(4), "and causes the delay of the one that was taken back");
    assert_eq!(attempt(7).await, Attempt::Counted, "four seconds after the delay have not passed");
    assert_eq!(attempt(8).await, held_off(11));
    assert_eq!([attempt(15).await, attempt(15).await], [Attempt::Counted; 2], "then all failures are forgotten");
    assert_eq!(attempt(15).await, held_off(16));
    store.forget_attempts(&subject).await.expect("failures are forgotten");
    store.forget_attempts(&subject).await.expect("there are none");
    store.take_back_attempt(&subject, later(15)).await.expect("there is none");
    assert_eq!(attempt(15).await, Attempt::Counted);
}

async fn count_for_all_subjects_or_none(store: &Arc<dyn Store>) {
    let (one, other) = ((hash(), PACE), (hash(), PACE));
    let attempt = async |subjects: &[_], at| store.attempt(subjects, later(at)).await.expect("an attempt");
    assert_eq!([attempt(&[one], 0).await, attempt(&[one], 0).await], [Attempt::Counted; 2]);
    for _ in 0..3 {
        assert_eq!(attempt(&[other, one], 0).await, held_off(1), "one of the two is held off");
    }
    assert_eq!(attempt(&[other], 0).await, Attempt::Counted, "the other one was not counted");
    assert_eq!(attempt(&[one, other], 1).await, Attempt::Counted);
    assert_eq!(attempt(&[one, other], 1).await, held_off(3), "the longer delay is told");
}

async fn do_not_get_through_together(store: &Arc<dyn Store>) {
    let (one, other) = (hash(), hash());
    let attempts = crowd(store, |store, number| async move {
        let mut subjects = [(one, PACE), (other, PACE)];
        if number % 2 == 0 {
            subjects.reverse();
        }
        store.attempt(&subjects, later(0)).await.expect("an attempt")
    });
    let attempts = attempts.await;
    let counted = attempts.iter().filter(|attempt| **attempt == Attempt::Counted).count();
    let until = attempts.iter().filter(|attempt| **attempt == held_off(1)).count();
    assert_eq!((counted, until), (2, CROWD - 2));
}
