//! `/officer/search`: a search of the register for a stated purpose.

use super::search::{BirthChoice, ReadPart, SearchFields, Why};
use crate::{Field, FieldError, Frame};
use askama::Template;
use tasuki_domain::{fact::identity::Sex, lookup::SearchPurpose};

/// One person who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerRow {
    /// The registration's page; none for who may not open it.
    pub href: Option<String>,
    /// 「山田　花子」
    pub name: String,
    /// 「ヤマダ　ハナコ」; empty for a person without kana.
    pub kana: String,
    /// 「昭和15年3月2日（1940）」
    pub birth_date: String,
    /// 「女」
    pub sex: String,
    /// The town, or the words for its absence.
    pub town: String,
    /// 「5530-4412」
    pub card: String,
    /// How sure, and why.
    pub why: Why,
    /// 「死亡 R8.9.1」
    pub registration_note: Option<String>,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct OfficerResults {
    /// What it was for.
    pub purpose: &'static str,
    /// The people.
    pub rows: Vec<OfficerRow>,
    /// How many agreed in all.
    pub total: usize,
    /// Whether the count stopped at its bound.
    pub bounded: bool,
}

impl OfficerResults {
    /// Whether nobody is shown and yet somebody may agree: not everyone was looked at.
    pub fn is_cut_off(&self) -> bool {
        self.rows.is_empty() && self.bounded
    }

    /// Whether more agreed than are shown.
    pub fn is_too_many(&self) -> bool {
        self.total > self.rows.len() || self.bounded
    }
}

/// The page. What is searched for is posted: names never stand in an address line.
#[derive(Debug, Clone, Template)]
#[template(path = "officer_search.html")]
pub struct OfficerSearchView {
    /// The frame.
    pub frame: Frame,
    /// The purpose chosen (`purpose`).
    pub purpose: Option<SearchPurpose>,
    /// What is wrong with the purpose.
    pub purpose_error: Option<FieldError>,
    /// The fields as typed.
    pub fields: SearchFields,
    /// How each part was understood.
    pub parts: Vec<ReadPart>,
    /// The readings of an ambiguous birth date; not empty means one must be chosen.
    pub birth_choices: Vec<BirthChoice>,
    /// What is wrong with the whole.
    pub form_errors: Vec<FieldError>,
    /// What a search found.
    pub results: Option<OfficerResults>,
}

impl OfficerSearchView {
    /// The purposes.
    pub const fn purposes(&self) -> &'static [SearchPurpose] {
        SearchPurpose::ALL
    }

    /// The fields with their labels and hints.
    pub fn texts(&self) -> [(&'static str, &'static str, &'static str, &Field); 7] {
        let fields = &self.fields;
        [
            (
                "family_kana",
                "フリガナ（姓）",
                "例 ヤマダ",
                &fields.family_kana,
            ),
            (
                "given_kana",
                "フリガナ（名）",
                "例 ハナコ",
                &fields.given_kana,
            ),
            ("name", "氏名", "例 山田 花子", &fields.name),
            ("birth_date", "生年月日", "例 S15.3.2", &fields.birth_date),
            ("address", "町名", "例 泉町2丁目", &fields.address),
            ("phone", "電話", "全体か下4桁", &fields.phone),
            ("card_number", "カード番号", "8桁", &fields.card_number),
        ]
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.form_errors.is_empty() || !self.errors().is_empty()
    }

    /// What is in error, as label, id and error, for the summary at the top.
    pub fn errors(&self) -> Vec<(&'static str, &'static str, &FieldError)> {
        let purpose = self
            .purpose_error
            .iter()
            .map(|error| ("目的", "purpose", error));
        let typed = self
            .texts()
            .into_iter()
            .filter_map(|(id, label, _, field)| Some((label, id, field.error.as_ref()?)));
        purpose.chain(typed).collect()
    }

    /// Whether that purpose is chosen.
    pub fn is_purpose(&self, purpose: &SearchPurpose) -> bool {
        self.purpose.as_ref() == Some(purpose)
    }

    /// Whether that sex is chosen.
    pub fn is_sex(&self, sex: Sex) -> bool {
        self.fields.sex == Some(sex)
    }
}
