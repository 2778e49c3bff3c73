//! Measures the time, memory and processor time of a program with its children.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// The interval at which memory is measured.
const INTERVAL: Duration = Duration::from_millis(1);
/// The unit in which Linux counts the processor time of processes, in milliseconds.
const TICK: u64 = 10;

/// Runs a program and returns the time from before its start to its end.
pub(super) fn wall(command: &mut Command) -> io::Result<(ExitStatus, Duration)> {
    let started = Instant::now();
    let status = command.status()?;
    Ok((status, started.elapsed()))
}

/// The time that a program took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    /// The time from its start to its end.
    pub wall: Duration,
    /// The processor time of it and all its descendants.
    pub processor: Duration,
}

/// Runs a program and measures both times; needs Linux.
///
/// Linux adds up the processor time of all ended children of this process, so no other child may end in the meantime.
pub(super) fn cost(command: &mut Command) -> io::Result<(ExitStatus, Cost)> {
    let before = of_children()?;
    let (status, wall) = wall(command)?;
    Ok((status, Cost { wall, processor: of_children()?.saturating_sub(before) }))
}

/// The middle one of the times, or the mean of the two middle ones.
pub(super) fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    let middle = times.len() / 2;
    if times.len() % 2 == 1 { times[middle] } else { (times[middle - 1] + times[middle]) / 2 }
}

/// Runs a program and returns its peak of resident memory in bytes; `None` without `/proc`.
///
/// The peak is the largest sum of the peaks (`VmHWM`) of all processes that are alive at the same moment: the program
/// and its descendants. The measurement takes time, so a run measures either memory or time.
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

/// The processor time of a running process and its descendants so far.
pub(super) fn processor(process: u32) -> Duration {
    let ticks = |folder: &PathBuf| worked(&fs::read_to_string(folder.join("stat")).ok()?);
    Duration::from_millis(tree(Path::new("/proc"), process).iter().filter_map(ticks).sum::<u64>() * TICK)
}

/// The processor time of the ended children of this process, and of their descendants.
fn of_children() -> io::Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let ticks = children_worked(&stat).ok_or_else(|| io::Error::other("/proc/self/stat is not as Linux writes it"))?;
    Ok(Duration::from_millis(ticks * TICK))
}

/// The memory of a running process in bytes, without its descendants.
pub(super) fn resident_now(process: u32) -> Option<u64> {
    bytes_of(&fs::read_to_string(format!("/proc/{process}/status")).ok()?, "VmRSS:")
}

/// The sum of the peaks of a process and its descendants; an ended process has none.
fn resident(proc: &Path, process: u32) -> u64 {
    let peak = |folder: &PathBuf| high_water(&fs::read_to_string(folder.join("status")).ok()?);
    tree(proc, process).iter().filter_map(peak).sum()
}

/// The folders of a process and its descendants.
fn tree(proc: &Path, process: u32) -> Vec<PathBuf> {
    let folder = proc.join(process.to_string());
    let threads = fs::read_dir(folder.join("task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let ids = children.flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>());
    let below: Vec<_> = ids.flat_map(|child| tree(proc, child)).collect();
    [folder].into_iter().chain(below).collect()
}

/// The processor time of a process in ticks, in user mode and in the kernel: the 14th and 15th words of its `stat`.
fn worked(stat: &str) -> Option<u64> {
    ticks(stat, 14)
}

/// The same for its ended children: the 16th and 17th words.
fn children_worked(stat: &str) -> Option<u64> {
    ticks(stat, 16)
}

/// The sum of two words of a `stat`, counted from 1; the second word is a name in parentheses.
fn ticks(stat: &str, first: usize) -> Option<u64> {
    let mut words = stat.rsplit_once(')')?.1.split_whitespace().skip(first - 3);
    let mut next = || words.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

/// The bytes in the line `VmHWM:   249644 kB`, which a process has until it ends.
fn high_water(status: &str) -> Option<u64> {
    bytes_of(status, "VmHWM:")
}

/// The bytes in a line of `status`.
fn bytes_of(status: &str, line: &str) -> Option<u64> {
    let value = status.lines().find_map(|found| found.strip_prefix(line))?;
    value.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn memory_of_child_processes_is_included() {
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
        // A process that has ended but was not waited for has no memory; process 4 does not exist any more.
        process(5, "", &[]);
        assert_eq!(resident(proc.path(), 1), 1230 * 1024);
        assert_eq!(resident(proc.path(), 9), 0, "a process that is gone");
    }

    #[test]
    fn processor_time_is_parsed_for_any_process_name() {
        let stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 100 0 0 0 700 55 3 4 20 0 2 0 100 0 0";
        assert_eq!(worked(stat), Some(755));
        assert_eq!(children_worked(stat), Some(7));
        assert_eq!(worked("42 (gone"), None);
    }

    #[test]
    fn the_work_of_a_child_is_measured() {
        let busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
        let (status, cost) = cost(Command::new("sh").args(["-c", &format!("sh -c '{busy}'; true")])).unwrap();
        assert!(status.success());
        assert!(cost.processor >= Duration::from_millis(TICK), "{cost:?}");
    }

    #[test]
    fn median_of_an_even_count_is_the_mean_of_the_middle_two() {
        let median_of = |times: &[u64]| {
            median(&mut times.iter().map(|time| Duration::from_millis(*time)).collect::<Vec<_>>()).as_millis()
        };
        assert_eq!(median_of(&[900, 10, 30]), 30);
        assert_eq!(median_of(&[900, 10, 30, 20]), 25);
        assert_eq!(median_of(&[7]), 7);
    }
}
