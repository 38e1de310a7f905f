//! What an import did, for the page after it.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, Looked, change, look},
};
use serde::{Deserialize, Serialize};
use tasuki_domain::{
    access::Action, caller::Caller, id::ImportId, municipality::MunicipalityCode, time::Instant,
};
use tasuki_store::StoreError;

/// Lines kept for reading at most; a roster with more is wrong as a whole.
const KEPT: usize = 500;

/// A line that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Its number in the file.
    pub line: usize,
    /// What is wrong; never what stands there.
    pub problem: String,
    /// What to do.
    pub expected: String,
}

/// Everything that was not taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// Lines that could not be read.
    pub unreadable: usize,
    /// Lines that the register refused, the first few hundred.
    pub rejected: Vec<RefusedLine>,
}

/// What an import did.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Whose register it changed.
    pub municipality: MunicipalityCode,
    /// When.
    pub at: Instant,
    /// Lines that registered somebody.
    pub new: u32,
    /// Lines that changed something.
    pub changed: u32,
    /// Lines that said what was known.
    pub same: u32,
    /// Lines that the register refused.
    pub refused: u32,
    /// What was not taken, while it is kept for whoever imported it.
    pub not_taken: Option<NotTaken>,
}

/// Keeps what an import did not take, sealed, as long as a waiting roster is kept. It says nothing
/// that its entries do not, so that only a refusal is recorded.
pub fn keep_not_taken(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    import: ImportId,
    mut not_taken: NotTaken,
) -> Answer<()> {
    not_taken.rejected.truncate(KEPT);
    let plain = serde_json::to_vec(&not_taken).map_err(|_| StoreError::Corrupt("not taken"))?;
    // The import has drawn from this occasion; what is sealed here is drawn from a part of its own.
    let part = occasion.part(u64::MAX);
    let sealed = tasuki
        .keys
        .master
        .seal(part.draw().nonce(), &plain, import.uuid().as_bytes())
        .map_err(|_| StoreError::Corrupt("master key"))?;
    change(
        tasuki,
        caller,
        &part,
        Action::ImportRoster,
        About::default(),
        |tx, present, _| {
            tx.stage_import(import, present.caller.account, &sealed, occasion.now)?;
            Ok(Changed {
                answer: Ok(()),
                noted: Vec::new(),
            })
        },
    )
}

/// What an import of the caller's institution did. It shows counts and line numbers, nobody's data,
/// so that only a refusal is recorded.
///
/// Refuses one of another institution like one that never was.
pub fn view(tasuki: &Tasuki, caller: &Caller, occasion: &Occasion, id: ImportId) -> Answer<Shown> {
    look(
        tasuki,
        caller,
        occasion,
        Action::ImportRoster,
        About::default(),
        |tx, present, _| {
            let Some(row) = tx.import(id, present.caller.organization)? else {
                return Ok(Looked::refused(
                    Refusal::NotFound,
                    Action::ImportRoster,
                    About::default(),
                ));
            };
            let not_taken = match tx.staged_import(id, present.caller.account)? {
                None => None,
                Some(sealed) => {
                    let broken = || StoreError::Corrupt("staged_imports.sealed");
                    let plain = tasuki.keys.master.open(&sealed, id.uuid().as_bytes());
                    let plain = plain.map_err(|_| broken())?;
                    Some(serde_json::from_slice(&plain).map_err(|_| broken())?)
                }
            };
            let shown = Shown {
                municipality: row.municipality,
                at: row.at,
                new: row.new,
                changed: row.changed,
                same: row.same,
                refused: row.rejected,
                not_taken,
            };
            Ok(Looked::found(shown, Vec::new()))
        },
    )
}
