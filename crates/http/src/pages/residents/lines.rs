//! A line of the register in words. Nothing clinical stands here.

use std::collections::BTreeSet;
use tasuki_app::residents::ResidentLine as Registered;
use tasuki_domain::{
    Category,
    consent::{Consent, ConsentState},
    resident::Registration,
    time::{Date, date_in_japan},
    wareki,
};
use tasuki_ui::page::residents::{ConsentStanding, ResidentLine};

/// A line of the list.
pub(super) fn line(of: &Registered, today: Date) -> ResidentLine {
    ResidentLine {
        id: of.resident.id.to_string(),
        name: of.name.written(),
        kana: of.name.kana().unwrap_or_default(),
        birth_date: of.birth_date.japanese(),
        town: of
            .town
            .clone()
            .unwrap_or_else(|| "記録されていません".to_owned()),
        card: of.resident.card.to_string(),
        registered_on: wareki::short(date_in_japan(of.resident.registered_at)),
        consent: standing(of.consent.as_ref(), today),
        updated_on: wareki::short(date_in_japan(of.updated)),
        registration_note: note(of.resident.registration),
    }
}

fn standing(consent: Option<&Consent>, today: Date) -> ConsentStanding {
    let Some(consent) = consent else {
        return ConsentStanding::Absent;
    };
    let permitted: BTreeSet<Category> = consent.rows.iter().map(|row| row.category).collect();
    match consent.state {
        ConsentState::Withdrawn(_) | ConsentState::Superseded(_) => ConsentStanding::Withdrawn,
        ConsentState::InForce if !consent.in_force(today) => ConsentStanding::Expired,
        ConsentState::InForce if permitted.len() == Category::ALL.len() => ConsentStanding::Given,
        ConsentState::InForce => ConsentStanding::Partly,
    }
}

/// 「死亡 R8.9.1」「転出 R8.4.1」
pub(crate) fn note(registration: Registration) -> Option<String> {
    match registration {
        Registration::Active => None,
        Registration::Deceased(on) => Some(format!("死亡 {}", wareki::short(on))),
        Registration::MovedAway(on) => Some(format!("転出 {}", wareki::short(on))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::{
        consents::sample,
        samples::{TODAY, entered_at, identity, resident},
    };
    use jiff::civil::date;
    use tasuki_domain::consent::ConsentRow;

    #[test]
    fn a_line_says_who_where_and_since_when() {
        let mut registered = Registered {
            resident: resident(),
            name: identity().name,
            birth_date: identity().birth_date,
            town: Some("泉町2丁目".into()),
            consent: Some(sample()),
            updated: entered_at(),
        };
        let given = line(&registered, TODAY);
        assert_eq!(
            (given.name.as_str(), given.kana.as_str()),
            ("見本　花子", "ミホン　ハナコ")
        );
        assert_eq!(
            (given.registered_on.as_str(), given.updated_on.as_str()),
            ("R8.6.3", "R8.11.7")
        );
        assert_eq!(
            (given.town.as_str(), given.consent),
            ("泉町2丁目", ConsentStanding::Partly)
        );
        registered.town = None;
        assert_eq!(line(&registered, TODAY).town, "記録されていません");
    }

    #[test]
    fn the_consent_stands_where_it_stands() {
        let row = *sample().rows.iter().next().unwrap();
        let all: BTreeSet<_> = Category::ALL
            .iter()
            .map(|category| ConsentRow {
                category: *category,
                ..row
            })
            .collect();
        let expired = Some(date(2026, 11, 20));
        for (consent, expected) in [
            (None, ConsentStanding::Absent),
            (Some(sample()), ConsentStanding::Partly),
            (
                Some(Consent {
                    rows: all,
                    ..sample()
                }),
                ConsentStanding::Given,
            ),
            (
                Some(Consent {
                    until: expired,
                    ..sample()
                }),
                ConsentStanding::Expired,
            ),
            (
                Some(Consent {
                    state: ConsentState::Withdrawn(entered_at()),
                    ..sample()
                }),
                ConsentStanding::Withdrawn,
            ),
        ] {
            assert_eq!(standing(consent.as_ref(), TODAY), expected);
        }
    }

    #[test]
    fn deaths_and_moves_are_noted() {
        for (registration, words) in [
            (Registration::Active, None),
            (
                Registration::Deceased(date(2026, 9, 1)),
                Some("死亡 R8.9.1"),
            ),
            (
                Registration::MovedAway(date(2026, 4, 1)),
                Some("転出 R8.4.1"),
            ),
        ] {
            assert_eq!(note(registration).as_deref(), words);
        }
    }
}
