//! A measured server, as a process that ends when its value is dropped.

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use super::measure;

/// The maximum time until a server listens, and until it ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that runs until its value is dropped.
pub(super) struct Running {
    child: Child,
    /// The server's address.
    pub address: SocketAddr,
}

impl Drop for Running {
    fn drop(&mut self) {
        // An interrupt before the kill: uvicorn then ends its child processes too, which would otherwise outlive it.
        if matches!(self.child.try_wait(), Ok(None)) {
            _ = Command::new("kill").arg(self.child.id().to_string()).status();
        }
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(20));
        }
        // Both fail only if the process has already ended.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Running {
    /// Starts a server that listens on this address, and waits until it does.
    pub(super) fn start(command: &mut Command, address: SocketAddr) -> anyhow::Result<Self> {
        let mut running = Self::spawn(command, address)?;
        running.wait_until(Duration::from_millis(20), || TcpStream::connect(address).is_ok())?;
        Ok(running)
    }

    /// Starts a server that will listen on this address, without waiting for it.
    pub(super) fn spawn(command: &mut Command, address: SocketAddr) -> anyhow::Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.stdout(Stdio::null()).spawn();
        Ok(Self { child: child.with_context(|| format!("the server `{program}` cannot be started"))?, address })
    }

    /// Waits until a condition holds, checking it after each pause.
    ///
    /// # Errors When the server ends first, or when it takes too long.
    pub(super) fn wait_until(&mut self, pause: Duration, mut is_true: impl FnMut() -> bool) -> anyhow::Result<()> {
        let begun = Instant::now();
        while !is_true() {
            if let Some(status) = self.child.try_wait()? {
                bail!("a server ended before it answered: {status}");
            }
            if begun.elapsed() > PATIENCE {
                bail!("a server does not answer on {} after {} seconds", self.address, PATIENCE.as_secs());
            }
            thread::sleep(pause);
        }
        Ok(())
    }

    /// The server's memory in bytes; `None` if it cannot be read.
    pub(super) fn resident(&self) -> Option<u64> {
        measure::resident_now(self.child.id())
    }

    /// Whether the server has ended by itself.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// The processor time of the server and its child processes so far.
    pub(super) fn processor(&self) -> Duration {
        measure::processor(self.child.id())
    }
}

/// An address on which no program listens.
pub(super) fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0").context("there is no free port")?.local_addr()?)
}
