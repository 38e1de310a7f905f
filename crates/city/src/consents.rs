//! What the people of the city permitted.

use super::{
    made::{Made, ahead, line},
    random::Random,
};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    consent::{ConsentRow, Evidence, EvidenceKind, Proxy, ProxyBasis, Purpose, RecipientClass},
    time::Date,
};

/// What a form permits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub rows: BTreeSet<ConsentRow>,
    pub collection: bool,
    pub evidence: Evidence,
    pub proxy: Option<Proxy>,
    pub until: Option<Date>,
}

/// For what each class asks.
const PURPOSES: &[(RecipientClass, Purpose)] = &[
    (RecipientClass::Ems, Purpose::Emergency),
    (RecipientClass::Hospital, Purpose::Emergency),
    (RecipientClass::Clinic, Purpose::Care),
    (RecipientClass::Care, Purpose::Care),
    (RecipientClass::Disaster, Purpose::Disaster),
];

/// Everything to everyone, but what `withheld` says.
pub fn rows(withheld: impl Fn(RecipientClass, Category) -> bool) -> BTreeSet<ConsentRow> {
    PURPOSES
        .iter()
        .flat_map(|(recipient, purpose)| {
            Category::ALL.iter().map(|category| ConsentRow {
                category: *category,
                recipient: *recipient,
                purpose: *purpose,
            })
        })
        .filter(|row| !withheld(row.recipient, row.category))
        .collect()
}

/// A form signed by the person.
pub fn signed(rows: BTreeSet<ConsentRow>, signed_on: Date) -> Made<Form> {
    Ok(Form {
        rows,
        collection: true,
        evidence: Evidence {
            kind: EvidenceKind::OwnSignature,
            form_version: line("R8-1")?,
            signed_on,
        },
        proxy: None,
        until: None,
    })
}

/// A form that permits everything, in one of the ways in which people sign.
pub fn full(random: &mut Random, signed_on: Date, today: Date) -> Made<Form> {
    let mut form = signed(rows(|_, _| false), signed_on)?;
    form.collection = random.permille(850);
    match random.below(10) {
        0 => {
            form.evidence.kind = EvidenceKind::ProxySignature;
            form.proxy = Some(Proxy {
                name: line("代理 花子")?,
                relation: line("長女")?,
                basis: *random.pick(&[ProxyBasis::LegalRepresentative, ProxyBasis::Mandate]),
            });
        }
        1 | 2 => form.evidence.kind = EvidenceKind::CareCertificationBox,
        _ => {}
    }
    if random.permille(80) {
        form.until = Some(ahead(today, random.between(30, 1_000)));
    }
    Ok(form)
}

/// A form that withholds something from someone.
pub fn partial(random: &mut Random, signed_on: Date) -> Made<Form> {
    use Category::{Conditions, Home, Identity, Medications, Wishes};
    use RecipientClass::{Care, Clinic, Disaster, Ems, Hospital};
    let shape = random.below(5);
    signed(
        rows(|class, category| match shape {
            0 => category == Wishes,
            1 => class == Ems && matches!(category, Conditions | Medications),
            2 => matches!(class, Care | Disaster),
            3 => class == Hospital && category != Identity,
            _ => category == Home || class == Clinic,
        }),
        signed_on,
    )
}
