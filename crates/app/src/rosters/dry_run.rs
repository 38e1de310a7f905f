//! Says what a roster would change, without changing it, and keeps the file for the decision.

use super::{
    plan::{Register, RosterLine, Verdicts, plan},
    rejected::Rejected,
};
use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, Kept, Looked, Noted, Waiting, change, look, own_register},
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
    /// The lines that wait for a person.
    pub rejected: Vec<Rejected>,
}

/// Compares the good lines of a roster with the register and keeps the file, sealed, for an hour.
///
/// A large roster takes a while to compare, so this is a look: on a snapshot, beside everyone else,
/// with one short write at its end.
///
/// Refuses a register that the caller's institution does not keep.
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
            if own_register(tx, present)?.as_ref() != Some(municipality) {
                return Ok(Looked::refused(
                    Refusal::NotFound,
                    Action::DryRunRoster,
                    About::default(),
                ));
            }
            let import: ImportId = draw.id();
            let mut verdicts = Verdicts::default();
            let mut rejected = Vec::new();
            let register = Register::of(municipality, present.caller.organization, lines);
            for line in lines {
                let verdict = plan(tx, &register, line)?.verdict();
                verdicts.count(verdict);
                rejected.extend(Rejected::by_verdict(line.line, verdict));
            }
            let mut kept = None;
            if !file.is_empty() {
                let sealed = tasuki
                    .keys
                    .master
                    .seal(draw.nonce(), file, &bound_to(import, municipality))
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
                rejected,
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
/// Refuses one that waited too long, was never there, is someone else's or was checked against the
/// register of another municipality alike.
pub fn staged(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    import: ImportId,
    municipality: &MunicipalityCode,
) -> Answer<Vec<u8>> {
    change(
        tasuki,
        caller,
        occasion,
        Action::ImportRoster,
        About::default(),
        |tx, present, _| {
            tx.drop_staged_imports_before(an_hour_before(occasion.now))?;
            let sealed = tx.staged_import(import, present.caller.account)?;
            let opened = sealed.and_then(|sealed| {
                let bound = bound_to(import, municipality);
                tasuki.keys.master.open(&sealed, &bound).ok()
            });
            Ok(match opened {
                Some(file) => Changed {
                    answer: Ok(file),
                    noted: Vec::new(),
                },
                None => Changed::refused(Refusal::NotFound, Action::ImportRoster, About::default()),
            })
        },
    )
}

/// What a sealed file is bound to: it opens for no other import and no other register.
fn bound_to(import: ImportId, municipality: &MunicipalityCode) -> Vec<u8> {
    let mut bound = import.uuid().as_bytes().to_vec();
    bound.extend_from_slice(municipality.as_str().as_bytes());
    bound
}

fn an_hour_before(now: Instant) -> Instant {
    Instant::from_second(now.as_second() - STAGED_SECONDS).unwrap_or(Instant::MIN)
}
