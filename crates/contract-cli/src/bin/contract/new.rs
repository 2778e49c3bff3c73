//! `contract new`: creates a working workspace.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
};

use anyhow::bail;
use contract_cli::{Colour, SUCCESS, Terminal, files};

use crate::{template, toolkit::Toolkit};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  {program} new orders --toolkit path:../contracts-toolkit\n  \
                  {program} new orders --toolkit git:https://example.com/contracts-toolkit.git#v0.1.0\n  \
                  {program} new apis/orders --toolkit path:../contracts-toolkit\n\n\
                  The folder must not be there yet. What comes next is printed at the end.\n\n\
                  Exit codes: 0 made, 1 the folder is there or the toolkit is not, 2 wrong usage")]
pub(crate) struct Arguments {
    /// The folder to create; its name becomes the project's name: lower-case letters, digits and hyphens.
    #[arg(value_name = "NAME")]
    folder: PathBuf,
    /// The source of the toolkit's crates: `path:FOLDER`, or `git:ADDRESS` with an optional `#TAG`, branch or commit.
    #[arg(long, value_name = "PLACE", value_parser = Toolkit::from_str)]
    toolkit: Toolkit,
}

/// Creates the workspace, and prints the next steps.
pub(crate) fn run(arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let Arguments { folder, toolkit } = arguments;
    let name = name(folder)?;
    if folder.exists() {
        bail!("{} is there already: name a folder that is not", folder.display());
    }
    let written = template::files(name, &template::absolute(folder)?, toolkit);
    let texts: Vec<_> = written.iter().map(|(path, text)| (*path, text.as_str())).collect();
    files::create(folder, &texts)?;
    template::make_executable(folder)?;
    terminal.line(format!("{} files in {}. Next:", written.len(), folder.display()));
    terminal.line("");
    for (command, purpose) in [
        (format!("cd {}", folder.display()), ""),
        ("git init && git config core.hooksPath .githooks".into(), "refuse commits whose generated files have drifted"),
        ("cargo xtask generate".into(), "write every format; the first build compiles the toolkit"),
        ("cargo run -p server".into(), "serve the contract on http://127.0.0.1:3000"),
    ] {
        let shown = terminal.coloured(&format!("{command:<50}"), Colour::Cyan);
        terminal.line(format!("  {shown} {purpose}").trim_end());
    }
    terminal.line("");
    terminal.line("README.md there says how to change the contract and how to call it from TypeScript.");
    if matches!(toolkit, Toolkit::Path(_)) {
        terminal.line("Cargo.toml there names the toolkit by its path: before CI runs, name it by `git` instead.");
    }
    Ok(SUCCESS)
}

/// Returns the name of a project, which its npm package and its addresses use.
fn name(folder: &Path) -> anyhow::Result<&str> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_plain) && !name.ends_with('-') {
        return Ok(name);
    }
    bail!(
        "`{name}` cannot be the name of a project: expected lower-case letters, digits and hyphens, beginning with a \
         letter and not ending with a hyphen, such as `orders`"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_that_of_a_package() {
        for good in ["orders", "a", "book-shop2", "apis/orders"] {
            assert!(name(Path::new(good)).is_ok(), "{good}");
        }
        for bad in ["", "Orders", "2fast", "-a", "a-", "a_b", "한글", "a b", "..", "/"] {
            assert!(name(Path::new(bad)).is_err(), "{bad}");
        }
    }
}
