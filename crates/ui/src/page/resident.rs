//! `/officer/residents/{id}`: one registration, its consents, and the form for a new consent.

use crate::{
    Datum, Field, FieldError, Frame, Presence,
    consent_form::{EVIDENCE, Matrix, PROXY_BASES},
};
use askama::Template;
use tasuki_domain::consent::{EvidenceKind, ProxyBasis};

/// The registration.
#[derive(Debug, Clone)]
pub struct Registration {
    /// 「山田　花子」
    pub name: String,
    /// 「ヤマダ　ハナコ」
    pub kana: Presence<String>,
    /// 「昭和15年3月2日（1940） 86歳」
    pub birth_date: String,
    /// 「女」
    pub sex: String,
    /// The address.
    pub address: Presence<String>,
    /// Telephone numbers.
    pub phones: Presence<String>,
    /// 「5530-4412」
    pub card: String,
    /// The city's own number.
    pub roster_key: Presence<String>,
    /// 「R8.6.3」
    pub registered_on: String,
    /// 支援措置
    pub protected_address: bool,
    /// 「死亡 R8.9.1」「転出 R8.4.1」
    pub note: Option<String>,
}

/// The statements of one category that the officer may read.
#[derive(Debug, Clone)]
pub struct FactGroup {
    /// The category's name.
    pub category: String,
    /// Its statements.
    pub facts: Presence<Vec<Datum>>,
}

/// A category of which the officer sees only whether something is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistenceLine {
    /// The category's name.
    pub category: String,
    /// Whether something is recorded.
    pub recorded: bool,
}

/// The consent in force.
#[derive(Debug, Clone)]
pub struct ConsentInForce {
    /// Its identifier; its withdrawal is at `/consents/{id}/withdraw`.
    pub id: String,
    /// Its version.
    pub version: i32,
    /// 「R8.6.3」
    pub signed_on: String,
    /// The last day; none for no end.
    pub until: Option<String>,
    /// 「本人の署名」
    pub evidence: String,
    /// The version of the form.
    pub form_version: String,
    /// 「長女 山田 由美（本人からの委任）」
    pub proxy: Option<String>,
    /// Whether collecting is permitted.
    pub collection: bool,
    /// Who permits what.
    pub matrix: Matrix,
}

/// An earlier consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentPast {
    /// Its version.
    pub version: i32,
    /// 「R8.6.3」
    pub signed_on: String,
    /// 「R8.9.1 に撤回」「R8.9.1 に新しい同意に置き換え」「R8.3.31 に期限切れ」
    pub ended: String,
    /// How many rows it had.
    pub rows: usize,
}

/// The form for a consent, as typed.
#[derive(Debug, Clone)]
pub struct GrantForm {
    /// `row` checkboxes.
    pub matrix: Matrix,
    /// What is wrong with them.
    pub rows_error: Option<FieldError>,
    /// `evidence_kind`
    pub evidence_kind: Option<EvidenceKind>,
    /// What is wrong with it.
    pub evidence_error: Option<FieldError>,
    /// `form_version`
    pub form_version: Field,
    /// `signed_on`
    pub signed_on: Field,
    /// `until`
    pub until: Field,
    /// `proxy_name`
    pub proxy_name: Field,
    /// `proxy_relation`
    pub proxy_relation: Field,
    /// `proxy_basis`
    pub proxy_basis: Option<ProxyBasis>,
    /// What is wrong with it.
    pub basis_error: Option<FieldError>,
    /// `collection`
    pub collection: bool,
    /// What is wrong with the whole.
    pub form_error: Option<FieldError>,
    /// Whether it begins with what is permitted now.
    pub prefilled: bool,
    /// The version of the resident that the form was made from (`version`).
    pub resident_version: i64,
}

impl GrantForm {
    /// What is wrong, as label, id and error, for the summary at the top of the page.
    pub fn errors(&self) -> Vec<(&'static str, &'static str, &FieldError)> {
        [
            ("同意の登録", "grant", self.form_error.as_ref()),
            ("だれに何を見せるか", "grant-rows", self.rows_error.as_ref()),
            ("書面の種類", "evidence_kind", self.evidence_error.as_ref()),
            ("様式の版", "form_version", self.form_version.error.as_ref()),
            ("署名した日", "signed_on", self.signed_on.error.as_ref()),
            ("期限", "until", self.until.error.as_ref()),
            ("代理人の氏名", "proxy_name", self.proxy_name.error.as_ref()),
            (
                "本人との関係",
                "proxy_relation",
                self.proxy_relation.error.as_ref(),
            ),
            ("代理の根拠", "proxy_basis", self.basis_error.as_ref()),
        ]
        .into_iter()
        .filter_map(|(label, id, error)| Some((label, id, error?)))
        .collect()
    }

    /// The options of `evidence_kind`: value, words, chosen.
    pub fn evidence_options(&self) -> Vec<(&'static str, &'static str, bool)> {
        EVIDENCE
            .iter()
            .map(|(kind, code, words)| (*code, *words, self.evidence_kind == Some(*kind)))
            .collect()
    }

    /// The options of `proxy_basis`: value, words, chosen.
    pub fn basis_options(&self) -> Vec<(&'static str, &'static str, bool)> {
        PROXY_BASES
            .iter()
            .map(|(basis, code, words)| (*code, *words, self.proxy_basis == Some(*basis)))
            .collect()
    }
}

/// The page of one registration.
#[derive(Debug, Clone, Template)]
#[template(path = "resident.html")]
pub struct ResidentView {
    /// The frame.
    pub frame: Frame,
    /// The identifier.
    pub id: String,
    /// What was done just now: 「同意を登録しました（版 2）」.
    pub done: Option<String>,
    /// The registration.
    pub registration: Registration,
    /// The statements that the officer may read.
    pub facts: Vec<FactGroup>,
    /// The categories of which only existence is shown.
    pub existence: Vec<ExistenceLine>,
    /// The consent in force.
    pub consent: Option<ConsentInForce>,
    /// Earlier consents, newest first.
    pub past: Vec<ConsentPast>,
    /// The form for a new consent; none when the role may not take one in.
    pub grant: Option<GrantForm>,
}
