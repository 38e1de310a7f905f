//! Says what a roster would change, without changing it, and keeps the file for the decision.

use super::plan::{LineVerdict, Register, RosterLine, Verdicts, plan};
use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, Kept, Looked, Noted, Waiting, change, look},
};
use tasuki_domain::{
    access::Action, caller::Caller, id::ImportId, municipality::MunicipalityCode, time::Instant,
};
use tasuki_store::StoreError;

/// How long a file waits for its decision.
const STAGED_SECONDS: i64 = 3600;

/// What a roster would change.
#[derive(Debug, Clone)]
pub struct DryRun {
    /// Names the waiting file; committing takes it.
    pub import: ImportId,
    /// The municipality whose register it would change.
    pub municipality: MunicipalityCode,
    /// How many lines would do what; faulty lines of the file are not counted here.
    pub verdicts: Verdicts,
    /// The lines that look like a person registered under another number.
    pub possible_duplicates: Vec<usize>,
}

/// Compares the good lines of a roster with the register and keeps the file, sealed, for an hour.
///
/// A large roster takes a while to compare, so this is a look: on a snapshot, beside everyone else,
/// with one short write at its end.
///
/// Refuses a municipality outside the caller's jurisdiction.
pub fn dry_run(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    municipality: &MunicipalityCode,
    lines: &[RosterLine],
    file: &[u8],
) -> Answer<DryRun> {
    look(
        tasuki,
        caller,
        occasion,
        Action::DryRunRoster,
        About::default(),
        |tx, present, draw| {
            if !tx.serves(present.caller.organization, municipality)? {
                return Ok(Looked::refused(
                    Refusal::NotFound,
                    Action::DryRunRoster,
                    About::default(),
                ));
            }
            let import: ImportId = draw.id();
            let mut verdicts = Verdicts::default();
            let mut possible_duplicates = Vec::new();
            let register = Register::of(municipality, present.caller.organization, lines);
            for line in lines {
                let verdict = plan(tx, &register, line)?.verdict();
                verdicts.count(verdict);
                if verdict == LineVerdict::PossibleDuplicate {
                    possible_duplicates.push(line.line);
                }
            }
            let mut kept = None;
            if !file.is_empty() {
                let sealed = tasuki
                    .keys
                    .master
                    .seal(draw.nonce(), file, import.uuid().as_bytes())
                    .map_err(|_| StoreError::Corrupt("master key"))?;
                kept = Some(Kept::Roster(Waiting {
                    import,
                    sealed,
                    dropping_before: an_hour_before(occasion.now),
                }));
            }
            let mut noted = Noted::new(Action::DryRunRoster, About::default());
            noted.people = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            let answer = DryRun {
                import,
                municipality: municipality.clone(),
                verdicts,
                possible_duplicates,
            };
            let mut looked = Looked::found(answer, vec![noted]);
            looked.kept = kept;
            Ok(looked)
        },
    )
}

/// The file that the caller staged, while it waits. Nothing of it leaves here, so only a refusal is
/// recorded.
///
/// Refuses one that waited too long, was never there, or is someone else's alike.
pub fn staged(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    import: ImportId,
) -> Answer<Vec<u8>> {
    let sealed = change(
        tasuki,
        caller,
        occasion,
        Action::ImportRoster,
        About::default(),
        |tx, present, _| {
            tx.drop_staged_imports_before(an_hour_before(occasion.now))?;
            Ok(match tx.staged_import(import, present.caller.account)? {
                Some(sealed) => Changed {
                    answer: Ok(sealed),
                    noted: Vec::new(),
                },
                None => Changed::refused(Refusal::NotFound, Action::ImportRoster, About::default()),
            })
        },
    )?;
    let open = |sealed: Vec<u8>| {
        tasuki
            .keys
            .master
            .open(&sealed, import.uuid().as_bytes())
            .map_err(|_| StoreError::Corrupt("staged file"))
    };
    match sealed {
        Ok(sealed) => Ok(Ok(open(sealed)?)),
        Err(refusal) => Ok(Err(refusal)),
    }
}

fn an_hour_before(now: Instant) -> Instant {
    Instant::from_second(now.as_second() - STAGED_SECONDS).unwrap_or(Instant::MIN)
}
