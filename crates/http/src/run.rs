//! The one hop from a request to the thread that does its work.

use crate::{
    problem::{Code, Problem},
    state::AppState,
};
use std::{sync::Arc, time::Duration};
use tasuki_app::{Answer, Occasion, StoreError, Tasuki};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Runs one unit of work: it waits for its turn, hops to a blocking thread once, and comes back
/// with the answer or the problem that it is.
///
/// The work goes on to its end also when the client goes away, so what was begun is on record.
pub(crate) async fn run<T: Send + 'static>(
    state: &AppState,
    work: impl FnOnce(&Tasuki, &Occasion) -> Answer<T> + Send + 'static,
) -> Result<T, Problem> {
    in_turn(state, Arc::clone(&state.work), state.limits.work, work).await
}

/// Runs a sign-in, whose password hashing has a shorter queue of its own, so that a wave of
/// sign-ins does not take the threads that looks need.
pub(crate) async fn run_hashing<T: Send + 'static>(
    state: &AppState,
    work: impl FnOnce(&Tasuki, &Occasion) -> Answer<T> + Send + 'static,
) -> Result<T, Problem> {
    let limit = state.limits.work;
    in_turn(state, Arc::clone(&state.hashing), limit, work).await
}

/// Runs the comparing or the writing of a roster, one at a time: minutes of work for one officer
/// must not be minutes of waiting for every crew.
pub(crate) async fn run_roster<T: Send + 'static>(
    state: &AppState,
    work: impl FnOnce(&Tasuki, &Occasion) -> Answer<T> + Send + 'static,
) -> Result<T, Problem> {
    let limit = state.limits.roster_work;
    in_turn(state, Arc::clone(&state.rosters), limit, work).await
}

/// Waits for a turn, or tells to come again.
pub(crate) async fn turn(
    queue: &Arc<Semaphore>,
    places: u32,
    wait: Duration,
) -> Result<OwnedSemaphorePermit, Problem> {
    timeout(wait, Arc::clone(queue).acquire_many_owned(places))
        .await
        .ok()
        .and_then(Result::ok)
        .ok_or_else(|| Problem::new(Code::Busy))
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one hop that the ban names"
)]
async fn in_turn<T: Send + 'static>(
    state: &AppState,
    queue: Arc<Semaphore>,
    limit: Duration,
    work: impl FnOnce(&Tasuki, &Occasion) -> Answer<T> + Send + 'static,
) -> Result<T, Problem> {
    let turn = turn(&queue, 1, state.limits.wait).await?;
    let tasuki = Arc::clone(&state.tasuki);
    let occasion = Occasion::new(state.edge.now(), state.edge.entropy());
    let span = tracing::Span::current();
    let done = timeout(
        limit,
        actix_web::web::block(move || {
            // The turn ends with the work, not with the request: a client that went away must not
            // make room for more than the database takes.
            let _turn = turn;
            let _entered = span.enter();
            let answer = work(&tasuki, &occasion);
            if let Err(failure) = &answer {
                log(failure);
            }
            answer
        }),
    )
    .await;
    let Ok(done) = done else {
        // Nothing of an answer that comes later leaves: nobody waits for it any more.
        tracing::error!("a unit of work does not end");
        return Err(Problem::new(Code::Unavailable));
    };
    match done {
        Ok(Ok(Ok(answer))) => Ok(answer),
        Ok(Ok(Err(refusal))) => {
            state.metrics.refused(refusal.code());
            Err(Problem::from(refusal))
        }
        Ok(Err(failure)) => Err(Problem::from(&failure)),
        Err(_) => {
            tracing::error!("a unit of work panicked or was dropped");
            Err(Problem::new(Code::Internal))
        }
    }
}

/// Says what failed, from the store's own words, which never hold a stored value.
fn log(failure: &StoreError) {
    let cause = std::error::Error::source(failure).map(ToString::to_string);
    tracing::error!(error = %failure, cause, "a unit of work failed");
}
