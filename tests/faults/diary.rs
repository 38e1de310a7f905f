//! What the service was asked for and what it promised: the clients' own account of a run.

use serde_json::Value;
use std::{
    sync::{
        Condvar, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Longer than anything takes that comes at all.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a request makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Registration,
    Fact,
    Consent,
    Incident,
}

/// A request that makes something, as it was sent and is sent again.
#[derive(Debug, Clone)]
pub struct Request {
    /// What it makes.
    pub kind: Kind,
    /// By what it is known again in the database.
    pub marker: String,
    /// Where it goes.
    pub path: String,
    /// The record's version that it builds on.
    pub if_match: Option<String>,
    /// What it says.
    pub body: Value,
}

/// Something that must be true of the database from now on.
#[derive(Debug, Clone)]
pub enum Promise {
    /// It was asked for, so it is there at most once; with an identifier, exactly once.
    Made {
        kind: Kind,
        marker: String,
        id: Option<String>,
    },
    /// An answer to a search began to arrive.
    Searched {
        incident: String,
        /// The search and who was listed, if the answer came whole.
        listed: Option<(String, Vec<String>)>,
    },
    /// A summary began to arrive.
    Viewed { incident: String, resident: String },
    /// A record began to arrive.
    Read { resident: String },
    /// A roster of so many lines was being written; whether that was acknowledged.
    Imported {
        prefix: String,
        lines: usize,
        acknowledged: bool,
    },
}

/// A roster whose writing has no answer yet.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub import: String,
    pub prefix: String,
    pub lines: usize,
}

/// What happened so far, from all clients.
#[derive(Default)]
pub struct Diary {
    pages: Mutex<Pages>,
    answered: Condvar,
    over: AtomicBool,
}

/// The diary's content.
#[derive(Default)]
pub struct Pages {
    /// What must hold.
    pub promises: Vec<Promise>,
    /// Requests whose outcome nobody knows.
    pub unanswered: Vec<Request>,
    /// Rosters whose outcome nobody knows.
    pub rosters: Vec<Waiting>,
    /// Answers that should never have been.
    pub complaints: Vec<String>,
    answers: usize,
    refusals: usize,
}

impl Diary {
    /// Reads or writes in it.
    pub fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap()
    }

    /// Notes that something must hold.
    pub fn promised(&self, promise: Promise) {
        self.pages().promises.push(promise);
    }

    /// Notes an answer.
    pub fn answered(&self) {
        self.pages().answers += 1;
        self.answered.notify_all();
    }

    /// Notes an honest "not now".
    pub fn refused(&self) {
        self.pages().refusals += 1;
        self.answered.notify_all();
    }

    /// Waits until so many more answers came, or the clients stopped.
    pub fn awaits(&self, more: usize) {
        self.waits("answers", more, |pages| pages.answers);
    }

    /// Waits until so many more requests were turned away, or the clients stopped.
    pub fn awaits_refusals(&self, more: usize) {
        self.waits("refusals", more, |pages| pages.refusals);
    }

    fn waits(&self, what: &str, more: usize, counted: impl Fn(&Pages) -> usize) {
        let pages = self.pages();
        let goal = counted(&pages) + more;
        let wait = self.answered.wait_timeout_while(pages, PATIENCE, |pages| {
            counted(pages) < goal && !self.is_over()
        });
        let (pages, waited) = wait.unwrap();
        let complaints = pages.complaints.clone();
        drop(pages);
        assert!(!waited.timed_out(), "too few {what}: {complaints:?}");
    }

    /// Tells the clients to stop, or that one did.
    pub fn ends(&self) {
        self.over.store(true, Ordering::Release);
        self.answered.notify_all();
    }

    /// Lets them begin anew.
    pub fn begins(&self) {
        self.over.store(false, Ordering::Release);
    }

    /// Whether they should stop.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }
}
