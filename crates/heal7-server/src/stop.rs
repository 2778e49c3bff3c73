//! The end of the process: a signal asks it to stop, and it ends in time no matter what its worker threads do.
//!
//! Signals and the deadline have threads of their own. The tasks, timers and signals of the async runtime stop working
//! while all its worker threads are busy, and the runtime itself does not end before they have finished.

use std::{io, sync::mpsc, thread, time::Duration};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    iterator::Signals,
    low_level,
};
use tokio_util::sync::CancellationToken;

/// The exit code of a process that has not ended in time.
pub const OUT_OF_TIME: i32 = 1;
/// The time for writing the last line of the log, since its reader may be stuck.
const LAST_WORD: Duration = Duration::from_millis(200);

/// Listens to SIGTERM and SIGINT from now on. The first signal cancels `closing`; from then on the process has `drain`
/// to end. If it has not ended by then, it exits with [`OUT_OF_TIME`].
///
/// # Errors
/// When the process cannot listen to signals.
pub fn on_signal(closing: CancellationToken, drain: Duration) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        if signals.forever().next().is_none() {
            return;
        }
        // The deadline starts before the first log line, which may block if nobody reads the log.
        let deadline = thread::Builder::new().name("deadline".into()).spawn(move || end_after(drain));
        closing.cancel();
        tracing::info!(seconds = drain.as_secs(), "asked to stop: waiting for what is open");
        if deadline.is_err() {
            end_after(drain);
        }
    })?;
    Ok(())
}

/// Ends the process after this time, unless it has ended by then.
fn end_after(time: Duration) {
    thread::sleep(time);
    let (stopped, has_stopped) = mpsc::channel();
    let last_word = thread::Builder::new().spawn(move || {
        tracing::error!("not everything that was open has ended in time: the process is ended");
        // If the line was written too late, nobody receives this.
        _ = stopped.send(());
    });
    if last_word.is_ok() {
        _ = has_stopped.recv_timeout(LAST_WORD);
    }
    // `low_level::exit` skips the handlers of `exit`, which may wait for threads that do not end.
    low_level::exit(OUT_OF_TIME);
}
