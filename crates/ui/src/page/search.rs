//! `/search` and `/lookups/{id}`: what is known of the person, and who it may be.

use crate::{Field, FieldError, Frame};
use askama::Template;
use tasuki_domain::{fact::identity::Sex, incident::LookReason, lookup::Grade};

/// The emergency that the search belongs to.
#[derive(Debug, Clone)]
pub enum IncidentChoice {
    /// One is open and chosen; the form carries its `incident_id`.
    Chosen(IncidentRef),
    /// None yet: a number, or one of the four reasons.
    New {
        /// `incident_number`
        number: Field,
        /// `reason`
        reason: Option<LookReason>,
        /// Open emergencies of the institution to go on with.
        open: Vec<IncidentRef>,
    },
}

/// An emergency by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRef {
    /// Its identifier.
    pub id: String,
    /// 「#0412」 or 「出動中 12:01」.
    pub label: String,
}

/// A way of reading six digits without an era.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BirthChoice {
    /// The value of `birth_date_choice`: `S15.3.2`.
    pub value: String,
    /// 「昭和15年3月2日（1940）86歳」
    pub label: String,
}

/// The form's fields as typed.
#[derive(Debug, Clone, Default)]
pub struct SearchFields {
    /// `card_number`
    pub card_number: Field,
    /// `family_kana`
    pub family_kana: Field,
    /// `given_kana`
    pub given_kana: Field,
    /// `birth_date`
    pub birth_date: Field,
    /// `phone`
    pub phone: Field,
    /// `address`
    pub address: Field,
    /// `name`
    pub name: Field,
    /// `sex`: `female`, `male`, or empty for 不明.
    pub sex: Option<Sex>,
}

/// One candidate. No clinical word stands here: others see this screen too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateRow {
    /// Whose summary opens.
    pub resident_id: String,
    /// 「山田　花子」
    pub name: String,
    /// 「ヤマダ　ハナコ」; empty for a person without kana.
    pub kana: String,
    /// 「昭和15年3月2日（1940）」
    pub birth_date: String,
    /// 「86歳」
    pub age: String,
    /// 「女」
    pub sex: String,
    /// The town, or the words for its absence.
    pub town: String,
    /// The last four digits of the card.
    pub card_suffix: String,
    /// How sure, and why.
    pub why: Why,
    /// 「死亡の登録あり」「転出」; empty otherwise.
    pub registration_note: Option<String>,
}

/// How sure it is that a listed person is the one, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// How sure.
    pub grade: Grade,
    /// In what they agree: 「フリガナ」「生年月日」.
    pub matched: Vec<String>,
    /// In what they are alike, with what parts it: 「生年月日（1字違い）」.
    pub similar: Vec<String>,
    /// In what they are another than was asked for: 「性別」.
    pub differing: Vec<String>,
}

impl Why {
    /// ◎ ○ △, never alone.
    pub const fn mark(&self) -> &'static str {
        match self.grade {
            Grade::Certain => "◎",
            Grade::Probable => "○",
            Grade::Possible => "△",
        }
    }

    /// The words of the mark.
    pub const fn words(&self) -> &'static str {
        match self.grade {
            Grade::Certain => "一致",
            Grade::Probable => "ほぼ一致",
            Grade::Possible => "一部一致",
        }
    }
}

/// One part of what was searched for, and how it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPart {
    /// 「生年月日」
    pub label: String,
    /// 「昭和15年3月2日（1940） 86歳」
    pub read_as: String,
}

/// A button that searches once more with less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooserSearch {
    /// 「生年月日なしで」
    pub label: String,
    /// What it changes.
    pub changes: String,
    /// What it sends.
    pub fields: Vec<(String, String)>,
}

/// What a search offered.
#[derive(Debug, Clone)]
pub struct Results {
    /// The emergency it was made in; candidates open within it.
    pub incident: IncidentRef,
    /// At most eight, best first.
    pub rows: Vec<CandidateRow>,
    /// How many agreed in all.
    pub total: usize,
    /// Whether the count stopped at its bound: 「n人以上」.
    pub bounded: bool,
    /// When it was made, `12:03`.
    pub at: String,
    /// What would tell more people apart than are shown: 「電話の下4桁」.
    pub add: Vec<String>,
    /// Ways of searching with less, when nobody agreed.
    pub looser: Vec<LooserSearch>,
}

impl Results {
    /// Whether nobody is shown.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.total == 0
    }

    /// Whether nobody is shown and yet somebody may agree: not everyone was looked at.
    pub fn is_cut_off(&self) -> bool {
        self.is_empty() && self.bounded
    }

    /// Whether more agreed than are shown.
    pub fn is_too_many(&self) -> bool {
        self.total > self.rows.len() || self.bounded
    }
}

/// The search page, with or without results.
#[derive(Debug, Clone, Template)]
#[template(path = "search.html")]
pub struct SearchView {
    /// The frame.
    pub frame: Frame,
    /// The emergency.
    pub incident: IncidentChoice,
    /// The fields as typed.
    pub fields: SearchFields,
    /// How the birth date was read: 「昭和15年3月2日（1940）86歳」.
    pub birth_reading: Option<String>,
    /// What was put right on the way: 「元号を直しました」.
    pub birth_note: Option<String>,
    /// The readings of an ambiguous birth date; not empty means one must be chosen.
    pub birth_choices: Vec<BirthChoice>,
    /// What is wrong with the whole: too little to search by, no emergency chosen.
    pub form_errors: Vec<FieldError>,
    /// What a search offered.
    pub results: Option<Results>,
    /// The box that takes anything pasted (`text`), for the dispatch centre; none for the others.
    pub text: Option<Field>,
    /// How each part was understood.
    pub parts: Vec<ReadPart>,
    /// What of the text was left unread.
    pub unread: Vec<String>,
    /// Whether the birth date is widened by a year before and after (`near_years`).
    pub near_years: bool,
    /// Whether both a text and fields were filled; the text alone may be searched with (`text_only`).
    pub text_and_fields: bool,
}

impl SearchView {
    /// Whether a text was pasted.
    pub fn is_text(&self) -> bool {
        self.text
            .as_ref()
            .is_some_and(|text| !text.value.is_empty())
    }

    /// Whether any of the fields is filled or wrong, so that they are shown open beside the box.
    pub fn is_by_fields(&self) -> bool {
        !self.filled().is_empty()
            || self
                .typed()
                .iter()
                .any(|(_, _, field)| field.error.is_some())
    }

    /// The fields that hold something, as label, id and value.
    pub fn filled(&self) -> Vec<(&'static str, &'static str, &str)> {
        let sex = self.fields.sex.map(|sex| ("性別", "sex", sex.japanese()));
        self.typed()
            .into_iter()
            .map(|(label, id, field)| (label, id, field.value.as_str()))
            .filter(|(_, _, value)| !value.is_empty())
            .chain(sex)
            .collect()
    }

    /// The fields that are typed, as label, id and field.
    fn typed(&self) -> [(&'static str, &'static str, &Field); 7] {
        let fields = &self.fields;
        [
            ("カード番号", "card_number", &fields.card_number),
            ("フリガナ（姓）", "family_kana", &fields.family_kana),
            ("フリガナ（名）", "given_kana", &fields.given_kana),
            ("生年月日", "birth_date", &fields.birth_date),
            ("電話", "phone", &fields.phone),
            ("町名・施設", "address", &fields.address),
            ("氏名（漢字）", "name", &fields.name),
        ]
    }

    /// The chosen emergency, if there is one.
    pub fn chosen(&self) -> Option<&IncidentRef> {
        match &self.incident {
            IncidentChoice::Chosen(incident) => Some(incident),
            IncidentChoice::New { .. } => None,
        }
    }

    /// The four reasons with their field values and words.
    pub fn reasons(&self) -> [(LookReason, &'static str, &'static str); 4] {
        LookReason::ALL.map(|reason| (reason, reason_code(reason), reason.japanese()))
    }

    /// The fields in error, as label, id and error, for the summary at the top.
    pub fn errors(&self) -> Vec<(&'static str, &'static str, &FieldError)> {
        let mut all = Vec::from(self.typed());
        if let IncidentChoice::New { number, .. } = &self.incident {
            all.insert(0, ("事案番号", "incident_number", number));
        }
        if let Some(text) = &self.text {
            all.insert(0, ("貼り付け", "text", text));
        }
        all.into_iter()
            .filter_map(|(label, id, field)| Some((label, id, field.error.as_ref()?)))
            .collect()
    }
}

/// The value of the `reason` radio.
pub const fn reason_code(reason: LookReason) -> &'static str {
    match reason {
        LookReason::OnDuty => "on_duty",
        LookReason::Transfer => "transfer",
        LookReason::Training => "training",
        LookReason::Inquiry => "inquiry",
    }
}
