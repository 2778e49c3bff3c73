//! A process that is asked to stop ends within the configured time, even if every worker thread of its runtime is busy
//! for ever.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use heal7_server::stop;
use tokio::runtime;
use tokio_util::sync::CancellationToken;

use crate::running::terminate;

/// The environment variable that is set in the busy process.
const BUSY: &str = "HEAL7_TEST_BUSY";
/// The value of the variable if the process is busy outside the runtime, in a blocking task.
const BLOCKING: &str = "blocking";
const DRAIN: Duration = Duration::from_secs(1);

/// Runs the busy process, which is asked to stop.
fn be_busy(how: &str) {
    let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let closing = CancellationToken::new();
    runtime.block_on(async {
        stop::on_signal(closing.clone(), DRAIN).unwrap();
        if how == BLOCKING {
            tokio::task::spawn_blocking(|| thread::sleep(Duration::from_hours(1)));
        } else {
            for _ in 0..2 {
                tokio::spawn(async { spin() });
            }
        }
        #[allow(clippy::print_stderr, reason = "the test reads it")]
        {
            eprintln!("busy");
        }
        closing.cancelled().await;
    });
    // Here the runtime waits for its threads.
}

fn spin() {
    loop {
        std::hint::spin_loop();
    }
}

fn ends_in_time(test: &str, how: &str) {
    if let Ok(how) = env::var(BUSY) {
        return be_busy(&how);
    }
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", &format!("process_ends_in_time::{test}"), "--nocapture"]).env(BUSY, how);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.is_ok_and(|line| line == "busy")));
    // The threads of the process are busy after this time.
    thread::sleep(Duration::from_millis(100));
    let begun = Instant::now();
    terminate(&child);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > DRAIN * 10 {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the process does not end");
        }
        thread::sleep(Duration::from_millis(20));
    };
    let took = begun.elapsed();
    assert!(took >= DRAIN && took < DRAIN * 3, "{took:?}");
    assert_eq!(status.code(), Some(stop::OUT_OF_TIME), "the exit code says that not everything ended in time");
}

#[test]
fn process_ends_while_worker_threads_are_busy() {
    ends_in_time("process_ends_while_worker_threads_are_busy", "spinning");
}

#[test]
fn process_ends_while_blocking_tasks_are_busy() {
    ends_in_time("process_ends_while_blocking_tasks_are_busy", BLOCKING);
}
