//! The table, its decisions and the whole matrix.

mod consents;
mod deciding;
mod matrix;
mod narrowing;
mod reading;
mod scoping;

use crate::{Decision, Fault, Question, Situation, Table, TableError, Verdict, decide};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    consent::{Consent, ConsentRow, ConsentState, Evidence, EvidenceKind, Purpose, RecipientClass},
    role::Role,
    time::{Date, Instant},
};
use uuid::Uuid;

fn builtin() -> Table {
    Table::builtin().unwrap()
}

fn today() -> Date {
    "2026-11-21".parse().unwrap()
}

/// Every row that a form could tick.
fn every_row() -> BTreeSet<ConsentRow> {
    let mut rows = BTreeSet::new();
    for category in Category::ALL {
        for recipient in RecipientClass::ALL {
            for purpose in Purpose::ALL {
                rows.insert(ConsentRow {
                    category: *category,
                    recipient: *recipient,
                    purpose: *purpose,
                });
            }
        }
    }
    rows
}

fn consent(rows: BTreeSet<ConsentRow>) -> Consent {
    let granted_at: Instant = "2026-04-01T00:00:00Z".parse().unwrap();
    Consent {
        id: Uuid::from_u128(1).into(),
        resident: Uuid::from_u128(2).into(),
        version: 3,
        rows,
        collection: false,
        evidence: Evidence {
            kind: EvidenceKind::OwnSignature,
            form_version: "試験用".parse().unwrap(),
            signed_on: "2026-04-01".parse().unwrap(),
        },
        proxy: None,
        until: None,
        granted_at,
        granted_by: Uuid::from_u128(4).into(),
        state: ConsentState::InForce,
    }
}

fn ask(table: &Table, role: Role, situations: &[Situation], consent: Option<&Consent>) -> Verdict {
    decide(
        table,
        &Question {
            role,
            situations: &situations.iter().copied().collect(),
            consent,
            today: today(),
            protected_address: false,
            own_city: true,
        },
    )
}

fn permitted(verdict: Verdict) -> Decision {
    match verdict {
        Verdict::Permitted(decision) => decision,
        Verdict::Denied { rules } => panic!("denied by {rules:?}"),
    }
}

fn fault(row: &str, fault: Fault) -> Result<Table, TableError> {
    Err(TableError::Row {
        row: row.to_owned(),
        fault,
    })
}
