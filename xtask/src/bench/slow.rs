//! A line to a reader far away: what a connection, an answer and each byte of it take, for any browser.
//!
//! 1.6 Mbit/s, shared by all connections, and 150 ms for a round trip: what `DevTools` calls slow 4G, but with the
//! round trip that a new connection costs (one; encryption would be another), which `DevTools` leaves out. Knows no
//! files and no clock: what books a packet says when it is ready.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// From the server to the reader and back.
pub(super) const ROUND_TRIP: Duration = Duration::from_millis(150);

/// How long the line takes for one byte: 200 of them are a millisecond.
const BYTE: Duration = Duration::from_micros(5);

/// Most bytes of one packet. Connections that send at the same time take turns, a packet each.
const PACKET: usize = 1_000;

/// About as many bytes as the status and the headers of an answer are.
pub(super) const HEAD: usize = 400;

/// What all connections of a server share: it carries one packet after the other, each when its turn comes.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// When what is booked will have gone through; none before the first packet.
    free: Mutex<Option<Instant>>,
}

impl Line {
    /// Books a packet that is ready to be sent from then on; returns when all of it has arrived.
    ///
    /// Whoever sends several packets calls each ready when the one before has arrived, and not when a timer woke it
    /// after that: so timers that are late slow nothing down.
    pub(super) fn book(&self, ready: Instant, bytes: usize) -> Instant {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = free.map_or(ready, |free| free.max(ready));
        let arrives = begins + BYTE * u32::try_from(bytes).unwrap_or(u32::MAX);
        *free = Some(arrives);
        arrives
    }
}

/// The body of an answer, which comes in packets through a line.
#[derive(Debug)]
pub(super) struct Paced {
    line: Arc<Line>,
    left: Bytes,
    /// When the next packet can be sent.
    ready: Instant,
    /// Until the packet that is booked arrives.
    arrival: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    /// A body that begins when the head of its answer has arrived.
    pub(super) fn new(line: Arc<Line>, body: Bytes, ready: Instant) -> Self {
        Self { line, left: body, ready, arrival: None }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Self { line, left, ready, arrival } = self.get_mut();
        let bytes = left.len().min(PACKET);
        if bytes == 0 {
            return Poll::Ready(None);
        }
        let packet = arrival.get_or_insert_with(|| {
            *ready = line.book(*ready, bytes);
            Box::pin(sleep_until(*ready))
        });
        ready!(packet.as_mut().poll(context));
        *arrival = None;
        Poll::Ready(Some(Ok(Frame::data(left.split_to(bytes)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Books so many bytes for each sender, packet by packet in turn, all ready at the milliseconds given; returns the
    /// milliseconds at which the last packet of each has arrived.
    fn sent(senders: &[(u64, usize)]) -> Vec<u128> {
        let (line, start) = (Line::default(), Instant::now());
        let mut senders: Vec<_> =
            senders.iter().map(|&(ready, bytes)| (start + Duration::from_millis(ready), bytes)).collect();
        while senders.iter().any(|(_, left)| *left > 0) {
            // Who is ready first is the first to ask.
            let next = senders.iter_mut().filter(|(_, left)| *left > 0).min_by_key(|(ready, _)| *ready);
            let (ready, left) = next.expect("one has bytes left");
            let bytes = PACKET.min(*left);
            *ready = line.book(*ready, bytes);
            *left -= bytes;
        }
        senders.iter().map(|(arrived, _)| (*arrived - start).as_millis()).collect()
    }

    #[test]
    fn a_line_carries_200_bytes_in_a_millisecond() {
        assert_eq!(sent(&[(0, 32_000)]), [160]);
        assert_eq!(sent(&[(150, 200)]), [151]);
    }

    #[test]
    fn those_who_send_at_the_same_time_share_it() {
        assert_eq!(sent(&[(0, 10_000), (0, 10_000)]), [95, 100]);
        // One that comes later does not wait for all that the other has left, but for its turn.
        assert_eq!(sent(&[(0, 32_000), (20, 1_000)]), [165, 30]);
    }

    #[test]
    fn a_line_that_was_idle_is_no_faster_for_it() {
        assert_eq!(sent(&[(0, 1_000), (1_000, 32_000)]), [5, 1_160]);
    }
}
