//! The number of charts that one thread computes per second, and the memory in use: `cargo bench -p heal7-saju`.
//!
//! With `-- --folder DIR` it also writes the files that `cargo xtask bench saju` gives to other calculators for
//! comparison:
//! `births.txt`, one birth per line (`year month day hour minute M|F`), and, for each of the two clocks that the
//! calculators assume, the four pillars of each birth (`seoul.pillars`, `china.pillars`).

use std::{
    env, fs,
    hint::black_box,
    io::{BufWriter, Write},
    path::Path,
    time::{Duration, Instant},
};

use heal7_saju::{Birth, CalendarDate, Gender, Options, Pillar, TimeMode, Zone, chart};
use jiff::civil::time;

/// The number of births.
const BIRTHS: usize = 20_000;
/// The time for which charts are computed before the measurement; [`MEASURED`] is the least time of the measurement.
const WARM_UP: Duration = Duration::from_millis(500);
const MEASURED: Duration = Duration::from_secs(3);

fn main() {
    let births = births();
    let folder = env::args().skip_while(|argument| argument != "--folder").nth(1);
    if let Some(folder) = folder {
        write(Path::new(&folder), &births);
    }
    let line = measure(&births);
    writeln!(std::io::stdout(), "{line}").expect("somebody reads what is measured");
}

/// Creates births of 1989 to 2049, when Korea's clocks do not change, so that all calculators read the times alike.
/// Each birth has a time, since not all calculators can do without.
fn births() -> Vec<Birth> {
    let mut random = fastrand::Rng::with_seed(19_900_515);
    let birth = |_| {
        let date = CalendarDate { year: random.i16(1989..2050), month: random.u8(1..=12), day: random.u8(1..=28) };
        let gender = if random.bool() { Gender::Male } else { Gender::Female };
        Birth { time: Some(time(random.i8(0..24), random.i8(0..60), 0, 0)), ..Birth::new(date, gender) }
    };
    (0..BIRTHS).map(birth).collect()
}

/// The conventions that the other calculators share.
fn options() -> Options {
    Options { time_mode: TimeMode::Clock, ..Options::default() }
}

/// Computes charts and returns the results as a line of JSON: the number of charts, the seconds, the sum of the indices
/// of all pillars in their cycle, and the resident memory in bytes after a hundred thousand charts and after a million
/// more.
fn measure(births: &[Birth]) -> String {
    let options = options();
    let mut sum = 0;
    let mut pass = || {
        for birth in births {
            let chart = chart(black_box(birth), &options).expect("each birth has a chart");
            // `black_box` forces the computation of the whole chart, although only the pillars are read.
            let pan = black_box(&chart).saju_pan;
            sum += pan.pillars().map(|(_, pillar)| pillar.index()).sum::<usize>();
        }
        births.len()
    };
    let started = Instant::now();
    while started.elapsed() < WARM_UP {
        pass();
    }
    let (started, mut charts) = (Instant::now(), 0);
    while started.elapsed() < MEASURED {
        charts += pass();
    }
    let seconds = started.elapsed().as_secs_f64();
    let mut memory_after = |charts: usize| {
        (0..charts.div_ceil(births.len())).for_each(|_| _ = pass());
        resident()
    };
    let (early, late) = (memory_after(100_000), memory_after(1_000_000));
    format!(r#"{{"charts":{charts},"seconds":{seconds},"sum":{sum},"memory":[{early},{late}]}}"#)
}

/// Returns the bytes of memory that this process holds, or 0 if the system does not report them.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
    kilobytes.and_then(|kilobytes| kilobytes.trim().parse::<u64>().ok()).unwrap_or_default() * 1024
}

fn write(folder: &Path, births: &[Birth]) {
    let file = |name: &str| BufWriter::new(fs::File::create(folder.join(name)).expect("the folder can be written to"));
    let mut texts = file("births.txt");
    for birth in births {
        let CalendarDate { year, month, day } = birth.date;
        let time = birth.time.expect("each birth has a time");
        let gender = if birth.gender == Gender::Male { 'M' } else { 'F' };
        writeln!(texts, "{year} {month} {day} {} {} {gender}", time.hour(), time.minute()).expect("the disk has room");
    }
    for (name, zone) in [("seoul.pillars", "Asia/Seoul"), ("china.pillars", "Etc/GMT-8")] {
        let zone = Zone::named(zone).expect("the database has the zone");
        let mut lines = file(name);
        for birth in births {
            let chart = chart(&Birth { zone, ..*birth }, &options());
            let pillars = chart.expect("each birth has a chart").saju_pan.pillars().map(|(_, pillar)| pillar);
            writeln!(lines, "{}", pillars.map(Pillar::hanja).collect::<Vec<_>>().join(" ")).expect("the disk has room");
        }
    }
}
