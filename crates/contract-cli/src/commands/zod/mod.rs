//! `zod`: Zod from any JSON Schema 2020-12 document.

mod definitions;

use std::{
    fs,
    io::{IsTerminal, Read, stdin},
    path::PathBuf,
};

use anyhow::{Context, anyhow, bail};
use contract_emit::zod;

use crate::{FAILURE, Project, SUCCESS, Terminal};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  {program} zod order.schema.json > src/order.ts\n  \
                        {program} zod --expression order.schema.json\n  \
                        {program} zod --definition Order openapi.json\n  \
                        curl -s https://example.com/order.schema.json | {program} zod -\n\n\
                        What Zod cannot say exactly is refused, with the JSON pointer and the keyword on standard error. \
                        Notes on standard error name what decides nothing: unknown keywords, formats.\n\n\
                        Exit codes: 0 printed, 1 refused or unreadable, 2 wrong usage")]
pub struct Arguments {
    /// The document; `-` or no argument reads standard input.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Use this definition of the document as its root: one of `$defs`, `definitions` or `components/schemas`.
    #[arg(long, value_name = "NAME")]
    definition: Option<String>,
    /// Print one JavaScript expression over `z` instead of a TypeScript module.
    #[arg(long)]
    expression: bool,
}

/// Prints a module or an expression, or all reasons against it.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let program = &project.options.program;
    let document = definitions::root(read(arguments, program)?, arguments, program)?;
    let converted = if arguments.expression {
        zod::expression(&document)
    } else {
        zod::module(&document, &zod::Options::default())
    };
    match converted {
        Ok(converted) => {
            converted.notes.iter().for_each(|note| terminal.note(&note_with_suggestion(note)));
            terminal.line(converted.text.trim_end());
            Ok(SUCCESS)
        }
        Err(unrepresentable) => {
            unrepresentable.refusals.iter().for_each(|refusal| terminal.error(&refusal.to_string()));
            Ok(FAILURE)
        }
    }
}

fn read(arguments: &Arguments, program: &str) -> anyhow::Result<String> {
    let file = arguments.file.as_ref().filter(|file| file.as_os_str() != "-");
    let (name, bytes) = match file {
        Some(file) => {
            (file.display().to_string(), fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?)
        }
        None if arguments.file.is_none() && stdin().is_terminal() => {
            bail!("no document: name a file, or give the document on standard input (see `{program} zod --help`)")
        }
        None => {
            let mut bytes = Vec::new();
            stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
            ("standard input".to_owned(), bytes)
        }
    };
    String::from_utf8(bytes).map_err(|error| {
        let read = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = read.split(|byte| *byte == b'\n').count();
        let column =
            read.rsplit(|byte| *byte == b'\n').next().map_or(0, |line| String::from_utf8_lossy(line).chars().count());
        anyhow!("{name} is not UTF-8: line {line} column {}", column + 1)
    })
}

/// Writes a note; for an unknown keyword, with the known keyword that may have been meant.
fn note_with_suggestion(note: &zod::Note) -> String {
    let keywords = zod::keywords();
    let is_known = keywords.contains(&note.keyword.as_str());
    match similar::get_close_matches(note.keyword.as_str(), &keywords, 1, 0.75).first() {
        Some(meant) if !is_known => format!("{note}; did you mean `{meant}`?"),
        _ => note.to_string(),
    }
}
