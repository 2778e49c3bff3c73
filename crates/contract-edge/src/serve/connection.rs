//! The bytes of a connection. If the client reads nothing for too long, writing fails. The connection's place becomes
//! free when the connection is dropped, also after it has become a WebSocket.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

#[cfg(target_os = "linux")]
use socket2::SockRef;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_io_timeout::TimeoutWriter;

use super::connections::Place;

/// The number of bytes that may wait in the operating system to be sent. Without this limit, the system accepts
/// megabytes of a response at once, and reports nothing that the client reads until a third of them is sent. A slow
/// client would then look like one that reads nothing.
#[cfg(target_os = "linux")]
const UNSENT: u32 = 64 * 1024;

/// A connection, and its place among the open ones.
pub(super) struct Connection {
    stream: Pin<Box<TimeoutWriter<TcpStream>>>,
    place: Place,
}

impl Connection {
    pub(super) fn new(stream: TcpStream, stall_timeout: Duration, place: Place) -> Self {
        // Responses are written at once: waiting for more data would only delay them. If this fails, only that delay
        // remains.
        _ = stream.set_nodelay(true);
        // If this fails, slow clients may be disconnected too early.
        #[cfg(target_os = "linux")]
        let _ = SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT);
        let mut stream = TimeoutWriter::new(stream);
        stream.set_timeout(Some(stall_timeout));
        Self { stream: Box::pin(stream), place }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = self.stream.as_mut().poll_write(context, bytes);
        self.place.pace.block(written.is_pending());
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = self.stream.as_mut().poll_write_vectored(context, parts);
        self.place.pace.block(written.is_pending());
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
