//! The locations of PostgreSQL and PgBouncer on this machine.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Error;

/// The folder where Debian installs the servers of each version, outside the `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The programs that create a database cluster, run it, and connect to it.
const PROGRAMS: [&str; 3] = ["initdb", "postgres", "psql"];

/// Finds the folder of PostgreSQL's programs: on the `PATH`, or Debian's newest version, or the answer of `pg_config`.
pub(crate) fn postgres() -> Result<PathBuf, Error> {
    let mut folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    folders.extend(debian());
    folders.extend(configured());
    let complete = |folder: &PathBuf| PROGRAMS.iter().all(|program| folder.join(program).is_file());
    folders.into_iter().find(complete).ok_or(Error::NotInstalled { program: "postgres", package: "postgresql" })
}

/// Finds the program PgBouncer: on the `PATH`, or where Debian installs it.
pub(crate) fn pgbouncer() -> Result<PathBuf, Error> {
    let mut folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    folders.push("/usr/sbin".into());
    let programs = folders.into_iter().map(|folder| folder.join("pgbouncer"));
    let missing = Error::NotInstalled { program: "pgbouncer", package: "pgbouncer" };
    programs.into_iter().find(|program| program.is_file()).ok_or(missing)
}

/// Returns the folders of Debian's versions, newest first.
fn debian() -> Vec<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let mut numbered: Vec<(u32, PathBuf)> = versions
        .filter_map(|version| Some((version.file_name().to_str()?.parse().ok()?, version.path().join("bin"))))
        .collect();
    numbered.sort_unstable_by(|one, other| other.cmp(one));
    numbered.into_iter().map(|(_, folder)| folder).collect()
}

fn configured() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").output().ok()?;
    Some(Path::new(std::str::from_utf8(&output.stdout).ok()?.trim()).to_owned())
}
