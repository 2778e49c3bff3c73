//! A PostgreSQL server that was demoted, that does not answer, and that has stopped.

use std::time::{Duration, Instant};

use temporary_postgres::TemporaryPostgres;

use super::{AT_ONCE, NOTICE, Patient, SETTINGS, proxy::Proxy};
use crate::running::Running;

/// The settings of the database: shorter times than the defaults, so that the test is fast.
const SHORT: [(&str, &str); 3] = [
    ("HEAL7_DATABASE__CONNECTIONS", "4"),
    ("HEAL7_DATABASE__ACQUIRE_SECONDS", "1"),
    ("HEAL7_DATABASE__ANSWER_SECONDS", "2"),
];

/// This is a single test, since a PostgreSQL server takes a while to start.
#[tokio::test(flavor = "multi_thread")]
async fn postgresql_failover_is_reported_and_recovered_from() {
    let postgres = TemporaryPostgres::start().unwrap();
    postgres.database("heal7").unwrap();
    let proxy = Proxy::before(postgres.port()).await;
    let folder = tempfile::tempdir().unwrap();
    let url = format!("postgres://heal7@{}/heal7", proxy.address);
    let settings = [&SETTINGS[..], &SHORT].concat();
    let server = Running::start_by(&["env"], folder.path(), &["--database", &url], &settings);
    let mut patient = Patient::admit(server).await;

    a_primary_becomes_a_standby(&mut patient, &postgres).await;
    connections_to_the_old_primary_are_not_used_again(&mut patient, &postgres).await;
    a_server_does_not_answer(&mut patient, &proxy).await;

    drop(postgres);
    patient.falls_ill(AT_ONCE).await;
    assert_eq!(patient.health().await, "unavailable");
    let begun = Instant::now();
    patient.save().await.is_put_off();
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
    assert!(!patient.is_ready().await);
    patient.server.ask_to_stop();
    let (is_well, _, log) = patient.server.end();
    assert!(is_well, "{log}");
    let lines = |text: &str| log.lines().filter(|line| line.contains(text)).count();
    assert_eq!((lines("the database does not"), lines("the database works again")), (4, 3), "{log}");
    assert!(lines("cannot read the outbox") <= 4, "{log}");
}

/// All open connections refuse writes, and later accept them again.
async fn a_primary_becomes_a_standby(patient: &mut Patient, postgres: &TemporaryPostgres) {
    let reload = "SELECT pg_reload_conf()";
    postgres.execute("postgres", "ALTER SYSTEM SET default_transaction_read_only = on").unwrap();
    postgres.execute("postgres", reload).unwrap();
    patient.save_until_refused().await.is_put_off();
    assert!(!patient.is_ready().await, "a failed write is told at once");
    assert_eq!(patient.health().await, "degraded");
    for _ in 0..10 {
        patient.save().await.is_put_off();
    }
    patient.reads_everything().await;

    postgres.execute("postgres", "ALTER SYSTEM RESET default_transaction_read_only").unwrap();
    postgres.execute("postgres", reload).unwrap();
    patient.recovers().await;
    assert_eq!(patient.save().await.status(), 201);
    patient.reads_everything().await;
}

/// The address now leads to another server, but only for new connections.
async fn connections_to_the_old_primary_are_not_used_again(patient: &mut Patient, postgres: &TemporaryPostgres) {
    postgres.execute("postgres", "ALTER DATABASE heal7 SET default_transaction_read_only = on").unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'heal7'";
    postgres.execute("postgres", cut).unwrap();
    patient.falls_ill(NOTICE).await;
    assert_eq!(patient.health().await, "degraded");
    // Several requests at once open several connections, which stay read-only.
    let reads = (0..8).map(|_| patient.get("/saju/history").send());
    for read in futures_util::future::join_all(reads).await {
        assert_eq!(read.unwrap().status(), 200);
    }
    patient.save().await.is_put_off();

    postgres.execute("postgres", "ALTER DATABASE heal7 RESET default_transaction_read_only").unwrap();
    patient.recovers().await;
    for _ in 0..10 {
        assert_eq!(patient.save().await.status(), 201);
    }
    patient.reads_everything().await;
}

/// The server accepts connections and never answers; connections that were open at that time stay silent for ever.
async fn a_server_does_not_answer(patient: &mut Patient, proxy: &Proxy) {
    proxy.fall_silent();
    patient.falls_ill(AT_ONCE).await;
    assert_eq!(patient.health().await, "unavailable");
    let begun = Instant::now();
    patient.save().await.is_put_off();
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    assert!(!patient.is_ready().await);

    proxy.speak();
    patient.recovers().await;
    for _ in 0..10 {
        assert_eq!(patient.save().await.status(), 201);
    }
    patient.reads_everything().await;
}
