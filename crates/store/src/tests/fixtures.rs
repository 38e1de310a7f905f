//! A small fictional town.

use crate::{Credential, SealedEntry, Store, StoreError, WriteTx};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    access::{AccessEntry, Action, ConsentVersion, Outcome},
    account::Account,
    card::CardNumber,
    consent::{Consent, ConsentRow, ConsentState, Evidence, EvidenceKind, Purpose, RecipientClass},
    fact::{
        Fact, FactBody,
        identity::{Address, Identity, PersonName, Sex},
    },
    id::{AccountId, ConsentId, FactId, OrganizationId, ResidentId},
    incident::{Basis, Incident, IncidentState, LookReason, Origin},
    municipality::MunicipalityCode,
    organization::{Organization, OrganizationKind},
    provenance::{Provenance, Source},
    resident::{Registration, Resident},
    role::Role,
    time::{Date, Instant},
};
use uuid::Uuid;

/// The n-th identifier; later ones sort after earlier ones.
pub(crate) fn id<T: From<Uuid>>(n: u64) -> T {
    T::from(Uuid::from_u64_pair(
        0x0193_0000_0000_7000,
        0x8000_0000_0000_0000 | n,
    ))
}

/// n seconds into the story.
pub(crate) fn at(n: i64) -> Instant {
    Instant::from_second(1_790_000_000 + n).unwrap()
}

pub(crate) fn parsed<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    parsed(text)
}

pub(crate) fn atami() -> MunicipalityCode {
    parsed("222054")
}

pub(crate) fn usuki() -> MunicipalityCode {
    parsed("442062")
}

pub(crate) fn organization(n: u64) -> Organization {
    Organization {
        id: id(n),
        kind: OrganizationKind::City,
        name: parsed("襷市役所"),
        jurisdiction: Vec::new(),
        wishes_sentence: None,
    }
}

pub(crate) fn account(n: u64, organization: OrganizationId) -> Account {
    Account {
        id: id(n),
        organization,
        role: Role::CityOfficer,
        login: parsed(&format!("officer-{n}")),
        name: parsed("架空　太郎"),
        generation: 0,
        active: true,
        resident: None,
    }
}

pub(crate) fn credential() -> Credential {
    Credential {
        password_hash: "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA".to_owned(),
        totp_secret_sealed: vec![0, 1, 2, 255],
    }
}

pub(crate) fn resident(n: u64) -> Resident {
    Resident {
        id: id(n),
        municipality: atami(),
        card: CardNumber::from_serial(u32::try_from(n).unwrap()),
        roster_key: None,
        protected_address: false,
        registration: Registration::Active,
        version: 1,
        registered_at: at(0),
    }
}

pub(crate) fn identity(family: &str, given: &str, birth: &str) -> Identity {
    Identity {
        name: PersonName {
            family: parsed("襷"),
            given: Some(parsed("花")),
            family_kana: Some(parsed(family)),
            given_kana: Some(parsed(given)),
        },
        other_names: Vec::new(),
        birth_date: parsed(birth),
        sex: Sex::Female,
        address: Some(Address {
            postal_code: None,
            town: parsed("架空町二丁目"),
            rest: Some(parsed("3番4号")),
        }),
        phones: vec![parsed("0557000001")],
        language: None,
    }
}

pub(crate) fn provenance(entered_at: Instant) -> Provenance {
    Provenance {
        source: Source::City,
        said_by: None,
        entered_by: officer(),
        organization: city(),
        entered_at,
        as_of: parsed("2026-11"),
        confirmed_on: None,
    }
}

pub(crate) fn fact(n: u64, resident: ResidentId, body: FactBody) -> Fact {
    Fact {
        id: id::<FactId>(n),
        resident,
        body,
        provenance: provenance(at(i64::try_from(n).unwrap())),
        superseded_by: None,
    }
}

pub(crate) fn row(category: Category, recipient: RecipientClass, purpose: Purpose) -> ConsentRow {
    ConsentRow {
        category,
        recipient,
        purpose,
    }
}

/// Identity and medicines to crews in an emergency.
pub(crate) fn emergency_rows() -> BTreeSet<ConsentRow> {
    [Category::Identity, Category::Medications]
        .map(|category| row(category, RecipientClass::Ems, Purpose::Emergency))
        .into()
}

pub(crate) fn consent(n: u64, resident: ResidentId, version: i32) -> Consent {
    Consent {
        id: id::<ConsentId>(n),
        resident,
        version,
        rows: emergency_rows(),
        collection: false,
        evidence: Evidence {
            kind: EvidenceKind::OwnSignature,
            form_version: parsed("2026-04"),
            signed_on: day("2026-10-01"),
        },
        proxy: None,
        until: None,
        granted_at: at(i64::from(version)),
        granted_by: officer(),
        state: ConsentState::InForce,
    }
}

pub(crate) fn incident(n: u64) -> Incident {
    Incident {
        id: id(n),
        organization: city(),
        basis: Basis::Reason(LookReason::OnDuty),
        origin: Origin::Call119,
        called_at: at(1),
        place: None,
        opened_by: officer(),
        opened_at: at(i64::try_from(n).unwrap()),
        state: IncidentState::Open,
    }
}

pub(crate) fn sealed(n: u64, resident: Option<ResidentId>) -> SealedEntry {
    let entry = AccessEntry {
        version: 1,
        id: id(n),
        at: at(i64::try_from(n).unwrap()),
        account: officer(),
        organization: city(),
        role: Role::Crew,
        action: Action::ViewSummary,
        resident,
        incident: None,
        lookup: None,
        reason: Some("出動中".to_owned()),
        outcome: Outcome::Permitted,
        refusal: None,
        rules: BTreeSet::from(["ems-emergency".to_owned()]),
        policy: "00".repeat(32),
        consents: vec![ConsentVersion {
            consent: id(7),
            version: 3,
        }],
        shown: BTreeSet::from([Category::Identity]),
        withheld: BTreeSet::from([Category::Wishes]),
        search_keys: Vec::new(),
        people: 1,
    };
    SealedEntry {
        body: serde_json::to_vec(&entry).unwrap(),
        entry,
        salt: [u8::try_from(n % 256).unwrap(); 32],
        leaf_hash: [9; 32],
    }
}

/// The city's own institution and its officer, who are there before everybody else.
pub(crate) fn city() -> OrganizationId {
    id(1)
}

pub(crate) fn officer() -> AccountId {
    id(2)
}

pub(crate) fn write<T>(
    store: &Store,
    work: impl FnMut(&mut WriteTx<'_>) -> Result<T, StoreError>,
) -> T {
    store.write(work).unwrap()
}

/// Writes the city and its officer.
pub(crate) fn found_city(store: &Store) {
    write(store, |tx| {
        tx.insert_organization(&organization(1))?;
        tx.insert_account(&account(2, city()), &credential())
    });
}

/// Registers the n-th resident with an identity, which is fact n, and the usual consent n.
pub(crate) fn register(store: &Store, n: u64, identity: &Identity) -> ResidentId {
    let resident = resident(n);
    write(store, |tx| {
        tx.insert_resident(&resident)?;
        let body = FactBody::Identity(identity.clone());
        tx.record_fact(&fact(n, resident.id, body), None)?;
        tx.insert_consent(&consent(n, resident.id, 1))
    });
    resident.id
}
