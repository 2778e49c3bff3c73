//! A proxy that can stop passing data on: it still accepts connections, but nothing comes back.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    io,
    net::{TcpListener, TcpStream},
    sync::watch,
    time,
};

/// A proxy in front of a port of this machine.
pub(super) struct Proxy {
    pub(super) address: SocketAddr,
    silent: Arc<watch::Sender<bool>>,
}

impl Proxy {
    /// Starts a proxy.
    pub(super) async fn before(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let silent = Arc::new(watch::Sender::new(false));
        let telling = Arc::clone(&silent);
        tokio::spawn(async move {
            loop {
                let Ok((client, _)) = listener.accept().await else { return };
                tokio::spawn(pass(client, port, telling.subscribe()));
            }
        });
        Self { address, silent }
    }

    /// Makes every connection silent for ever: those that are open now, and those that are opened before
    /// [`Self::speak`].
    pub(super) fn fall_silent(&self) {
        self.silent.send_replace(true);
    }

    /// Passes the data of new connections on again.
    pub(super) fn speak(&self) {
        self.silent.send_replace(false);
    }
}

/// Passes the data of both sides on until the proxy falls silent, and then keeps both connections open.
async fn pass(mut client: TcpStream, port: u16, mut silent: watch::Receiver<bool>) {
    let mut server = None;
    tokio::select! {
        biased;
        _ = silent.wait_for(|silent| *silent) => {}
        _ = async {
            let server = server.insert(TcpStream::connect(("127.0.0.1", port)).await?);
            io::copy_bidirectional(&mut client, server).await
        } => return,
    }
    // This is longer than any test.
    time::sleep(Duration::from_mins(10)).await;
    drop((client, server));
}
