//! A search as the use-case gives it → the page's view.

use super::criteria::Read;
use crate::pages::incidents;
use tasuki_app::lookups::Found;
use tasuki_domain::{
    lookup::{Candidate, CriteriaItem, Grade, MatchedItem, SimilarItem},
    role::Role,
    time::{Date, Instant, clock_in_japan},
};
use tasuki_ui::{
    Field, Frame, day,
    page::{
        SearchView,
        search::{CandidateRow, IncidentChoice, LooserSearch, Results, SearchFields, Why},
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
        text_and_fields: false,
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
        text_and_fields: read.text_and_fields,
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
            // Less would only be cut off sooner.
            .filter(|_| found.lookup.total == 0 && !found.lookup.bounded)
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
        town: candidate.town.words().to_owned(),
        card_suffix: candidate.card_suffix.clone(),
        why: why(
            candidate.grade,
            &candidate.matched,
            &candidate.similar,
            &candidate.differing,
        ),
        registration_note: None,
    }
}

/// How sure it is that a listed person is the one, and why, in words.
pub(crate) fn why(
    grade: Grade,
    matched: &[MatchedItem],
    similar: &[SimilarItem],
    differing: &[MatchedItem],
) -> Why {
    Why {
        grade,
        matched: words(matched.iter().map(|item| item.japanese())),
        similar: words(similar.iter().map(|item| item.japanese())),
        differing: words(differing.iter().map(|item| item.japanese())),
    }
}

fn words(items: impl Iterator<Item = &'static str>) -> Vec<String> {
    items.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{TODAY, identity, resident};
    use tasuki_domain::lookup::ListedTown;

    fn candidate(grade: Grade) -> Candidate {
        let identity = identity();
        Candidate {
            resident: resident().id,
            name: identity.name,
            birth_date: identity.birth_date,
            sex: identity.sex,
            town: ListedTown::of(identity.address, false),
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
            assert_eq!((row.why.mark(), row.why.words()), (mark, words));
            assert_eq!(row.why.matched, ["フリガナ", "生年月日"]);
            assert_eq!(row.why.similar, ["住所（一部）"]);
            assert_eq!(row.why.differing, ["性別"]);
            assert_eq!(
                (row.birth_date.as_str(), row.age.as_str()),
                ("昭和15年3月2日（1940）", "86歳")
            );
            assert_eq!(
                (row.name.as_str(), row.kana.as_str()),
                ("見本　花子", "ミホン　ハナコ")
            );
            assert_eq!(row.town, "泉町2丁目");
        }
    }

    #[test]
    fn a_person_without_kana_has_none_and_a_town_is_shown_hidden_or_not_recorded() {
        let mut bare = candidate(Grade::Possible);
        bare.name.family_kana = None;
        bare.name.given_kana = None;
        for (town, words) in [
            (ListedTown::Hidden, "保護の申出により住所は表示できません"),
            (ListedTown::NotRecorded, "町名は記録されていません"),
        ] {
            bare.town = town;
            let row = row(&bare, TODAY);
            assert_eq!((row.kana.as_str(), row.town.as_str()), ("", words));
        }
    }
}
