//! PgBouncer in transaction mode: it lends a few server connections to many clients, for one transaction each.

use std::{fs, net::TcpStream, process::Command};

use crate::{Error, TemporaryPostgres, USER, free_port, installed, owner::Owner, process::Process, wait};

/// A PgBouncer in front of a server. It has few server connections, so that clients notice the state that others leave.
#[derive(Debug)]
pub struct PgBouncer {
    /// The process stops before the folder is removed: fields are dropped in this order.
    _process: Process,
    _folder: tempfile::TempDir,
    port: u16,
}

impl PgBouncer {
    /// Starts a PgBouncer in front of this server.
    pub fn before(postgres: &TemporaryPostgres) -> Result<Self, Error> {
        let program = installed::pgbouncer()?;
        let folder = tempfile::tempdir().map_err(|error| Error::Io("a temporary folder", error))?;
        let owner = Owner::read(folder.path())?;
        let port = free_port()?;
        let settings = folder.path().join("pgbouncer.ini");
        let text = format!(
            "[databases]\n* = host=127.0.0.1 port={} user={USER}\n\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\n\
             default_pool_size = 4\nmax_client_conn = 200\n",
            postgres.port
        );
        fs::write(&settings, text).map_err(|error| Error::Io("a file", error))?;
        owner.give(&settings)?;
        let log = folder.path().join("log");
        let mut bouncer = Command::new(program);
        bouncer.arg(&settings);
        let process = Process::start(&owner, &bouncer, "TERM", &log)?;
        wait("pgbouncer", &log, || TcpStream::connect(("127.0.0.1", port)).is_ok())?;
        Ok(Self { _process: process, _folder: folder, port })
    }

    /// Returns the URL of a database of the server, through this PgBouncer.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port)
    }
}
