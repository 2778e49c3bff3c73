//! The arguments of the command line.

use clap::{
    Args, Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use heal7_saju::{AgeStyle, AmbiguityPolicy, BirthText, DaeunRounding, DayBoundary, Options, TimeMode, YearStart};

const EXAMPLES: &str = "\
Examples:
  saju chart --date 1990-05-15 --time 14:30 --gender female
  saju chart --date 1990-04-21 --lunar --gender female --json
  saju terms 2026 --tz Asia/Seoul
  saju lunar 2026-02-17
  saju batch < births.jsonl > charts.jsonl

Exit codes: 0 done, 1 no chart or no such date, 2 wrong usage";

/// The Four Pillars (사주): from a birth to the whole chart.
#[derive(Parser)]
#[command(name = "saju", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Print the chart of a birth.
    Chart(ChartArguments),
    /// Print the twenty-four solar terms (절기) of a year.
    Terms(TermsArguments),
    /// Turn a solar date into a lunar one, or back.
    Lunar(LunarArguments),
    /// Read one birth per line on standard input, and write one chart per line.
    #[command(after_long_help = BATCH)]
    Batch(BatchArguments),
}

#[derive(Args)]
pub(crate) struct ChartArguments {
    /// The birth date, YYYY-MM-DD.
    #[arg(long)]
    date: String,
    /// The birth time as a clock showed it, HH:MM or HH:MM:SS; leave it out if it is unknown.
    #[arg(long)]
    time: Option<String>,
    /// male or female (M or F); it decides whether the luck pillars go forward or backward.
    #[arg(long)]
    gender: String,
    /// The date is of the Korean lunar calendar.
    #[arg(long)]
    lunar: bool,
    /// The lunar month is a leap month (윤달).
    #[arg(long)]
    leap: bool,
    /// The clock of the place, by its name in the IANA database.
    #[arg(long, default_value = "Asia/Seoul")]
    tz: String,
    /// Degrees east of Greenwich [default: 127.5 in Korea, elsewhere the meridian of the clock].
    #[arg(long, allow_negative_numbers = true)]
    longitude: Option<f64>,
    /// Degrees north of the equator; it does not affect the chart.
    #[arg(long, allow_negative_numbers = true)]
    latitude: Option<f64>,
    #[command(flatten)]
    conventions: ConventionArguments,
    /// Also the pillar of this year (세운); may be given several times.
    #[arg(long = "year")]
    pub years: Vec<i16>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

impl ChartArguments {
    pub(crate) fn birth(&self) -> BirthText<'_> {
        BirthText {
            date: &self.date,
            time: self.time.as_deref(),
            is_lunar: self.lunar,
            is_leap_month: self.leap,
            gender: &self.gender,
            timezone: Some(&self.tz),
            longitude: self.longitude,
            latitude: self.latitude,
        }
    }

    pub(crate) fn options(&self) -> Options {
        self.conventions.options()
    }
}

#[derive(Args)]
pub(crate) struct TermsArguments {
    /// The year, 1899 to 2101.
    pub year: i16,
    /// The clock to show them on, by its name in the IANA database.
    #[arg(long, default_value = "Asia/Seoul")]
    pub tz: String,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub(crate) struct LunarArguments {
    /// The date, YYYY-MM-DD.
    pub date: String,
    /// Read the date as a lunar one, and print the solar one.
    #[arg(long)]
    pub from_lunar: bool,
    /// The lunar month is a leap month (윤달).
    #[arg(long, requires = "from_lunar")]
    pub leap: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub(crate) struct BatchArguments {
    #[command(flatten)]
    conventions: ConventionArguments,
}

impl BatchArguments {
    pub(crate) fn options(&self) -> Options {
        self.conventions.options()
    }
}

const BATCH: &str = r#"Each line of the input is a JSON object:
  {"date":"1990-05-15","time":"14:30","isLunar":false,"isLeapMonth":false,"gender":"F",
   "tz":"Asia/Seoul","longitude":null}
`time` is null where it is not known; only `date` and `gender` must be there. `timeMode` and
`dayBoundary` may be there, and go before the flags. Other keys are ignored.

Each line is answered by a line, in order:
  {"year":{"cheon","ji"},"month":{…},"day":{…},"hour":{…}|null,"solarDate","lunarDate":{"y","m","d","leap"},
   "utc","daeun":{"forward","startAge","startYears","startMonths","firstPillar":{…}}}
or by {"error": code}, which does not stop the batch. The codes are
  invalid_solar_date, invalid_lunar_date, leap_month_absent, invalid_time, nonexistent_local_time,
  ambiguous_local_time (with --ambiguity reject), out_of_range, unknown_timezone, invalid_longitude,
  invalid_gender; a value of another type than its key's is answered by the key's code, and
  invalid_option  isLunar or isLeapMonth is no boolean, timeMode or dayBoundary none of the values of its flag
  invalid_json    the line is empty, longer than 64 KiB, no JSON, no object, or has a key twice"#;

/// The conventions to compute by.
#[derive(Args)]
#[command(next_help_heading = "Conventions")]
struct ConventionArguments {
    /// The clock that decides the day and hour pillars.
    #[arg(long, default_value_t, value_parser = words(TimeMode::ALL, TimeMode::word))]
    time_mode: TimeMode,
    /// When the day pillar turns, for births between 23:00 and midnight.
    #[arg(long, default_value_t, value_parser = words(DayBoundary::ALL, DayBoundary::word))]
    day_boundary: DayBoundary,
    /// When the year pillar turns.
    #[arg(long, default_value_t, value_parser = words(YearStart::ALL, YearStart::word))]
    year_start: YearStart,
    /// The rounding of the first age of the luck pillars.
    #[arg(long, default_value_t, value_parser = words(DaeunRounding::ALL, DaeunRounding::word))]
    daeun_rounding: DaeunRounding,
    /// The way to count ages.
    #[arg(long, default_value_t, value_parser = words(AgeStyle::ALL, AgeStyle::word))]
    age_style: AgeStyle,
    /// The treatment of a local time that occurred twice.
    #[arg(long, default_value_t, value_parser = words(AmbiguityPolicy::ALL, AmbiguityPolicy::word))]
    ambiguity: AmbiguityPolicy,
}

impl ConventionArguments {
    fn options(&self) -> Options {
        let &Self { time_mode, day_boundary, year_start, daeun_rounding, age_style, ambiguity } = self;
        Options { time_mode, day_boundary, year_start, daeun_rounding, age_style, ambiguity }
    }
}

/// Creates the parser of a convention, which accepts the words of its choices.
fn words<T: Copy + Send + Sync>(
    choices: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(choices.iter().map(|&choice| word(choice))).map(move |given| {
        let chosen = choices.iter().find(|&&choice| word(choice) == given);
        *chosen.expect("the parser lets the words of the choices through alone")
    })
}
