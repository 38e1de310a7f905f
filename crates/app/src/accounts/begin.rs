//! Whether someone may begin a piece of work at all.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, admit, look},
};
use tasuki_domain::{access::Action, caller::Caller};
use tasuki_store::StoreError;

/// Whether the caller may do this, for the empty form before it. A yes shows nothing of anyone and
/// leaves no entry; a refusal is on record like that of the work itself.
pub fn begin(tasuki: &Tasuki, caller: &Caller, occasion: &Occasion, action: Action) -> Answer<()> {
    let may = tasuki
        .store
        .read(|tx| Ok::<_, StoreError>(admit(tasuki, tx, caller, action)?.is_ok()))?;
    if may {
        return Ok(Ok(()));
    }
    look(
        tasuki,
        caller,
        occasion,
        action,
        About::default(),
        |_, _, _| Ok(Looked::found((), Vec::new())),
    )
}
