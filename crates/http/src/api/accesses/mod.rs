//! Access entries (閲覧記録): who looked, when, why.

pub(crate) mod list;
pub(crate) mod list_of_resident;

use crate::wire::{Wired, wire_object};
use std::collections::BTreeSet;
use tasuki_app::accesses::{AccessLine, AccessPage};
use tasuki_domain::{
    Category,
    access::{Action, ConsentVersion, Outcome},
    id::{
        AccessEntryId, AccountId, BackupId, ConsentId, IncidentId, LookupId, OrganizationId,
        ResidentId,
    },
    restoration::Restoration,
    role::Role,
    text::Line,
    time::Instant,
};

/// One recorded look, listing, change, refusal or miss.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Access {
    id: AccessEntryId,
    at: Instant,
    action: Action,
    action_label: String,
    outcome: Outcome,
    refusal: Option<String>,
    organization_id: OrganizationId,
    organization: Line,
    account_id: AccountId,
    account: Line,
    role: Role,
    role_label: String,
    resident_id: Option<ResidentId>,
    incident_id: Option<IncidentId>,
    lookup_id: Option<LookupId>,
    reason: Option<String>,
    rules: BTreeSet<String>,
    policy: String,
    consents: Vec<Decided>,
    shown: BTreeSet<Category>,
    withheld: BTreeSet<Category>,
    people: u32,
}

/// A consent as it stood when it decided.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decided {
    consent_id: ConsentId,
    version: i64,
}

/// A restore of the database from a backup.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Restored {
    restored_at: Instant,
    backup_id: BackupId,
    taken_at: Instant,
    entries: u64,
    known_entries: Option<u64>,
    known_at: Option<Instant>,
    lost: Option<u64>,
}

/// One page of entries.
pub(crate) struct Accesses {
    accesses: Vec<Access>,
    restorations: Vec<Restored>,
    next_cursor: Option<String>,
}

/// One page of entries on the wire.
pub(crate) type AccessesBody = Wired<Accesses>;

wire_object! {
    /// A consent as it stood when it decided.
    Decided as "DecidingConsent" {
        /// Which.
        consent_id,
        /// Its version.
        version,
    }
}

wire_object! {
    /// One recorded look, listing, change, refusal or miss. It holds no clinical value.
    Access as "Access" {
        /// Its identifier.
        id,
        /// When.
        at,
        /// What was done.
        action,
        /// The same in Japanese.
        action_label,
        /// How it ended.
        outcome,
        /// The refusal's code.
        refusal,
        /// For which institution.
        organization_id,
        /// The institution's name.
        organization,
        /// Who.
        account_id,
        /// The person's name.
        account,
        /// In which role.
        role,
        /// The role in Japanese.
        role_label,
        /// About whom.
        resident_id,
        /// Within which incident.
        incident_id,
        /// Within which search.
        lookup_id,
        /// Why.
        reason,
        /// The rules of the disclosure table that decided.
        rules,
        /// The SHA-256 of the disclosure table in force.
        policy,
        /// The consents that decided.
        consents,
        /// The categories that were shown.
        shown,
        /// The categories that were withheld.
        withheld,
        /// How many people the answer spoke of.
        people,
    }
}

wire_object! {
    /// A restore of the database from a backup, and what is known to be lost since that backup.
    Restored as "Restoration" {
        /// When it was restored.
        restored_at,
        /// From which backup.
        backup_id,
        /// The moment that the backup holds.
        taken_at,
        /// How many access entries the backup holds.
        entries,
        /// How many there were later, as far as something outside of the database knows.
        known_entries,
        /// When there were that many.
        known_at,
        /// How many are known to be lost; none when nothing is known.
        lost,
    }
}

wire_object! {
    /// One page of access entries.
    Accesses as "Accesses" {
        /// Newest first.
        accesses,
        /// Restores of the database from a backup, newest first: looks between a backup and its
        /// restore are not on record.
        restorations,
        /// Where the next page begins, if there is one.
        next_cursor,
    }
}

impl From<ConsentVersion> for Decided {
    fn from(decided: ConsentVersion) -> Self {
        Self {
            consent_id: decided.consent,
            version: i64::from(decided.version),
        }
    }
}

impl From<AccessLine> for Access {
    fn from(line: AccessLine) -> Self {
        let entry = line.entry;
        Self {
            id: entry.id,
            at: entry.at,
            action: entry.action,
            action_label: entry.action.japanese().to_owned(),
            outcome: entry.outcome,
            refusal: entry.refusal,
            organization_id: entry.organization,
            organization: line.organization,
            account_id: entry.account,
            account: line.account,
            role: entry.role,
            role_label: entry.role.japanese().to_owned(),
            resident_id: entry.resident,
            incident_id: entry.incident,
            lookup_id: entry.lookup,
            reason: entry.reason,
            rules: entry.rules,
            policy: entry.policy,
            consents: entry.consents.into_iter().map(Decided::from).collect(),
            shown: entry.shown,
            withheld: entry.withheld,
            people: entry.people,
        }
    }
}

impl From<Restoration> for Restored {
    fn from(restoration: Restoration) -> Self {
        Self {
            restored_at: restoration.restored_at,
            backup_id: restoration.backup,
            taken_at: restoration.taken_at,
            entries: restoration.entries,
            known_entries: restoration.later.map(|later| later.entries),
            known_at: restoration.later.map(|later| later.at),
            lost: restoration.lost(),
        }
    }
}

impl Accesses {
    fn of(page: AccessPage, next_cursor: Option<String>) -> Self {
        Self {
            accesses: page.lines.into_iter().map(Access::from).collect(),
            restorations: page.restorations.into_iter().map(Restored::from).collect(),
            next_cursor,
        }
    }

    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let access = Access {
            id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4fc0"),
            at: text("2026-11-21T12:04:10+09:00"),
            action: Action::ViewSummary,
            action_label: Action::ViewSummary.japanese().to_owned(),
            outcome: Outcome::Permitted,
            refusal: None,
            organization_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f51"),
            organization: text("うみかぜ市消防本部"),
            account_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f50"),
            account: text("見本 次郎"),
            role: Role::Crew,
            role_label: Role::Crew.japanese().to_owned(),
            resident_id: Some(text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80")),
            incident_id: Some(text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f60")),
            lookup_id: None,
            reason: Some("事案 2026-1121-031".to_owned()),
            rules: BTreeSet::from(["ems-live-incident".to_owned()]),
            policy: "0".repeat(64),
            consents: vec![Decided {
                consent_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4fb0"),
                version: 1,
            }],
            shown: BTreeSet::from([Category::Identity, Category::Allergies]),
            withheld: BTreeSet::from([Category::Wishes]),
            people: 1,
        };
        Self {
            accesses: vec![access],
            restorations: vec![Restored {
                restored_at: text("2026-11-20T09:00:00+09:00"),
                backup_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4fd0"),
                taken_at: text("2026-11-20T03:00:00+09:00"),
                entries: 120,
                known_entries: Some(131),
                known_at: Some(text("2026-11-20T08:40:00+09:00")),
                lost: Some(11),
            }],
            next_cursor: None,
        }
    }
}
