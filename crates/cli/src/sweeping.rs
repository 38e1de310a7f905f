//! Forgets what is of no more use while the server runs.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::{Builder, JoinHandle},
    time::Duration,
};
use tasuki_app::{Occasion, Tasuki, retention};
use tasuki_http::AppState;

/// From the end of one run to the beginning of the next.
const PERIOD: Duration = Duration::from_secs(600);

/// The thread that sweeps. Not one of the runtime's: its work is short, and never anybody's request.
pub struct Sweeping {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Sweeping {
    /// Sweeps now and then every ten minutes.
    pub fn start(state: &AppState) -> io::Result<Self> {
        let (tasuki, edge) = (Arc::clone(&state.tasuki), Arc::clone(&state.edge));
        Self::every(PERIOD, move || {
            sweep(&tasuki, &Occasion::new(edge.now(), edge.entropy()));
        })
    }

    fn every(period: Duration, work: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (stop, stopped) = channel();
        let thread = Builder::new()
            .name("sweeping".to_owned())
            .spawn(move || repeat(period, &stopped, work))?;
        Ok(Self { stop, thread })
    }

    /// Waits for a run that has begun, and begins no other.
    pub fn finish(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("sweeping broke off");
        }
    }
}

fn repeat(period: Duration, stopped: &Receiver<()>, work: impl Fn()) {
    loop {
        work();
        if stopped.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

/// One run. A failure waits for the next one: nothing rests on when something is forgotten.
fn sweep(tasuki: &Tasuki, occasion: &Occasion) {
    match retention::sweep(tasuki, occasion) {
        Ok(swept) if swept == retention::Swept::default() => {}
        Ok(swept) => tracing::info!(
            keys = swept.keys,
            sessions = swept.sessions,
            failures = swept.failures,
            staged = swept.staged,
            "swept"
        ),
        Err(error) => tracing::warn!(%error, "sweeping failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_again_and_again_and_ends_when_asked() {
        let (ran, runs) = channel();
        let sweeping = Sweeping::every(Duration::from_millis(1), move || {
            let _ = ran.send(());
        })
        .unwrap();
        for _ in 0..3 {
            runs.recv_timeout(Duration::from_secs(10)).unwrap();
        }
        sweeping.finish();
        // The thread is gone, and with it whoever could send.
        while runs.try_recv().is_ok() {}
        assert_eq!(
            runs.try_recv(),
            Err(std::sync::mpsc::TryRecvError::Disconnected)
        );
    }

    #[test]
    fn the_end_does_not_wait_for_the_next_run() {
        let sweeping = Sweeping::every(Duration::from_secs(86_400), || {}).unwrap();
        sweeping.finish();
    }
}
