//! `cargo xtask sqlx`: sqlx's data about the stores' queries, so that a build needs no database.
//!
//! If sqlx's macros have a database, they ask it about each query; if they also have a folder, they write the answer
//! there. So this command creates databases, applies the migrations, and compiles the stores with them.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::{Context, ensure};
use tempfile::TempDir;
use temporary_postgres::TemporaryPostgres;

use crate::{DRIFT, SUCCESS, steps, terminal};

/// The command that repairs every kind of drift.
const REPAIR: &str = "cargo xtask sqlx";

#[derive(clap::Args)]
#[command(
    after_help = "Needs PostgreSQL and sqlite3: `apt-get install postgresql sqlite3`.\n\nExit codes: 0 written or fresh, 4 something has drifted, 1 a query is wrong or a program is missing"
)]
pub(crate) struct Arguments {
    /// Write nothing, and say what has drifted.
    #[arg(long)]
    check: bool,
}

/// The answers of a database, by their file names.
type Answers = BTreeMap<String, String>;

/// A store, and the database for its queries.
struct Store {
    name: &'static str,
    /// The variable that its `sqlx.toml` names.
    variable: &'static str,
    url: String,
}

/// Checks every query with its database, and writes or compares the answers.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let root = steps::root();
    let folder = tempfile::tempdir().context("a temporary folder cannot be made")?;
    let server = TemporaryPostgres::start()?;
    let stores = [
        Store {
            name: "heal7-store-sqlite",
            variable: "STORE_SQLITE_DATABASE_URL",
            url: sqlite(&folder, &root.join("crates/heal7-store-sqlite/migrations"))?,
        },
        Store {
            name: "heal7-store-postgres",
            variable: "STORE_POSTGRES_DATABASE_URL",
            url: postgres(&server, &root.join("crates/heal7-store-postgres/migrations"))?,
        },
    ];
    // All stores are compiled first. Then each is compiled alone with its database: two at once would write into one
    // folder, and queries of the same text into one file.
    compile(&root, &stores, None)?;
    let mut drifted = Vec::new();
    for store in &stores {
        let kept = root.join("crates").join(store.name).join(".sqlx");
        let answers = ask(&root, &stores, store.name)?;
        let before = if kept.exists() { read(&kept)? } else { Answers::new() };
        for name in answers.keys().chain(before.keys()) {
            if answers.get(name) != before.get(name) {
                drifted.push(format!("crates/{}/.sqlx/{name}", store.name));
            }
        }
        if !arguments.check {
            write(&kept, &before, &answers)?;
        }
    }
    drifted.sort_unstable();
    drifted.dedup();
    match (drifted.as_slice(), arguments.check) {
        ([], _) => terminal::line("The metadata of the queries (.sqlx) is fresh."),
        (drifted, false) => terminal::line(format!("Wrote what sqlx knows of {} queries.", drifted.len())),
        (drifted, true) => {
            for file in drifted {
                terminal::line(file);
            }
            terminal::error(&format!("{} files are not what the databases say; repair: {REPAIR}", drifted.len()));
            return Ok(DRIFT);
        }
    }
    Ok(SUCCESS)
}

/// An SQLite file with the migrations.
fn sqlite(folder: &TempDir, migrations: &Path) -> anyhow::Result<String> {
    let file = folder.path().join("store.sqlite");
    for migration in files(migrations)? {
        let output = Command::new("sqlite3")
            .arg("-bail")
            .arg(&file)
            .stdin(File::open(&migration)?)
            .output()
            .context("`sqlite3` cannot be started: `apt-get install sqlite3`")?;
        let output_text = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{} does not run: {output_text}", migration.display());
    }
    Ok(format!("sqlite://{}", file.display()))
}

/// A PostgreSQL database with the migrations.
fn postgres(server: &TemporaryPostgres, migrations: &Path) -> anyhow::Result<String> {
    let url = server.database("store")?;
    for migration in files(migrations)? {
        server.run("store", &migration)?;
    }
    Ok(url)
}

/// The answers of a store's database about its queries.
fn ask(root: &Path, stores: &[Store], name: &str) -> anyhow::Result<Answers> {
    terminal::progress(&format!("Asking a database about the queries of {name}"));
    let folder = tempfile::tempdir().context("a temporary folder cannot be made")?;
    // Cargo recompiles a crate if one of its files is newer; a database is not such a file.
    let source = root.join("crates").join(name).join("src/lib.rs");
    let touched = File::options().append(true).open(&source).and_then(|file| file.set_modified(SystemTime::now()));
    touched.with_context(|| format!("{} cannot be touched", source.display()))?;
    compile(root, stores, Some(folder.path()))?;
    let answers = read(folder.path())?;
    ensure!(!answers.is_empty(), "the queries of {name} were not asked about");
    Ok(answers)
}

/// Compiles with the databases; the macros write their answers into a folder.
fn compile(root: &Path, stores: &[Store], answers: Option<&Path>) -> anyhow::Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--lib", "--quiet"]).current_dir(root);
    cargo.args(stores.iter().flat_map(|store| ["--package", store.name]));
    cargo.env_remove("SQLX_OFFLINE").env_remove("SQLX_OFFLINE_DIR");
    cargo.envs(stores.iter().map(|store| (store.variable, &store.url)));
    cargo.envs(answers.map(|folder| ("SQLX_OFFLINE_DIR", folder)));
    let status = cargo.status().context("`cargo` cannot be started")?;
    ensure!(status.success(), "the stores do not compile before the databases");
    Ok(())
}

/// The answers in a folder.
fn read(folder: &Path) -> anyhow::Result<Answers> {
    let answers = files(folder)?.into_iter().map(|path| {
        let name = path.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        Ok((name, fs::read_to_string(&path)?))
    });
    answers.collect()
}

/// Makes a folder contain exactly these answers; unchanged files keep their times.
fn write(folder: &Path, before: &Answers, answers: &Answers) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    for name in before.keys().filter(|name| !answers.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for (name, answer) in answers.iter().filter(|(name, answer)| before.get(*name) != Some(*answer)) {
        fs::write(folder.join(name), answer)?;
    }
    Ok(())
}

/// The files of a folder, sorted by name.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.sort_unstable();
    Ok(files)
}
