//! `saju chart`: a chart for a person to read, in Korean and English.

use std::fmt::Write;

use heal7_saju::{
    Birth, Chart, Cheon, Ji, PillarPosition, Polarity, Seen, Sipsin, WuxingElement, chart,
    sentences::Language::{English, Korean},
};
use jiff::fmt::strtime;

use crate::{
    arguments::ChartArguments,
    json::Document,
    terminal::{Palette, padded, print},
};

/// Columns of a pillar in the table.
const COLUMN: usize = 16;
/// Columns of the names of rows.
const LABEL: usize = 20;
/// Columns of a bar that shows a hundred per cent.
const BAR: f64 = 60.0;

pub(crate) fn run(arguments: &ChartArguments) -> anyhow::Result<()> {
    let chart = chart(&Birth::try_from(arguments.birth())?, &arguments.options())?;
    if arguments.json {
        return print(&(serde_json::to_string_pretty(&Document::new(&chart, &arguments.years))? + "\n"));
    }
    let page = Page { chart: &chart, palette: Palette::of_stdout() };
    let parts = [
        page.moment()?,
        page.pillars(),
        page.elements(),
        page.structure(),
        page.luck(),
        page.years(&arguments.years),
        page.warnings(),
        page.conventions(),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    print(&parts.join("\n"))
}

struct Page<'a> {
    chart: &'a Chart,
    palette: Palette,
}

impl Page<'_> {
    fn moment(&self) -> anyhow::Result<String> {
        let moment = &self.chart.moment;
        let zone = &self.chart.conventions.zone;
        let clock = moment.instant.to_zoned(zone.as_jiff().clone());
        let time = if moment.time_unknown {
            "시각 모름 time unknown".into()
        } else {
            format!(
                "{} {} · 지방시 local time {}",
                strtime::format("%H:%M:%S", &clock)?,
                zone.name(),
                strtime::format("%Y-%m-%d %H:%M:%S", moment.local_time)?
            )
        };
        let (solar, lunar) = (moment.solar_date, moment.lunar_date);
        Ok(format!(
            "{}\n양력 solar {solar} · 음력 lunar {lunar}\n{time}\n",
            self.palette.title("사주팔자 · The Four Pillars")
        ))
    }

    /// Writes the table with one column per pillar; the year is on the right, as in books.
    fn pillars(&self) -> String {
        let pan = &self.chart.saju_pan;
        let mut columns: Vec<_> = pan.pillars().collect();
        columns.reverse();
        let mut table = String::new();
        let mut row =
            |label: &str, cell: &dyn Fn(PillarPosition, heal7_saju::Pillar) -> (String, Option<WuxingElement>)| {
                let cells: String = columns
                    .iter()
                    .map(|&(position, pillar)| {
                        let (text, element) = cell(position, pillar);
                        let text = padded(&text, COLUMN);
                        element.map_or(text.clone(), |element| self.palette.element(element, &text))
                    })
                    .collect();
                let line = format!("{}{cells}", self.palette.faint(&padded(label, LABEL)));
                writeln!(table, "{}", line.trim_end()).expect("a String takes all that is written");
            };
        let gods = |position| self.chart.sipsin.at(position);
        row("", &|position, _| (format!("{} {}", position.hangul(), position.english()), None));
        row("십신 ten god", &|position, _| {
            let god = gods(position).and_then(|gods| gods.cheon);
            (god.map_or_else(|| "일간 day master".into(), named), None)
        });
        row("천간 stem", &|_, pillar| (stem(pillar.cheon()), Some(pillar.cheon().element())));
        row("", &|_, pillar| (quality(pillar.cheon().polarity(), pillar.cheon().element()), None));
        row("지지 branch", &|_, pillar| (branch(pillar.ji()), Some(pillar.ji().element())));
        row("", &|_, pillar| (quality(pillar.ji().polarity(), pillar.ji().element()), None));
        row("십신 ten god", &|position, _| (gods(position).map(|gods| named(gods.ji)).unwrap_or_default(), None));
        row("지장간 hidden", &|_, pillar| {
            (pillar.ji().hidden_stems().iter().map(|hidden| hidden.cheon.hangul()).collect::<Vec<_>>().join(" "), None)
        });
        row("십이운성 stage", &|position, _| {
            let stage = gods(position).map(|gods| gods.unseong);
            (stage.map(|stage| format!("{} {}", stage.hangul(), stage.romanised())).unwrap_or_default(), None)
        });
        table
    }

    fn elements(&self) -> String {
        let wuxing = &self.chart.wuxing;
        let title = format!("오행 · Five elements, 균형 balance {:.1}", wuxing.balance());
        let mut text = self.palette.title(&title) + "\n";
        for element in WuxingElement::ALL {
            let percent = wuxing.weighted.percent(element);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most the width of a bar")]
            let bar = "█".repeat((percent / 100.0 * BAR).round() as usize);
            let name = format!("{} {} {:<5}", element.hanja(), element.hangul(), element.english());
            let line = format!("{name}  {}  {percent:>5.1}%  {bar}", wuxing.counts.get(element));
            text += &format!("{}\n", self.palette.element(element, line.trim_end()));
        }
        let strength = wuxing.day_master_strength();
        text += &format!(
            "{} {}: 일간 day master {} {:.1}%\n",
            strength.hangul(),
            strength.word(),
            stem(self.chart.sipsin.day_master),
            wuxing.day_master_support()
        );
        for (korean, english) in [
            (wuxing.strengths(Korean), wuxing.strengths(English)),
            (wuxing.weaknesses(Korean), wuxing.weaknesses(English)),
            (wuxing.recommendations(Korean), wuxing.recommendations(English)),
        ] {
            for (korean, english) in korean.iter().zip(english) {
                text += &format!("- {korean} {}\n", self.palette.faint(&english));
            }
        }
        text
    }

    fn structure(&self) -> String {
        let (gyeokguk, void) = (self.chart.gyeokguk, self.chart.sipsin.gongmang);
        let open = if gyeokguk.transparent { "투출 open" } else { "불투출 not open" };
        let mut text = format!(
            "{} {} {} · {} {} · {open}\n{} {} {}\n",
            self.palette.title("격국 · Structure"),
            gyeokguk.kind.hangul(),
            gyeokguk.kind.romanised(),
            gyeokguk.basis.hangul(),
            stem(gyeokguk.basis_stem),
            self.palette.title("공망 · Void"),
            branch(void[0]),
            branch(void[1]),
        );
        let relations = self.chart.saju_pan.relations();
        if !relations.is_empty() {
            text += &format!("{}\n", self.palette.title("합충 · Combinations and clashes"));
        }
        for relation in relations {
            let positions: Vec<_> = relation.positions.iter().map(PillarPosition::hangul).collect();
            let element = relation.element.map(|element| format!(" {} {}", element.hangul(), element.english()));
            let kind = format!("{} {}", relation.kind.hangul(), relation.kind.romanised());
            text += &format!("- {kind}: {}{}\n", positions.join(" "), element.unwrap_or_default());
        }
        text
    }

    fn luck(&self) -> String {
        let daeun = &self.chart.daeun;
        let direction = if daeun.forward { "순행 forward" } else { "역행 backward" };
        let exact = daeun.exact_start;
        let mut text = self.palette.title("대운 · Luck pillars") + "\n";
        text += &format!(
            "{direction} · {}세부터 from age {} · 정확히 exactly {} y {} m {} d, {}\n",
            daeun.start_age, daeun.start_age, exact.years, exact.months, exact.days, daeun.start_date
        );
        for decade in &daeun.pillars {
            let age = format!("{:>3}", decade.start_age);
            text += &luck_line(&age, &decade.start_date.to_string(), decade.pillar, decade.seen);
        }
        text
    }

    fn years(&self, years: &[i16]) -> String {
        if years.is_empty() {
            return String::new();
        }
        let mut text = self.palette.title("세운 · Years") + "\n";
        for &year in years {
            let seun = self.chart.seun(year);
            text += &luck_line(&year.to_string(), "", seun.pillar, seun.seen);
        }
        text
    }

    fn warnings(&self) -> String {
        if self.chart.warnings.is_empty() {
            return String::new();
        }
        let mut text = self.palette.title("주의 · Warnings") + "\n";
        for warning in &self.chart.warnings {
            text += &format!("- {} {}\n", warning.sentence(Korean), self.palette.faint(&warning.sentence(English)));
        }
        text
    }

    fn conventions(&self) -> String {
        let conventions = &self.chart.conventions;
        let options = conventions.options;
        let meridian = conventions.longitude.map(|longitude| format!(" {longitude}°E")).unwrap_or_default();
        let text = format!(
            "{}: time {}{meridian}, day {}, year {}, luck {}, age {}",
            heal7_saju::ENGINE,
            options.time_mode,
            options.day_boundary,
            options.year_start,
            options.daeun_rounding,
            options.age_style
        );
        self.palette.faint(&text) + "\n"
    }
}

fn luck_line(when: &str, date: &str, pillar: heal7_saju::Pillar, seen: Seen) -> String {
    let name = format!("{} {} {}", pillar.hanja(), pillar.hangul(), pillar.romanised());
    let gods = format!("{} {}", seen.cheon.hangul(), seen.ji.hangul());
    format!(
        "{when}  {date}{}{}  {gods}  {}\n",
        if date.is_empty() { "" } else { "  " },
        padded(&name, 24),
        seen.unseong.hangul()
    )
}

fn stem(cheon: Cheon) -> String {
    format!("{} {} {}", cheon.hanja(), cheon.hangul(), cheon.romanised())
}

fn branch(ji: Ji) -> String {
    format!("{} {} {}", ji.hanja(), ji.hangul(), ji.romanised())
}

fn quality(polarity: Polarity, element: WuxingElement) -> String {
    format!("{} {}", if polarity == Polarity::Yang { "yang" } else { "yin" }, element.english())
}

fn named(god: Sipsin) -> String {
    format!("{} {}", god.hangul(), god.romanised())
}
