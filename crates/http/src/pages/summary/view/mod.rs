//! A summary as the use-case gives it → the page's view, zone by zone in reading order.

mod banner;
mod tiles;
mod wishes;

use crate::pages::{
    names,
    statements::{self, entries, lines, party},
};
use tasuki_app::residents::SummaryView as Summary;
use tasuki_domain::{
    fact::{FactBody, FactKind},
    role::Role,
    summary::Entry,
    time::Date,
};
use tasuki_ui::{
    Datum, Frame, Mark, Presence,
    page::{
        SummaryView,
        search::IncidentRef,
        summary::{Backup, Party, Zone, default_fire_sentence},
    },
};

/// The page of a summary.
pub(super) fn summary(
    frame: Frame,
    role: Role,
    incident: Option<IncidentRef>,
    summary: &Summary,
) -> SummaryView {
    let today = summary.today;
    SummaryView {
        frame,
        incident: incident.unwrap_or_else(without_incident),
        banner: banner::banner(summary),
        allergies: zone(summary, FactKind::Allergy),
        antithrombotics: tiles::antithrombotics(summary),
        devices: zone(summary, FactKind::Device),
        wishes: wishes::card(
            entries(summary, FactKind::Wish),
            fire_sentence(role, summary),
            today,
        ),
        conditions: zone(summary, FactKind::Condition),
        medications: zone(summary, FactKind::Medication),
        care: care(summary),
        contacts: parties(summary, FactKind::Contact),
        physicians: parties(summary, FactKind::Physician),
        services: parties(summary, FactKind::Service),
        backup: backup(summary),
        home: zone(summary, FactKind::Home),
    }
}

/// Read outside an emergency: by the person, or by a member of the care team.
fn without_incident() -> IncidentRef {
    IncidentRef {
        id: String::new(),
        label: "なし".to_owned(),
    }
}

/// The headquarters' own sentence; else the default with its name. Who reads as no headquarters or
/// hospital is pointed to the one of the place.
fn fire_sentence(role: Role, summary: &Summary) -> String {
    if let Some(own) = &summary.wishes_sentence {
        return own.as_str().to_owned();
    }
    match &summary.organization {
        Some(organization) if names::is_crew(role) => default_fire_sentence(organization.as_str()),
        _ => default_fire_sentence("地域の消防本部"),
    }
}

fn zone(summary: &Summary, kind: FactKind) -> Zone {
    said(entries(summary, kind), summary.today)
}

/// Every line of the statements; a statement that says nothing is none.
fn said(entries: Presence<Vec<&Entry>>, today: Date) -> Zone {
    let data = entries.map(|entries| {
        entries
            .into_iter()
            .flat_map(|entry| lines(entry, today))
            .collect::<Vec<Datum>>()
    });
    match data {
        Presence::Known(data) if data.is_empty() => Presence::NotRecorded,
        other => other,
    }
}

/// The usual state first, then the care level: both belong to one category.
fn care(summary: &Summary) -> Zone {
    match (
        zone(summary, FactKind::Baseline),
        zone(summary, FactKind::CareLevel),
    ) {
        (Presence::Known(mut usual), Presence::Known(level)) => {
            usual.extend(level);
            Presence::Known(usual)
        }
        (known @ Presence::Known(_), _) | (_, known) => known,
    }
}

fn parties(summary: &Summary, kind: FactKind) -> Presence<Vec<Party>> {
    entries(summary, kind).map(|entries| {
        entries
            .into_iter()
            .filter_map(|entry| party(entry, summary.today))
            .collect()
    })
}

fn backup(summary: &Summary) -> Presence<Backup> {
    match entries(summary, FactKind::BackupHospital) {
        Presence::Known(entries) => entries
            .into_iter()
            .find_map(|entry| match &entry.body {
                FactBody::BackupHospital(hospital) => Some(statements::backup(
                    hospital,
                    Mark::of(&entry.provenance, summary.today),
                )),
                _ => None,
            })
            .map_or(Presence::NotRecorded, Presence::Known),
        Presence::None { by, on } => Presence::None { by, on },
        Presence::NotRecorded => Presence::NotRecorded,
        Presence::Withheld(reason) => Presence::Withheld(reason),
        Presence::Unavailable => Presence::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{self, confirmed_none, full, view};
    use tasuki_domain::{
        Category,
        fact::{
            care::{Baseline, CareLevel, Level},
            home::Home,
        },
        summary::{Section, Shown, WithheldBecause},
    };

    fn page(sections: Vec<(Category, Shown)>) -> SummaryView {
        summary(Frame::default(), Role::Crew, None, &view(sections))
    }

    #[test]
    fn invariant_5_every_zone_has_each_word_for_absence() {
        let kinds = [
            (Category::Allergies, FactKind::Allergy),
            (Category::Devices, FactKind::Device),
            (Category::Conditions, FactKind::Condition),
            (Category::Medications, FactKind::Medication),
            (Category::Contacts, FactKind::Contact),
            (Category::Physicians, FactKind::Physician),
            (Category::BackupHospital, FactKind::BackupHospital),
        ];
        let words = |category, page: &SummaryView| match category {
            Category::Allergies => page.allergies.words(),
            Category::Devices => page.devices.words(),
            Category::Conditions => page.conditions.words(),
            Category::Medications => page.medications.words(),
            Category::Contacts => page.contacts.words(),
            Category::Physicians => page.physicians.words(),
            _ => page.backup.words(),
        };
        for (category, kind) in kinds {
            let none = Shown::Full(Section::build(category, [confirmed_none(kind)]));
            for (shown, said) in [
                (none, "なし（確認済み R8.6.3 佐藤医師）"),
                (Shown::Full(Section::empty(category)), "記録されていません"),
                (
                    Shown::Withheld(WithheldBecause::PersonsWish),
                    "本人の申出により表示できません",
                ),
                (
                    Shown::Withheld(WithheldBecause::Role),
                    "この職種には表示されません",
                ),
            ] {
                assert_eq!(
                    words(category, &page(vec![(category, shown)])),
                    said,
                    "{category:?}"
                );
            }
        }
    }

    #[test]
    fn an_empty_statement_is_not_recorded() {
        let page = page(vec![
            full(Category::Home, [FactBody::Home(Home::default())]),
            full(Category::Care, [FactBody::Baseline(Baseline::default())]),
        ]);
        assert_eq!(page.home, Presence::NotRecorded);
        assert_eq!(page.care, Presence::NotRecorded);
    }

    #[test]
    fn the_usual_state_stands_before_the_care_level() {
        let usual = Baseline {
            consciousness: Some("清明".parse().unwrap()),
            ..Baseline::default()
        };
        let level = CareLevel {
            level: Level::Care2,
            certified_on: None,
            valid_until: None,
            disability: None,
            dementia: None,
        };
        let both = page(vec![full(
            Category::Care,
            [
                FactBody::CareLevel(level.clone()),
                FactBody::Baseline(usual),
            ],
        )]);
        let texts: Vec<_> = both
            .care
            .known()
            .unwrap()
            .iter()
            .map(|datum| datum.text.as_str())
            .collect();
        assert_eq!(texts, ["意識", "要介護度"]);
        let alone = page(vec![full(Category::Care, [FactBody::CareLevel(level)])]);
        assert_eq!(alone.care.known().map(Vec::len), Some(1));
    }

    #[test]
    fn sentence_c_is_the_headquarters_own_or_names_it() {
        let mut summary = view(vec![]);
        for (role, own, sentence) in [
            (
                Role::Crew,
                None,
                "対応はみほん市消防本部の手順に従い、医師に確認してください。",
            ),
            (
                Role::Resident,
                None,
                "対応は地域の消防本部の手順に従い、医師に確認してください。",
            ),
            (
                Role::Crew,
                Some("手順書3章に従い、医師に確認してください。"),
                "手順書3章に従い、医師に確認してください。",
            ),
        ] {
            summary.wishes_sentence = own.map(|own| own.parse().unwrap());
            assert_eq!(fire_sentence(role, &summary), sentence);
        }
    }

    #[test]
    fn the_whole_page_renders_with_the_fixed_sentences() {
        let page = page(vec![
            full(
                Category::Identity,
                [FactBody::Identity(samples::identity())],
            ),
            full(Category::Allergies, [samples::allergy("そば")]),
        ]);
        let html = page.render().unwrap();
        let sentence = page.wishes.fire_sentence.clone();
        assert_eq!(
            tasuki_ui::wording::missing_sentences(&html, &sentence),
            Vec::<&str>::new()
        );
        assert!(html.contains("見本　花子") && html.contains("医師 R8.6.3"));
    }
}
