//! Lists the looks at one resident, or in a jurisdiction.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, Noted, look},
    residents::reach::reach,
};
use std::collections::BTreeMap;
use tasuki_domain::{
    access::{AccessEntry, Action},
    caller::Caller,
    id::{AccessEntryId, AccountId, OrganizationId, ResidentId},
    restoration::Restoration,
    text::Line,
    time::Instant,
};
use tasuki_store::{ReadTx, StoreError};

/// Entries of one page.
pub const PAGE: u32 = 50;

/// One entry with the names of who acted.
#[derive(Debug, Clone)]
pub struct AccessLine {
    /// The entry.
    pub entry: AccessEntry,
    /// The institution's name.
    pub organization: Line,
    /// The person's name.
    pub account: Line,
}

/// One page of entries, newest first.
#[derive(Debug, Clone)]
pub struct AccessPage {
    /// The lines.
    pub lines: Vec<AccessLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<AccessEntryId>,
    /// Restores of the database, newest first: looks are missing that came before them.
    pub restorations: Vec<Restoration>,
}

/// Lists the looks at one resident, newest first. This look is itself recorded.
///
/// It holds for the person, their city's officers and those who review looks, also when every
/// consent is withdrawn: who looked stays visible.
pub fn list_of_resident(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    resident: ResidentId,
    before: Option<AccessEntryId>,
) -> Answer<AccessPage> {
    let about = About::resident(resident);
    look(
        tasuki,
        caller,
        occasion,
        Action::ListAccesses,
        about,
        |tx, present, _| {
            let reached = match reach(
                tasuki,
                tx,
                present,
                occasion,
                Action::ListAccesses,
                resident,
                None,
            )? {
                Ok(reached) => reached,
                Err(denied) => return Ok(denied.into()),
            };
            let entries = tx.accesses_of(resident, before, PAGE + 1)?;
            let version = reached.resident.version;
            Ok(Looked::found(page(tx, entries)?, vec![reached.noted])
                .while_still(resident, version))
        },
    )
}

/// Where a reading of looks begins, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadFrom {
    /// With the newest.
    #[default]
    Newest,
    /// With the one before this.
    Before(AccessEntryId),
    /// With the last that was recorded by then.
    At(Instant),
}

/// Lists the looks, refusals and misses in the caller's jurisdiction, newest first, for those who
/// review looks.
pub fn list_in_jurisdiction(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    from: ReadFrom,
) -> Answer<AccessPage> {
    look(
        tasuki,
        caller,
        occasion,
        Action::ListAccesses,
        About::default(),
        |tx, present, _| {
            use tasuki_domain::role::Role;
            if !matches!(present.caller.role, Role::PrivacyOfficer | Role::Auditor) {
                return Ok(Looked::refused(
                    crate::Refusal::Forbidden,
                    Action::ListAccesses,
                    About::default(),
                ));
            }
            let jurisdiction = tx.jurisdiction(present.caller.organization)?;
            let before = match from {
                ReadFrom::Newest => None,
                ReadFrom::Before(entry) => Some(entry),
                ReadFrom::At(moment) => tx.first_access_after(moment)?,
            };
            let entries = tx.accesses_in(&jurisdiction, before, PAGE + 1)?;
            Ok(Looked::found(
                page(tx, entries)?,
                vec![Noted::new(Action::ListAccesses, About::default())],
            ))
        },
    )
}

fn page(tx: &mut ReadTx<'_>, mut entries: Vec<AccessEntry>) -> Result<AccessPage, StoreError> {
    let rows = PAGE as usize;
    let next = (entries.len() > rows).then(|| {
        entries.truncate(rows);
        entries.last().map(|entry| entry.id)
    });
    let mut organizations: BTreeMap<OrganizationId, Line> = BTreeMap::new();
    let mut accounts: BTreeMap<AccountId, Line> = BTreeMap::new();
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries {
        let organization = match organizations.get(&entry.organization) {
            Some(name) => name.clone(),
            None => {
                let found = tx
                    .organization(entry.organization)?
                    .ok_or(StoreError::Corrupt("access entry"))?;
                organizations.insert(found.id, found.name.clone());
                found.name
            }
        };
        let account = match accounts.get(&entry.account) {
            Some(name) => name.clone(),
            None => {
                let found = tx
                    .account(entry.account)?
                    .ok_or(StoreError::Corrupt("access entry"))?;
                accounts.insert(found.id, found.name.clone());
                found.name
            }
        };
        lines.push(AccessLine {
            entry,
            organization,
            account,
        });
    }
    Ok(AccessPage {
        lines,
        next: next.flatten(),
        restorations: tx.restorations()?,
    })
}
