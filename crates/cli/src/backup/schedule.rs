//! The daily backup of a running server.

use super::{Cancel, Plan, newest, take};
use crate::edge::SystemEdge;
use jiff::{
    SignedDuration,
    civil::Time,
    tz::{Offset, TimeZone},
};
use std::{
    sync::{Arc, mpsc},
    thread::JoinHandle,
    time::Duration,
};
use tasuki_domain::time::Instant;
use tasuki_http::{Edge as _, Metrics};
use tasuki_store::DatabaseUrl;

/// A machine that slept or whose clock was set is noticed within this time.
const LOOK: Duration = Duration::from_secs(60);
/// A backup older than this is made up for at once.
const OVERDUE: SignedDuration = SignedDuration::from_hours(25);

/// The thread that takes a backup every day.
pub struct Daily {
    cancel: Cancel,
    stop: mpsc::Sender<()>,
    thread: JoinHandle<()>,
}

impl Daily {
    /// Starts it. If no backup is younger than a day, one is taken at once.
    pub fn start(url: DatabaseUrl, plan: Plan, metrics: Arc<Metrics>) -> std::io::Result<Self> {
        let cancel = Cancel::default();
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("backup".to_owned())
            .spawn({
                let cancel = cancel.clone();
                move || run(&url, &plan, &metrics, &cancel, &stopped)
            })?;
        Ok(Self {
            cancel,
            stop,
            thread,
        })
    }

    /// Breaks off what runs and waits for its end, so that nothing is left half done.
    pub fn stop(self) {
        self.cancel.now();
        // A thread that has ended hears nothing, and needs not.
        let _ = self.stop.send(());
        if self.thread.join().is_err() {
            tracing::error!("the backup thread panicked");
        }
    }
}

fn run(
    url: &DatabaseUrl,
    plan: &Plan,
    metrics: &Metrics,
    cancel: &Cancel,
    stopped: &mpsc::Receiver<()>,
) {
    let last = newest(&plan.to);
    if let Some(last) = last {
        metrics.backed_up(last);
    }
    let mut due = first(last, SystemEdge.now(), plan.at);
    loop {
        let now = SystemEdge.now();
        if now >= due {
            attempt(url, plan, metrics, cancel);
            due = next(SystemEdge.now(), plan.at);
        }
        let wait = Duration::try_from(due.duration_since(SystemEdge.now())).unwrap_or_default();
        match stopped.recv_timeout(wait.min(LOOK)) {
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(mpsc::RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn attempt(url: &DatabaseUrl, plan: &Plan, metrics: &Metrics, cancel: &Cancel) {
    tracing::info!("a backup begins");
    match take(url, plan, cancel, &mut |_, _| ()) {
        Ok(taken) => {
            metrics.backed_up(SystemEdge.now());
            tracing::info!(
                file = %taken.path.display(),
                archived = taken.archived.is_some(),
                pruned = taken.pruned.len(),
                "backed up and verified"
            );
        }
        Err(_) if cancel.asked() => tracing::warn!("a backup was broken off: the server stops"),
        Err(error) => {
            metrics.backup_failed(SystemEdge.now());
            tracing::error!(
                error = format!("{error:#}"),
                "バックアップに失敗しました / THE BACKUP FAILED"
            );
        }
    }
}

/// When the first backup is due.
fn first(last: Option<Instant>, now: Instant, at: Time) -> Instant {
    match last {
        Some(last) if now.duration_since(last) < OVERDUE => next(now, at),
        _ => now,
    }
}

/// The next time of day in Japan after `now`.
fn next(now: Instant, at: Time) -> Instant {
    let japan = TimeZone::fixed(Offset::constant(9));
    let today = now.to_zoned(japan.clone()).date();
    [Ok(today), today.tomorrow()]
        .into_iter()
        .filter_map(Result::ok)
        .filter_map(|day| day.to_datetime(at).to_zoned(japan.clone()).ok())
        .map(|zoned| zoned.timestamp())
        .find(|time| *time > now)
        // The last day of the calendar has no morrow.
        .unwrap_or(Instant::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_three_in_the_morning_is_that_of_japan() {
        let at = Time::constant(3, 0, 0, 0);
        for (now, due) in [
            ("2026-11-21T16:00:00Z", "2026-11-21T18:00:00Z"),
            ("2026-11-21T17:59:59Z", "2026-11-21T18:00:00Z"),
            ("2026-11-21T18:00:00Z", "2026-11-22T18:00:00Z"),
            ("2026-12-31T20:00:00Z", "2027-01-01T18:00:00Z"),
        ] {
            assert_eq!(next(instant(now), at), instant(due), "{now}");
        }
    }

    #[test]
    fn a_missed_backup_is_made_up_for_at_once() {
        let (at, now) = (Time::constant(3, 0, 0, 0), instant("2026-11-21T16:00:00Z"));
        assert_eq!(first(None, now, at), now);
        assert_eq!(first(Some(instant("2026-11-20T14:59:00Z")), now, at), now);
        let fresh = Some(instant("2026-11-20T18:00:30Z"));
        assert_eq!(first(fresh, now, at), instant("2026-11-21T18:00:00Z"));
    }
}
