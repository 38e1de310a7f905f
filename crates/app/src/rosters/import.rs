//! Writes a roster.

use super::{
    plan::{Register, RosterLine, Verdicts, plan},
    rejected::Rejected,
    write::write,
};
use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, Noted, change, own_register},
};
use sha2::{Digest as _, Sha256};
use tasuki_domain::{
    access::Action,
    caller::Caller,
    id::{ImportId, ResidentId},
    municipality::MunicipalityCode,
};
use tasuki_store::{ImportRow, StoreError};

/// Lines of one transaction: small enough that a crew's look never waits long behind it.
const CHUNK: usize = 50;

/// A roster written.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Its identifier.
    pub import: ImportId,
    /// How many lines did what.
    pub verdicts: Verdicts,
    /// Good lines of the file that were not taken.
    pub rejected: Vec<Rejected>,
}

/// Writes the good lines of a roster, each line whole or not at all, and one bad line never stops
/// the rest. Written twice, it changes nothing the second time; broken off, it is simply run again.
///
/// Every registration and change is on record about its resident. `progress` is told the lines
/// done so far.
pub fn import(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    municipality: &MunicipalityCode,
    lines: &[RosterLine],
    file: &[u8],
    progress: &mut dyn FnMut(usize),
) -> Answer<Imported> {
    let mut done = Imported {
        import: occasion.draw().id(),
        verdicts: Verdicts::default(),
        rejected: Vec::new(),
    };
    let register = Register::of(municipality, caller.organization, lines);
    let mut written = 0;
    // A roster without a good line is still an import on record.
    let chunks: Vec<&[RosterLine]> = if lines.is_empty() {
        vec![lines]
    } else {
        lines.chunks(CHUNK).collect()
    };
    for (index, chunk) in chunks.into_iter().enumerate() {
        let part = occasion.part(index as u64);
        match write_chunk(tasuki, caller, &part, &register, chunk)? {
            Ok((verdicts, rejected)) => {
                done.verdicts.new += verdicts.new;
                done.verdicts.changed += verdicts.changed;
                done.verdicts.same += verdicts.same;
                done.verdicts.rejected += verdicts.rejected;
                done.rejected.extend(rejected);
            }
            Err(refusal) => return Ok(Err(refusal)),
        }
        written += chunk.len();
        progress(written);
    }
    let row = ImportRow {
        id: done.import,
        municipality: municipality.clone(),
        file_hash: Sha256::digest(file).into(),
        by: caller.account,
        at: occasion.now,
        new: count(done.verdicts.new),
        changed: count(done.verdicts.changed),
        same: count(done.verdicts.same),
        rejected: count(done.verdicts.rejected),
    };
    tasuki.store.write(|tx| tx.insert_import(&row))?;
    Ok(Ok(done))
}

fn count(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX)
}

type Chunk = (Verdicts, Vec<Rejected>);

fn write_chunk(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    register: &Register<'_>,
    lines: &[RosterLine],
) -> Answer<Chunk> {
    change(
        tasuki,
        caller,
        occasion,
        Action::ImportRoster,
        About::default(),
        |tx, present, draw| {
            if own_register(tx, present)?.as_ref() != Some(register.municipality) {
                return Ok(Changed::refused(
                    Refusal::NotFound,
                    Action::ImportRoster,
                    About::default(),
                ));
            }
            let mut verdicts = Verdicts::default();
            let mut rejected = Vec::new();
            let mut noted = Vec::new();
            let mut whole = Noted::new(Action::ImportRoster, About::default());
            whole.people = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            noted.push(whole);
            for line in lines {
                // A line is whole or not at all: its own savepoint holds it.
                let outcome = tx.savepoint(|tx| {
                    let planned = plan(tx, register, line)?;
                    let verdict = planned.verdict();
                    match write(
                        tx,
                        present,
                        occasion,
                        draw,
                        register.municipality,
                        line,
                        planned,
                    )? {
                        Ok(resident) => Ok((verdict, resident)),
                        Err(refusal) => Err(LineUndone::Refused(refusal)),
                    }
                });
                match outcome {
                    Ok((verdict, resident)) => {
                        verdicts.count(verdict);
                        rejected.extend(Rejected::by_verdict(line.line, verdict));
                        noted.extend(resident.map(|id: ResidentId| {
                            Noted::new(Action::ImportRoster, About::resident(id))
                        }));
                    }
                    Err(LineUndone::Refused(refusal)) => {
                        verdicts.rejected += 1;
                        rejected.push(Rejected::by_refusal(line.line, &refusal));
                    }
                    Err(LineUndone::Failed(failure)) => return Err(failure),
                }
            }
            Ok(Changed {
                answer: Ok((verdicts, rejected)),
                noted,
            })
        },
    )
}

/// Why a line's savepoint was rolled back.
enum LineUndone {
    Refused(Refusal),
    Failed(StoreError),
}

impl From<StoreError> for LineUndone {
    fn from(failure: StoreError) -> Self {
        Self::Failed(failure)
    }
}
