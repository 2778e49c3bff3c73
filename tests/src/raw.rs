//! Connections without a client library: their bytes are written and read directly.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time,
};

/// The time that a test waits for expected bytes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connects from this address of the machine, with a receive buffer as small as the system allows.
///
/// # Panics
/// When the connection is refused.
pub async fn connect_from(source: IpAddr, to: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("there is a socket");
    socket.set_recv_buffer_size(4096).expect("the buffer can be small");
    socket.bind(SocketAddr::new(source, 0)).expect("the address is one of this machine");
    socket.connect(to).await.expect("somebody listens")
}

/// Connects.
///
/// # Panics
/// When the connection is refused.
pub async fn connect(to: SocketAddr) -> TcpStream {
    connect_from(IpAddr::from([127, 0, 0, 1]), to).await
}

/// Writes these bytes on a new connection, and reads until the server closes it. After a reset by the server, there is
/// nothing more to read.
///
/// # Panics
/// When the server keeps the connection.
pub async fn exchange(to: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect(to).await;
    // The server may close the connection during the write.
    _ = stream.write_all(bytes).await;
    rest(stream).await
}

/// Reads until the server closes the connection.
///
/// # Panics
/// When the server keeps the connection open.
pub async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    _ = time::timeout(PATIENCE, reading).await.expect("the server closes the connection");
    String::from_utf8_lossy(&answer).into_owned()
}

/// Waits until the server has closed a connection whose answers are not read, by writing to it.
///
/// # Panics
/// When the server keeps the connection open.
pub async fn is_cut_off(stream: &mut TcpStream) {
    let writing = async {
        while stream.write_all(b"\r\n").await.is_ok() {
            time::sleep(Duration::from_millis(20)).await;
        }
    };
    time::timeout(PATIENCE, writing).await.expect("the server cuts the client off");
}
