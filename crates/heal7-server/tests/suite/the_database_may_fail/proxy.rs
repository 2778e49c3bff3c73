//! A way to a server that can be cut: it goes on accepting, and nothing comes back.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    io,
    net::{TcpListener, TcpStream},
    sync::watch,
    time,
};

/// A proxy before a port of this machine.
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

    /// Makes every connection silent. Those that are open now or are opened meanwhile stay so for ever.
    pub(super) fn fall_silent(&self) {
        self.silent.send_replace(true);
    }

    /// Passes on what new connections say.
    pub(super) fn speak(&self) {
        self.silent.send_replace(false);
    }
}

/// Passes on what both sides say until it falls silent, and then keeps both connections open.
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
    // Longer than any test.
    time::sleep(Duration::from_mins(10)).await;
    drop((client, server));
}
