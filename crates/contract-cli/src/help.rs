//! Help texts whose examples contain the program's real name.

use clap::Parser;

/// The placeholder for the name of the program in a help text.
const PROGRAM: &str = "{program}";

/// Parses the arguments of the process. Where they are wrong or ask for help, prints that and ends the process.
///
/// `{program}` in the text after the help, of the program or of a command, is replaced by the name of the program.
pub fn parse<P: Parser>(program: &str) -> P {
    let matches = named(P::command(), program).get_matches();
    P::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// Parses the arguments of a program without its own contract: each command except `zod` must name a registry.
pub fn parse_for_files<P: Parser>(program: &str) -> P {
    let must_name = |command: clap::Command| {
        let has_registry = command.get_arguments().any(|argument| argument.get_id() == "registry");
        if has_registry { command.mut_arg("registry", |argument| argument.required(true)) } else { command }
    };
    let matches = named(P::command(), program).mut_subcommands(must_name).get_matches();
    P::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// Returns a command whose help contains the name of the program.
pub(crate) fn named(command: clap::Command, program: &str) -> clap::Command {
    with_examples(command, program).display_name(program.to_owned()).bin_name(program.to_owned())
}

fn with_examples(command: clap::Command, program: &str) -> clap::Command {
    let help = command.get_after_help().map(|help| help.to_string().replace(PROGRAM, program));
    let command = match help {
        Some(help) => command.after_help(help),
        None => command,
    };
    command.mut_subcommands(|subcommand| with_examples(subcommand, program))
}
