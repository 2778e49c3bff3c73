//! SQLite on a full disk, on a disk that refuses writes, and with a file that another program has locked.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use serde_json::json;
use sqlx::{Connection as _, Executor as _, SqliteConnection};

use super::{NOTICE, Patient, SETTINGS};
use crate::running::Running;

/// A shell command that mounts a small disk which only the server sees, and then becomes the server.
const ON_A_SMALL_DISK: &str = r#"mount -t tmpfs -o size=4m tmpfs "$0" && exec "$@""#;

/// A shell command that ignores the signal for a write beyond the file size limit, and then becomes the server.
const WITHOUT_THE_SIGNAL: &str = r#"trap "" XFSZ; exec "$@""#;

/// The number of failures: more than one, so that a broken connection would be used again if it were not replaced.
const MANY: usize = 20;

#[tokio::test]
async fn a_full_disk_does_not_stop_writing_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let database = format!("sqlite:{}", disk.join("heal7.db").display());
    let disk_path = disk.to_str().unwrap();
    let mounts = [unshare(), vec!["sh", "-c", ON_A_SMALL_DISK, disk_path]].concat();
    may_mount(&mounts);
    let server = Running::start_by(&mounts, folder.path(), &["--database", &database], &SETTINGS);
    let seen_from_outside = PathBuf::from(format!("/proc/{}/root{disk_path}", server.process_id()));
    let mut patient = Patient::admit(server).await;

    // The failure happens twice, since a repair may work only the first time.
    for _ in 0..2 {
        let filler = fill(&seen_from_outside);
        patient.save_until_refused().await.is_put_off();
        assert!(!patient.is_ready().await, "a failed write is told at once");
        assert_eq!(patient.health().await, "degraded");
        for _ in 0..MANY {
            patient.save().await.is_put_off();
        }
        patient.reads_everything().await;
        assert!(!patient.is_ready().await);

        fs::remove_file(filler).unwrap();
        patient.recovers().await;
        for _ in 0..MANY {
            assert_eq!(patient.save().await.status(), 201);
        }
        patient.reads_everything().await;
    }
    patient.discharge(2);
}

#[tokio::test]
async fn a_disk_that_refuses_writes_does_not_stop_writing_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let launcher = ["sh", "-c", WITHOUT_THE_SIGNAL, "sh"];
    // The outbox fails too: its messages are files, whose writes are also refused.
    let server = Running::start_by(&launcher, folder.path(), &[], &SETTINGS);
    let mut patient = Patient::admit(server).await;

    limit_files(&patient, "0");
    patient.save_until_refused().await.is_put_off();
    assert!(!patient.is_ready().await, "a failed write is told at once");
    assert_eq!(patient.health().await, "degraded");
    for _ in 0..MANY {
        patient.save().await.is_put_off();
    }
    patient.reads_everything().await;
    // A single statement counts a wrong password and returns the row. The count must be committed before the answer.
    let wrong = json!({ "email": "anna@example.com", "password": "별이빛나지않는밤에" });
    let login = patient.client.post(patient.server.http("/auth/login")).json(&wrong).send().await.unwrap();
    assert_eq!(login.status(), 503, "a wrong password that is not counted can be guessed for ever");

    limit_files(&patient, "unlimited");
    patient.recovers().await;
    for _ in 0..MANY {
        assert_eq!(patient.save().await.status(), 201);
    }
    patient.reads_everything().await;
    patient.discharge(1);
}

#[tokio::test]
async fn locked_file_is_reported_and_writing_resumes() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start_by(&["env"], folder.path(), &[], &SETTINGS);
    let mut patient = Patient::admit(server).await;
    let path = format!("sqlite:{}", folder.path().join("heal7.db").display());
    let mut other = SqliteConnection::connect(&path).await.unwrap();
    other.execute("BEGIN EXCLUSIVE").await.unwrap();

    // The server notices the failure without any request that writes.
    patient.falls_ill(NOTICE).await;
    assert_eq!(patient.health().await, "degraded");
    patient.reads_everything().await;
    patient.save().await.is_put_off();

    other.execute("ROLLBACK").await.unwrap();
    patient.recovers().await;
    assert_eq!(patient.save().await.status(), 201);
    patient.reads_everything().await;
    patient.discharge(1);
}

/// Returns the command that gives a process its own view of the disks; a user who is not root becomes root in it.
fn unshare() -> Vec<&'static str> {
    let me = Command::new("id").arg("-u").output().unwrap().stdout;
    let is_root = me.trim_ascii() == b"0";
    if is_root { vec!["unshare", "--mount"] } else { vec!["unshare", "--map-root-user", "--mount"] }
}

/// Asserts that this machine allows a test to mount a disk.
fn may_mount(launcher: &[&str]) {
    let tried = Command::new(launcher[0]).args(&launcher[1..]).arg("true").output().unwrap();
    assert!(
        tried.status.success(),
        "this test needs a disk that it can fill, and may not mount one: {}\nIn a container, start it with \
         `--cap-add SYS_ADMIN --security-opt apparmor=unconfined`; elsewhere, run `sudo sysctl -w \
         kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0`",
        String::from_utf8_lossy(&tried.stderr)
    );
}

/// Fills a disk to its last byte.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("filler");
    let mut filler = File::create(&path).unwrap();
    for size in [64 * 1024, 512, 1] {
        while filler.write_all(&vec![1; size]).is_ok() {}
    }
    path
}

/// Limits the size of the files that the server writes.
fn limit_files(patient: &Patient, bytes: &str) {
    let process = patient.server.process_id().to_string();
    // The hard limit stays unlimited, so that the soft limit can be raised again.
    let limit = format!("--fsize={bytes}:unlimited");
    let limited = Command::new("prlimit").args(["--pid", &process, &limit]).status().unwrap();
    assert!(limited.success());
    // The server's threads notice the new limit at their next write.
    std::thread::sleep(Duration::from_millis(10));
}
