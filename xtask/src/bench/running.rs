//! A server that is measured, as a process that ends with its value.

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use super::measure;

/// The longest time until a server listens, and until it has ended.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that runs as long as its value is there.
pub(super) struct Running {
    child: Child,
    /// Its address.
    pub address: SocketAddr,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked before it is killed: uvicorn then ends its processes as well, which would outlive it.
        if matches!(self.child.try_wait(), Ok(None)) {
            _ = Command::new("kill").arg(self.child.id().to_string()).status();
        }
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(20));
        }
        // Both fail only where it has ended already.
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

    /// Starts a server that will listen on this address, and does not wait.
    pub(super) fn spawn(command: &mut Command, address: SocketAddr) -> anyhow::Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.stdout(Stdio::null()).spawn();
        Ok(Self { child: child.with_context(|| format!("the server `{program}` cannot be started"))?, address })
    }

    /// Waits until something is true of the server, looking at it again after each pause.
    ///
    /// # Errors
    /// When the server ends before that, or it takes too long.
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

    /// The bytes of memory that it has; nothing where that cannot be read.
    pub(super) fn resident(&self) -> Option<u64> {
        measure::resident_now(self.child.id())
    }

    /// Whether it has ended by itself.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// How long it has had a processor so far, with the processes that it started.
    pub(super) fn processor(&self) -> Duration {
        measure::processor(self.child.id())
    }
}

/// An address that nobody listens on.
pub(super) fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0").context("there is no free port")?.local_addr()?)
}
