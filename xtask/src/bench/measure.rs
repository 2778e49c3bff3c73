//! One run of a program: how long it took, or how much memory it and its children held.

use std::{
    fs, io,
    path::Path,
    process::{Command, ExitStatus},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// How often memory is looked at.
const INTERVAL: Duration = Duration::from_millis(1);

/// Runs a program and says how long that took, from before it is started until it has ended.
pub(super) fn wall(command: &mut Command) -> io::Result<(ExitStatus, Duration)> {
    let started = Instant::now();
    let status = command.status()?;
    Ok((status, started.elapsed()))
}

/// Runs a program and says how many bytes of memory were resident at its peak; nothing where there is no `/proc`.
///
/// That is the greatest sum, over all moments, of the peaks (`VmHWM`) of the processes that lived at that moment: the
/// program, its children and theirs. Looking costs time, so a run is measured for one or the other.
pub(super) fn memory(command: &mut Command) -> io::Result<(ExitStatus, Option<u64>)> {
    let mut child = command.spawn()?;
    let process = child.id();
    let has_ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut peak = 0;
            while !has_ended.load(Ordering::Relaxed) {
                peak = peak.max(resident(Path::new("/proc"), process));
                thread::sleep(INTERVAL);
            }
            peak
        });
        let status = child.wait();
        has_ended.store(true, Ordering::Relaxed);
        let peak = watcher.join().expect("reading /proc does not panic");
        Ok((status?, (peak > 0).then_some(peak)))
    })
}

/// The peaks of a process and of everything below it, added up; a process that is gone has none.
fn resident(proc: &Path, process: u32) -> u64 {
    let folder = proc.join(process.to_string());
    let own = fs::read_to_string(folder.join("status")).ok().and_then(|status| high_water(&status)).unwrap_or_default();
    let threads = fs::read_dir(folder.join("task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let below: u64 = children
        .flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>())
        .map(|child| resident(proc, child))
        .sum();
    own + below
}

/// The bytes of the line `VmHWM:   249644 kB`, which a process has until it has ended.
fn high_water(status: &str) -> Option<u64> {
    let value = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    value.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_whole_tree_counts() {
        let proc = tempfile::tempdir().unwrap();
        let process = |id: u32, peak: &str, children: &[(u32, &str)]| {
            let folder = proc.path().join(id.to_string());
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("status"), format!("Name:\tnode\n{peak}Threads:\t2\n")).unwrap();
            for (thread, ids) in children {
                fs::create_dir_all(folder.join("task").join(thread.to_string())).unwrap();
                fs::write(folder.join("task").join(thread.to_string()).join("children"), ids).unwrap();
            }
        };
        process(1, "VmHWM:\t    1000 kB\n", &[(1, "2 3 "), (7, "4 ")]);
        process(2, "VmHWM:\t     200 kB\n", &[(2, "5 ")]);
        process(3, "VmHWM:\t      30 kB\n", &[(3, "")]);
        // A process that has ended and is not yet waited for has no memory; 4 is gone altogether.
        process(5, "", &[]);
        assert_eq!(resident(proc.path(), 1), 1230 * 1024);
        assert_eq!(resident(proc.path(), 9), 0, "a process that is gone");
    }
}
