//! Lists the residents of an officer's own register.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, Noted, look, own_register},
};
use tasuki_domain::{
    Category,
    access::Action,
    birth_date::PartialDate,
    caller::Caller,
    consent::Consent,
    fact::{FactBody, identity::PersonName},
    id::ResidentId,
    resident::Resident,
    summary::Section,
    text::KanaName,
    time::Instant,
};

/// Rows of one page.
pub const PAGE: u32 = 50;

/// Which residents.
#[derive(Debug, Clone, Default)]
pub struct ListResidents {
    /// The beginning of the family name's kana.
    pub family_kana: Option<KanaName>,
    /// The last one of the page before.
    pub after: Option<ResidentId>,
}

/// One line of the list. Nothing clinical stands here.
#[derive(Debug, Clone)]
pub struct ResidentLine {
    /// The registration.
    pub resident: Resident,
    /// The name.
    pub name: PersonName,
    /// The birth date.
    pub birth_date: PartialDate,
    /// The town of the address.
    pub town: Option<String>,
    /// The newest consent, in force or not.
    pub consent: Option<Consent>,
    /// When anything about the resident was last recorded.
    pub updated: Instant,
}

/// One page of residents.
#[derive(Debug, Clone)]
pub struct ResidentPage {
    /// The lines.
    pub lines: Vec<ResidentLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<ResidentId>,
    /// How many there are in all.
    pub total: u64,
}

/// Lists the residents whom the officer's own city registered.
pub fn list(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    input: &ListResidents,
) -> Answer<ResidentPage> {
    look(
        tasuki,
        caller,
        occasion,
        Action::ListResidents,
        About::default(),
        |tx, present, _| {
            let jurisdiction = Vec::from_iter(own_register(tx, present)?);
            let prefix = input
                .family_kana
                .as_ref()
                .map(|kana| tasuki_matching::normalize::kana_key(kana.as_str()));
            let mut rows = tx.residents(&jurisdiction, input.after, PAGE + 1, prefix.as_deref())?;
            let most = PAGE as usize;
            let next = (rows.len() > most).then(|| {
                rows.truncate(most);
                rows.last().map(|row| row.resident.id)
            });
            let total = tx.count_residents(&jurisdiction)?;
            let mut noted = Noted::new(Action::ListResidents, About::default());
            noted.people = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let mut lines = Vec::with_capacity(rows.len());
            for row in rows {
                lines.push(ResidentLine {
                    town: town(&tx.sections(row.resident.id, Some(&[Category::Identity]))?),
                    consent: tx.consents(row.resident.id)?.into_iter().next(),
                    resident: row.resident,
                    name: row.name,
                    birth_date: row.birth_date,
                    updated: row.updated,
                });
            }
            Ok(Looked::found(
                ResidentPage {
                    lines,
                    next: next.flatten(),
                    total,
                },
                vec![noted],
            ))
        },
    )
}

/// The town of the current identity. The register's own officers see it also when it is protected.
fn town(sections: &[Section]) -> Option<String> {
    sections
        .iter()
        .flat_map(|section| &section.entries)
        .find_map(|entry| match &entry.body {
            FactBody::Identity(identity) => identity
                .address
                .as_ref()
                .map(|address| address.town.as_str().to_owned()),
            _ => None,
        })
}
