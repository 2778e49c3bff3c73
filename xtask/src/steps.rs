//! Running other programs, and the folder of the project.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};

use crate::terminal;

/// The folder of the project, independent of the current folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the workspace").to_owned()
}

/// Runs a program in a folder and prints the command; an error names the command.
pub(crate) fn run(folder: &Path, program: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let command = format!("{program} {}", arguments.join(" "));
    terminal::progress(&format!("Running {command}"));
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .status()
        .with_context(|| format!("`{program}` cannot be started: is it installed?"))?;
    if !status.success() {
        bail!("`{command}` failed in {}", name(folder));
    }
    Ok(())
}

/// Runs a program and returns its standard output; an error contains its standard error.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("`{program}` cannot be started: is it installed?"))?;
    if !output.status.success() {
        bail!("{command:?} ended with {}\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("the output of `{program}` is not UTF-8"))
}

/// Installs the npm packages of a folder's lock file, unless they are already installed.
pub(crate) fn install(folder: &Path) -> anyhow::Result<()> {
    let name = name(folder);
    let lock = fs::read(folder.join("package-lock.json")).with_context(|| format!("{name} has no lock file"))?;
    let mark = folder.join("node_modules/.installed-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(folder, "npm", &["ci", "--no-audit", "--no-fund"])
        .with_context(|| format!("the packages of {name} are not installed: that needs npm, and the network once"))?;
    fs::write(mark, lock).context("cannot note what was installed")
}

/// Installs the Python packages in a folder's `requirements.txt` into a separate environment, `.venv`, unless they are
/// already installed.
pub(crate) fn install_python(folder: &Path) -> anyhow::Result<()> {
    let name = name(folder);
    let wanted = fs::read(folder.join("requirements.txt")).with_context(|| format!("{name} has no requirements"))?;
    let mark = folder.join(".venv/.installed-requirements.txt");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", "requirements.txt"];
    run(folder, "python3", &["-m", "venv", "--clear", ".venv"])
        .and_then(|()| run(folder, "./.venv/bin/python", &pip))
        .with_context(|| {
            format!("the packages of {name} are not installed: that needs Python 3.10 with venv, and the network once")
        })?;
    fs::write(mark, wanted).context("cannot note what was installed")
}

/// Whether a program can be run.
pub(crate) fn is_there(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

/// The name of a folder: its path from the project's folder.
fn name(folder: &Path) -> String {
    match folder.strip_prefix(root()) {
        Ok(below) if below.as_os_str().is_empty() => "the project's folder".into(),
        Ok(below) => below.display().to_string(),
        Err(_) => folder.display().to_string(),
    }
}
