//! What may be shown of a category, and the words where it may not.

use tasuki_app::residents::SummaryView;
use tasuki_domain::{
    Category,
    fact::FactKind,
    summary::{Entry, Section, Shown, WithheldBecause},
};
use tasuki_ui::{Presence, presence::EXISTS_ONLY};

/// A category's section, or the words for its absence. A category that the decision does not speak
/// of is not shown to the role.
fn presence(view: &SummaryView, category: Category) -> Presence<&Section> {
    match view
        .sections
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
pub(crate) fn entries(view: &SummaryView, kind: FactKind) -> Presence<Vec<&Entry>> {
    match presence(view, kind.category()) {
        Presence::Known(section) => section.recorded(kind).into(),
        Presence::None { by, on } => Presence::None { by, on },
        Presence::NotRecorded => Presence::NotRecorded,
        Presence::Withheld(reason) => Presence::Withheld(reason),
        Presence::Unavailable => Presence::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{confirmed_none, entry, view};

    #[test]
    fn every_state_of_a_category_has_its_own_words() {
        let allergies = |shown| view(vec![(Category::Allergies, shown)]);
        let section = |bodies: Vec<_>| Shown::Full(Section::build(Category::Allergies, bodies));
        for (view, words) in [
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
            (view(vec![]), "この職種には表示されません"),
        ] {
            assert_eq!(entries(&view, FactKind::Allergy).words(), words);
        }
        let known = allergies(section(vec![entry(crate::pages::samples::allergy("そば"))]));
        assert_eq!(
            entries(&known, FactKind::Allergy).known().map(Vec::len),
            Some(1)
        );
    }
}
