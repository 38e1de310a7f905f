//! Consents (同意): taken in on evidence, listed, withdrawn.

pub(crate) mod grant;
pub(crate) mod list;
pub(crate) mod withdraw;

use crate::wire::{Wired, wire_code, wire_object};
use std::collections::BTreeSet;
use tasuki_domain::{
    consent::{Consent as Stored, ConsentRow, ConsentState as Standing, Evidence, Proxy},
    id::{ConsentId, ResidentId},
    time::{Date, Instant},
};

pub(crate) use list::Consents;

/// Where a consent stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConsentState {
    InForce,
    Expired,
    Superseded,
    Withdrawn,
}

wire_code! {
    /// Where a consent stands today.
    ConsentState as "ConsentState" {
        InForce "in_force",
        Expired "expired",
        Superseded "superseded",
        Withdrawn "withdrawn",
    }
}

/// A consent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Consent {
    id: ConsentId,
    resident_id: ResidentId,
    version: i64,
    state: ConsentState,
    ended_at: Option<Instant>,
    rows: BTreeSet<ConsentRow>,
    collection: bool,
    evidence: Evidence,
    proxy: Option<Proxy>,
    until: Option<Date>,
    granted_at: Instant,
}

/// A consent on the wire.
pub(crate) type ConsentBody = Wired<Consent>;

wire_object! {
    /// What a resident permits. No row denies.
    Consent as "Consent" {
        /// Its identifier.
        id,
        /// Whose.
        resident_id,
        /// 1 for the first of the resident, one more for each later one.
        version,
        /// Where it stands today.
        state,
        /// When it was withdrawn or superseded.
        ended_at,
        /// What is permitted to whom for what.
        rows,
        /// Whether information may be collected from clinics, pharmacies and insurers.
        collection,
        /// What proves it.
        evidence,
        /// Who signed in the person's place.
        proxy,
        /// The last day on which it holds.
        until,
        /// When it was taken in.
        granted_at,
    }
}

impl ConsentState {
    /// Where a consent stands on `today`.
    pub(crate) fn of(consent: &Stored, today: Date) -> Self {
        match consent.state {
            Standing::InForce if consent.in_force(today) => Self::InForce,
            Standing::InForce => Self::Expired,
            Standing::Superseded(_) => Self::Superseded,
            Standing::Withdrawn(_) => Self::Withdrawn,
        }
    }
}

impl Consent {
    /// The consent as it stands on `today`.
    pub(crate) fn of(consent: Stored, today: Date) -> Self {
        Self {
            state: ConsentState::of(&consent, today),
            ended_at: match consent.state {
                Standing::InForce => None,
                Standing::Superseded(at) | Standing::Withdrawn(at) => Some(at),
            },
            id: consent.id,
            resident_id: consent.resident,
            version: i64::from(consent.version),
            rows: consent.rows,
            collection: consent.collection,
            evidence: consent.evidence,
            proxy: consent.proxy,
            until: consent.until,
            granted_at: consent.granted_at,
        }
    }

    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let sent = grant::GrantConsent::sample();
        Self {
            id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4fb0"),
            resident_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80"),
            version: 1,
            state: ConsentState::InForce,
            ended_at: None,
            rows: sent.rows,
            collection: sent.collection,
            evidence: sent.evidence,
            proxy: None,
            until: None,
            granted_at: text("2026-06-01T10:05:00+09:00"),
        }
    }

    pub(crate) fn withdrawn_sample() -> Self {
        Self {
            state: ConsentState::Withdrawn,
            ended_at: Some(crate::examples::text("2026-11-21T12:03:00+09:00")),
            ..Self::sample()
        }
    }
}
