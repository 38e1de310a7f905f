//! What may be shown of a category, and the words where it may not.

use crate::{Presence, presence::EXISTS_ONLY};
use tasuki_domain::{
    Category,
    fact::{FactBody, FactKind, identity::Identity},
    provenance::Provenance,
    summary::{Entry, Section, Shown, WithheldBecause},
};

/// A category's section, or the words for its absence. A category that is not named is not shown
/// to the role.
fn presence(sections: &[(Category, Shown)], category: Category) -> Presence<&Section> {
    match sections
        .iter()
        .find(|(of, _)| *of == category)
        .map(|(_, shown)| shown)
    {
        Some(Shown::Full(section)) => Presence::Known(section),
        Some(Shown::Existence { recorded: true }) => Presence::Withheld(EXISTS_ONLY.to_owned()),
        Some(Shown::Existence { recorded: false }) => Presence::NotRecorded,
        Some(Shown::Withheld(because)) => (*because).into(),
        None => WithheldBecause::Role.into(),
    }
}

/// The statements of one kind, or the words for their absence.
pub fn entries(sections: &[(Category, Shown)], kind: FactKind) -> Presence<Vec<&Entry>> {
    presence(sections, kind.category()).and_then(|section| section.recorded(kind).into())
}

/// Who it is and on whose word, or the words for its absence.
pub fn identity(sections: &[(Category, Shown)]) -> Presence<(&Identity, &Provenance)> {
    entries(sections, FactKind::Identity).and_then(|entries| {
        entries
            .into_iter()
            .find_map(|entry| match &entry.body {
                FactBody::Identity(identity) => Some((identity, &entry.provenance)),
                _ => None,
            })
            .map_or(Presence::NotRecorded, Presence::Known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::records::{self, confirmed_none, entry};

    #[test]
    fn every_state_of_a_category_has_its_own_words() {
        let allergies = |shown| vec![(Category::Allergies, shown)];
        let section = |bodies: Vec<_>| Shown::Full(Section::build(Category::Allergies, bodies));
        for (sections, words) in [
            (allergies(section(vec![])), "記録されていません"),
            (
                allergies(section(vec![confirmed_none(FactKind::Allergy)])),
                "なし（確認済み R8.6.3 佐藤医師）",
            ),
            (
                allergies(Shown::Withheld(WithheldBecause::PersonsWish)),
                "本人の申出により表示できません",
            ),
            (
                allergies(Shown::Withheld(WithheldBecause::Role)),
                "この職種には表示されません",
            ),
            (allergies(Shown::Existence { recorded: true }), EXISTS_ONLY),
            (
                allergies(Shown::Existence { recorded: false }),
                "記録されていません",
            ),
            (vec![], "この職種には表示されません"),
        ] {
            assert_eq!(entries(&sections, FactKind::Allergy).words(), words);
        }
        let known = allergies(section(vec![entry(records::allergy("そば"))]));
        assert_eq!(
            entries(&known, FactKind::Allergy).known().map(Vec::len),
            Some(1)
        );
    }

    #[test]
    fn who_it_is_is_known_or_its_absence_is_told() {
        let section = |bodies: Vec<_>| Shown::Full(Section::build(Category::Identity, bodies));
        let known = [(
            Category::Identity,
            section(vec![entry(FactBody::Identity(records::identity()))]),
        )];
        let found = identity(&known);
        assert_eq!(
            found.known().map(|(who, _)| who.name.written()).as_deref(),
            Some("見本　花子")
        );
        for (shown, words) in [
            (section(vec![]), "記録されていません"),
            (
                Shown::Withheld(WithheldBecause::PersonsWish),
                "本人の申出により表示できません",
            ),
        ] {
            assert_eq!(identity(&[(Category::Identity, shown)]).words(), words);
        }
    }
}
