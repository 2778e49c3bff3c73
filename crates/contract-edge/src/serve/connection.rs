//! The bytes of a connection: one whose client reads nothing for too long is an error, and its place is free when the
//! last of it is gone, a socket that it has become included.

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

/// How many bytes may wait in the system to be sent. Without that bound, it takes megabytes of an answer at once, and tells
/// of nothing that the client reads until a third of them is gone: a slow client would look like one that reads nothing.
#[cfg(target_os = "linux")]
const UNSENT: u32 = 64 * 1024;

/// A connection that keeps its place.
pub(super) struct Connection {
    stream: Pin<Box<TimeoutWriter<TcpStream>>>,
    place: Place,
}

impl Connection {
    pub(super) fn new(stream: TcpStream, stall_timeout: Duration, place: Place) -> Self {
        // Answers are written whole: waiting for more to send with them only delays them. An error here costs that delay.
        _ = stream.set_nodelay(true);
        // An error here costs slow clients their patience.
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
