//! [`TemporaryPostgres`]: a PostgreSQL server that runs as long as its value exists, for tests and commands; and
//! [`PgBouncer`], a pooler through which many servers of an installation use one database.
//!
//! Both use the programs that are installed on the machine; if they are missing, the error names the command to install
//! them.

mod bouncer;
mod installed;
mod owner;
mod process;

use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
    time::{Duration, Instant},
};

pub use self::bouncer::PgBouncer;
use self::{owner::Owner, process::Process};

/// The reason why a server could not be started or used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program is not installed.
    #[error("`{program}` is not installed: `apt-get install --no-install-recommends {package}`")]
    NotInstalled {
        /// The name of the program.
        program: &'static str,
        /// The Debian package that contains it.
        package: &'static str,
    },
    /// A program ran and failed.
    #[error("{program} failed: {output_text}")]
    Failed {
        /// The name of the program.
        program: String,
        /// The output of the program.
        output_text: String,
    },
    /// A file or a process could not be created.
    #[error("{0} cannot be made")]
    Io(&'static str, #[source] std::io::Error),
}

/// The time that a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// The superuser of a temporary database.
const USER: &str = "heal7";

/// The settings of a temporary server, which needs no durability: its data need not survive the machine.
const SETTINGS: [&str; 6] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
];

/// Whether all programs that this crate starts are installed.
pub fn is_installed() -> bool {
    installed::postgres().is_ok() && installed::pgbouncer().is_ok()
}

/// A PostgreSQL server on a port of this machine, without a password.
#[derive(Debug)]
pub struct TemporaryPostgres {
    /// The process stops before the folder is removed: fields are dropped in this order.
    _process: Process,
    _folder: tempfile::TempDir,
    binaries: PathBuf,
    port: u16,
}

impl TemporaryPostgres {
    /// Creates a database cluster in a temporary folder and starts a server on it.
    pub fn start() -> Result<Self, Error> {
        let binaries = installed::postgres()?;
        let folder = tempfile::tempdir().map_err(|error| Error::Io("a temporary folder", error))?;
        let owner = Owner::read(folder.path())?;
        let data = folder.path().join("data");
        let mut initdb = Command::new(binaries.join("initdb"));
        initdb.args(["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--username", USER, "--pgdata"]);
        output(owner.run(initdb.arg(&data)))?;

        let port = free_port()?;
        let log = folder.path().join("log");
        let mut postgres = Command::new(binaries.join("postgres"));
        postgres.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        let process = Process::start(&owner, &postgres, "INT", &log)?;
        let server = Self { _process: process, _folder: folder, binaries, port };
        wait("postgres", &log, || server.psql("postgres", &["--command", "SELECT 1"]).is_ok())?;
        Ok(server)
    }

    /// Returns the URL of the database `postgres`, which every server has.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// Creates an empty database, and returns its URL.
    pub fn database(&self, name: &str) -> Result<String, Error> {
        self.psql("postgres", &["--command", &format!("CREATE DATABASE \"{name}\"")])?;
        Ok(self.url_of(name))
    }

    /// Runs a file of SQL in a database.
    pub fn run(&self, database: &str, file: &Path) -> Result<(), Error> {
        self.psql(database, &["--single-transaction", "--file", &file.to_string_lossy()])
    }

    /// Runs one statement in a database.
    pub fn execute(&self, database: &str, statement: &str) -> Result<(), Error> {
        self.psql(database, &["--command", statement])
    }

    /// Returns the port of this machine that the server listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    fn url_of(&self, database: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port)
    }

    fn psql(&self, database: &str, arguments: &[&str]) -> Result<(), Error> {
        let mut psql = Command::new(self.binaries.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", &self.url_of(database)]);
        output(psql.args(arguments)).map(|_| ())
    }
}

/// Finds a free port. Another process may still take it before the server does.
fn free_port() -> Result<u16, Error> {
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    Ok(port.map_err(|error| Error::Io("a connection", error))?.port())
}

/// Runs a command and returns its output, or an error if it failed.
fn output(command: &mut Command) -> Result<Output, Error> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output =
        command.output().map_err(|error| Error::Failed { program: program.clone(), output_text: error.to_string() })?;
    if output.status.success() {
        return Ok(output);
    }
    Err(Error::Failed { program, output_text: String::from_utf8_lossy(&output.stderr).into_owned() })
}

/// Waits until a server answers.
fn wait(program: &str, log: &Path, answers: impl Fn() -> bool) -> Result<(), Error> {
    let begun = Instant::now();
    while !answers() {
        if begun.elapsed() > PATIENCE {
            let output_text = std::fs::read_to_string(log).unwrap_or_default();
            return Err(Error::Failed { program: program.to_owned(), output_text });
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Creates a file, which belongs to the current user.
fn create(path: &Path) -> Result<File, Error> {
    File::create(path).map_err(|error| Error::Io("a file", error))
}
