//! Help whose examples name the program as it is called.

use clap::Parser;

/// Stands for the name of the program in a help text.
const PROGRAM: &str = "{program}";

/// Reads the arguments of the process. Where they are wrong or ask for help, says so and ends the process.
///
/// `{program}` in a text after the help, of the program or of a command, becomes the name of the program.
pub fn parse<P: Parser>(program: &str) -> P {
    let matches = named(P::command(), program).get_matches();
    P::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// The same for a program without a contract of its own: each command but `zod` must name a registry.
pub fn parse_for_files<P: Parser>(program: &str) -> P {
    let must_name = |command: clap::Command| {
        let has_registry = command.get_arguments().any(|argument| argument.get_id() == "registry");
        if has_registry { command.mut_arg("registry", |argument| argument.required(true)) } else { command }
    };
    let matches = named(P::command(), program).mut_subcommands(must_name).get_matches();
    P::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// A command whose help names the program.
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
