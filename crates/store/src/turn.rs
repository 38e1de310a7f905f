//! First come, first served: who may use the one writer connection next.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The queue for a turn. Strictly in order of arrival, so that nobody starves while others come
/// back again and again, as they would with a mutex.
#[derive(Default)]
pub(crate) struct Turns {
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    taken: bool,
    waiting: VecDeque<Arc<Place>>,
}

/// One caller's place in the queue.
#[derive(Default)]
struct Place {
    /// Set under the lock of the line, so that whoever gives up and whoever hands over agree.
    called: Mutex<bool>,
    bell: Condvar,
}

/// Nothing here panics while holding these locks, so a poisoned one is as good as any.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Turns {
    /// Waits for the turn; false when it did not come in time.
    pub(crate) fn take(&self, patience: Duration) -> bool {
        let place = {
            let mut line = lock(&self.line);
            if !line.taken {
                line.taken = true;
                return true;
            }
            let place = Arc::new(Place::default());
            line.waiting.push_back(Arc::clone(&place));
            place
        };
        let called = place
            .bell
            .wait_timeout_while(lock(&place.called), patience, |called| !*called)
            .map_or_else(|poisoned| *poisoned.into_inner().0, |(called, _)| *called);
        called || !self.give_up(&place)
    }

    /// Leaves the line; false when the turn had come already, which then has to be used.
    fn give_up(&self, place: &Arc<Place>) -> bool {
        let mut line = lock(&self.line);
        let before = line.waiting.len();
        line.waiting.retain(|other| !Arc::ptr_eq(other, place));
        line.waiting.len() < before
    }

    /// Hands the turn to whoever waits longest; false when nobody does, and the turn stays.
    pub(crate) fn hand_over(&self) -> bool {
        let next = lock(&self.line).waiting.pop_front();
        match next {
            Some(place) => {
                *lock(&place.called) = true;
                place.bell.notify_one();
                true
            }
            None => false,
        }
    }

    /// Ends the turn: the next one has it, or the place is free.
    pub(crate) fn end(&self) {
        let next = {
            let mut line = lock(&self.line);
            let next = line.waiting.pop_front();
            line.taken = next.is_some();
            next
        };
        if let Some(place) = next {
            *lock(&place.called) = true;
            place.bell.notify_one();
        }
    }

    /// How many wait.
    #[cfg(test)]
    pub(crate) fn waiting(&self) -> usize {
        lock(&self.line).waiting.len()
    }
}
