//! Expectations and verification of wiremock.

use std::{panic::AssertUnwindSafe, sync::Arc};

use bookshop_contract::orders::PlaceOrder;
use contract_wiremock::{ContractMocks, ExpectedCalls, OperationMock, when, when_id};
use futures_util::FutureExt;

use crate::{get, registry, start, status};

/// The message with which a future panics.
async fn panic_of(future: impl Future) -> String {
    let Err(panic) = AssertUnwindSafe(future).catch_unwind().await else { panic!("it did not panic") };
    panic.downcast::<String>().map_or_else(|panic| (*panic.downcast::<&str>().unwrap()).to_owned(), |text| *text)
}

async fn mounted(mock: OperationMock) -> ContractMocks {
    let mocks = start().await;
    mocks.mount(mock).await;
    mocks
}

#[tokio::test]
async fn met_expectations_are_verified() {
    let mocks = mounted(when_id("listBooks").answer_generated().expect(1..=2)).await;
    mocks.mount(when::<PlaceOrder>().fail("OUT_OF_STOCK").expect(0)).await;
    assert_eq!(status(get(&mocks, "/books")).await, 200);
    mocks.verify().await;
}

#[tokio::test]
async fn failed_verification_names_the_operation_and_the_answer() {
    let mocks = mounted(when::<PlaceOrder>().fail("OUT_OF_STOCK").expect(1)).await;
    let message = panic_of(mocks.verify()).await;
    assert!(message.contains("`placeOrder`, answered with OUT_OF_STOCK"), "{message}");
    assert!(message.contains("Expected range of matching incoming requests: == 1"), "{message}");
    mocks.reset().await;

    mocks.mount(when_id("listBooks").answer_generated().expect(1).named("the front page")).await;
    let message = panic_of(mocks.verify()).await;
    assert!(message.contains("the front page"), "{message}");
    mocks.reset().await;
}

#[tokio::test]
async fn drop_verifies() {
    let mocks = mounted(when_id("cancelOrder").answer_empty(204).expect(1)).await;
    let message = panic_of(async { drop(mocks) }).await;
    assert!(message.contains("`cancelOrder`, answered with 204"), "{message}");
}

#[tokio::test]
async fn mocks_take_turns_by_limit_and_priority() {
    let mocks = mounted(when_id("listBooks").answer_generated()).await;
    mocks.mount(when_id("listBooks").fail("BUSY").up_to_n_times(2).with_priority(1)).await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(status(get(&mocks, "/books")).await);
    }
    assert_eq!(statuses, [503, 503, 200]);
}

#[tokio::test]
async fn scoped_mock_ends_with_its_guard() {
    let mocks = ContractMocks::start_answering(registry()).await.unwrap();
    mocks.mount(when_id("listShelves").fail("BUSY").with_priority(9).expect(1)).await;
    {
        let busy = mocks.mount_as_scoped(when_id("listBooks").fail("BUSY").expect(1..3)).await;
        let (status, ()) = tokio::join!(status(get(&mocks, "/books?page=2")), busy.wait_until_satisfied());
        assert_eq!(status, 503);
        mocks.mount(when_id("getOrder").fail("BUSY").with_priority(1)).await;
        let received: Vec<_> =
            busy.received_requests().iter().map(|request| request.url.query().unwrap().to_owned()).collect();
        assert_eq!(received, ["page=2"]);
    }
    assert_eq!(status(get(&mocks, "/books")).await, 200);
    assert_eq!(status(get(&mocks, "/shelves")).await, 503);
}

#[tokio::test]
async fn guard_of_a_scoped_mock_verifies() {
    let mocks = start().await;
    let busy = mocks.mount_as_scoped(when_id("listBooks").fail("BUSY").expect(2..)).await;
    assert_eq!(status(get(&mocks, "/books")).await, 503);
    assert_eq!(
        panic_of(async { drop(busy) }).await,
        "verification failed for the scoped mock `listBooks`, answered with BUSY: expected a number x of calls with \
         2 <= x, but it had 1"
    );
    mocks.reset().await;
    // A test that is already failing keeps its own reason.
    let failing = async {
        let _busy = mocks.mount_as_scoped(when_id("listBooks").fail("BUSY").expect(1)).await;
        panic!("the test fails");
    };
    assert_eq!(panic_of(failing).await, "the test fails");
    mocks.reset().await;
}

#[test]
fn every_kind_of_range_is_expected() {
    let shown = |calls: ExpectedCalls| calls.to_string();
    let kinds = [shown(2.into()), shown((..).into()), shown((1..3).into()), shown((1..).into())];
    assert_eq!(kinds, ["== 2", "0 <= x", "1 <= x < 3", "1 <= x"]);
    assert_eq!(
        [shown((..3).into()), shown((..=3).into()), shown((1..=3).into())],
        ["0 <= x < 3", "0 <= x <= 3", "1 <= x <= 3"]
    );
}

#[tokio::test]
async fn mocks_are_shared_between_tasks() {
    let mocks = Arc::new(start().await);
    let sharing = Arc::clone(&mocks);
    let task = tokio::spawn(async move {
        sharing.mount(when_id("listBooks").fail("BUSY")).await;
        let _shelves = sharing.mount_as_scoped(when_id("listShelves").answer_generated().expect(1)).await;
        status(get(&sharing, "/shelves")).await
    });
    assert_eq!(task.await.unwrap(), 200);
    assert_eq!(status(get(&mocks, "/books")).await, 503);
}

#[tokio::test]
async fn zero_is_refused_where_it_has_no_sense() {
    let message = panic_of(async { when_id("listBooks").answer_generated().up_to_n_times(0) }).await;
    assert_eq!(message, "`up_to_n_times` must be at least 1, but is 0; to expect no call, use `expect(0)`");
    let message = panic_of(async { when_id("listBooks").answer_generated().with_priority(0) }).await;
    assert_eq!(message, "`with_priority` must be at least 1, but is 0; 1 goes before all others");
}

#[tokio::test]
async fn mount_panics_with_the_reason() {
    let mocks = start().await;
    let reason = mocks.try_mount(when_id("getOrdr").answer_generated()).await.unwrap_err().to_string();
    assert_eq!(panic_of(async { mocks.mount(when_id("getOrdr").answer_generated()).await }).await, reason);
    let scoped = async { mocks.mount_as_scoped(when_id("getOrdr").answer_generated()).await };
    assert_eq!(panic_of(scoped).await, reason);
}
