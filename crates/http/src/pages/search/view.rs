//! A search as the use-case gives it → the page's view.

use super::criteria::Read;
use crate::pages::incidents;
use tasuki_app::lookups::Found;
use tasuki_domain::{
    lookup::{Candidate, CriteriaItem},
    role::Role,
    time::{Date, Instant, clock_in_japan},
};
use tasuki_ui::{
    Field, Frame, day,
    page::{
        SearchView,
        search::{CandidateRow, IncidentChoice, LooserSearch, Results, SearchFields},
    },
};

/// The title of the screen.
pub(super) const TITLE: &str = "救急情報 検索";

/// The page before anything is typed.
pub(super) fn blank(frame: Frame, role: Role, incident: IncidentChoice) -> SearchView {
    SearchView {
        // The one box is for whoever hears everything at once over the telephone.
        text: (role == Role::Dispatcher).then(Field::default),
        parts: Vec::new(),
        unread: Vec::new(),
        near_years: false,
        frame,
        incident,
        fields: SearchFields::default(),
        birth_reading: None,
        birth_note: None,
        birth_choices: Vec::new(),
        form_errors: Vec::new(),
        results: None,
    }
}

/// The page with the form as typed.
pub(super) fn typed(frame: Frame, role: Role, incident: IncidentChoice, read: Read) -> SearchView {
    let boxed = role == Role::Dispatcher || !read.text.value.is_empty();
    SearchView {
        text: boxed.then_some(read.text),
        parts: read.parts,
        unread: read.unread,
        near_years: read.near_years,
        fields: read.fields,
        birth_reading: read.reading,
        birth_note: read.note,
        birth_choices: read.choices,
        form_errors: read.form_errors,
        ..blank(frame, role, incident)
    }
}

/// What a search offered.
pub(super) fn results(found: &Found, read: &Read, now: Instant, today: Date) -> Results {
    let add = read
        .criteria
        .would_help()
        .into_iter()
        .map(|item| match item {
            CriteriaItem::Phone => "電話の下4桁".to_owned(),
            item => item.japanese().to_owned(),
        });
    let looser = read.criteria.loosened(today).into_iter();
    Results {
        add: add.collect(),
        looser: looser
            .filter(|_| found.lookup.total == 0)
            .map(|loosened| LooserSearch {
                label: loosened.way.japanese().to_owned(),
                changes: loosened.way.changes().to_owned(),
                fields: read.fields_of(&loosened),
            })
            .collect(),
        incident: incidents::label(&found.incident),
        rows: found
            .lookup
            .candidates
            .iter()
            .map(|candidate| row(candidate, today))
            .collect(),
        total: found.lookup.total,
        bounded: found.lookup.bounded,
        at: clock_in_japan(now),
    }
}

fn row(candidate: &Candidate, today: Date) -> CandidateRow {
    CandidateRow {
        resident_id: candidate.resident.to_string(),
        name: candidate.name.written(),
        kana: candidate.name.kana().unwrap_or_default(),
        birth_date: candidate.birth_date.japanese(),
        age: day::age(candidate.birth_date, today),
        sex: candidate.sex.japanese().to_owned(),
        town: candidate.town.as_ref().map(|town| town.as_str().to_owned()),
        card_suffix: candidate.card_suffix.clone(),
        grade: candidate.grade,
        matched: words(candidate.matched.iter().map(|item| item.japanese())),
        similar: words(candidate.similar.iter().map(|item| item.japanese())),
        differing: words(candidate.differing.iter().map(|item| item.japanese())),
        registration_note: None,
    }
}

fn words(items: impl Iterator<Item = &'static str>) -> Vec<String> {
    items.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{TODAY, identity, resident};
    use tasuki_domain::lookup::{Grade, MatchedItem, SimilarItem};

    fn candidate(grade: Grade) -> Candidate {
        let identity = identity();
        Candidate {
            resident: resident().id,
            name: identity.name,
            birth_date: identity.birth_date,
            sex: identity.sex,
            town: identity.address.map(|address| address.town),
            card_suffix: "4412".into(),
            grade,
            matched: vec![MatchedItem::Kana, MatchedItem::BirthDate],
            similar: vec![SimilarItem::AddressPart],
            differing: vec![MatchedItem::Sex],
        }
    }

    #[test]
    fn a_candidate_is_told_by_who_they_are_and_why() {
        for (grade, mark, words) in [
            (Grade::Certain, "◎", "一致"),
            (Grade::Probable, "○", "ほぼ一致"),
            (Grade::Possible, "△", "一部一致"),
        ] {
            let row = row(&candidate(grade), TODAY);
            assert_eq!((row.mark(), row.grade_words()), (mark, words));
            assert_eq!(row.matched, ["フリガナ", "生年月日"]);
            assert_eq!(row.similar, ["住所（一部）"]);
            assert_eq!(row.differing, ["性別"]);
            assert_eq!(
                (row.birth_date.as_str(), row.age.as_str()),
                ("昭和15年3月2日（1940）", "86歳")
            );
            assert_eq!(
                (row.name.as_str(), row.kana.as_str()),
                ("見本　花子", "ミホン　ハナコ")
            );
            assert_eq!(row.town.as_deref(), Some("泉町2丁目"));
        }
    }

    #[test]
    fn a_person_without_kana_or_with_a_protected_town_has_neither() {
        let mut bare = candidate(Grade::Possible);
        bare.town = None;
        bare.name.family_kana = None;
        bare.name.given_kana = None;
        let row = row(&bare, TODAY);
        assert_eq!((row.kana.as_str(), row.town), ("", None));
    }
}
