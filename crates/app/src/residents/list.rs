//! Lists the residents of an officer's own register.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Looked, Noted, Still, look, own_register},
    residents::reach::{list_row, list_scope},
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
use tasuki_policy::Situation;

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
///
/// One entry is recorded for the list and one per person on it, so that each sees that they were
/// listed. Refuses where the table does not let the officer's lists name anyone.
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
            let role = present.caller.role;
            let scope = list_scope(tasuki, role, Situation::OwnRegister);
            let (Some(own), Some(scope)) = (own_register(tx, present)?, scope) else {
                return Ok(Looked::refused(
                    Refusal::Forbidden,
                    Action::ListResidents,
                    About::default(),
                ));
            };
            let register = [own];
            let prefix = input
                .family_kana
                .as_ref()
                .map(|kana| tasuki_matching::normalize::kana_key(kana.as_str()));
            let mut rows = tx.residents(&register, input.after, PAGE + 1, prefix.as_deref())?;
            let most = PAGE as usize;
            let next = (rows.len() > most).then(|| {
                rows.truncate(most);
                rows.last().map(|row| row.resident.id)
            });
            let total = tx.count_residents(&register)?;
            let mut whole = Noted::new(Action::ListResidents, About::default());
            whole.rules = scope.rules;
            let mut noted = vec![whole];
            let mut still = Still::default();
            let mut lines = Vec::with_capacity(rows.len());
            for row in rows {
                let id = row.resident.id;
                let consents = tx.consents(id)?;
                let in_force = consents
                    .iter()
                    .find(|consent| consent.in_force(occasion.today()));
                let Some(decision) = list_row(
                    tasuki,
                    role,
                    Situation::OwnRegister,
                    in_force,
                    occasion,
                    &row.resident,
                ) else {
                    continue;
                };
                let mut listed =
                    Noted::new(Action::ListResidents, About::resident(id)).resting_on(&decision);
                listed.shown.insert(Category::Identity);
                noted.push(listed);
                still.residents.push((id, row.resident.version));
                let town = town(&tx.sections(id, Some(&[Category::Identity]))?);
                lines.push(ResidentLine {
                    town: town.filter(|_| !decision.address_hidden),
                    consent: consents.into_iter().next(),
                    resident: row.resident,
                    name: row.name,
                    birth_date: row.birth_date,
                    updated: row.updated,
                });
            }
            if let Some(whole) = noted.first_mut() {
                whole.people = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            }
            let page = ResidentPage {
                lines,
                next: next.flatten(),
                total,
            };
            Ok(Looked {
                still,
                ..Looked::found(page, noted)
            })
        },
    )
}

/// The town of the current identity.
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
