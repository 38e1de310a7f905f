//! The consent form as typed → the consent to take in, or what is wrong with it.

use crate::pages::{day, fields::Fields};
use std::collections::BTreeSet;
use tasuki_app::{Refusal, consents::GrantConsent};
use tasuki_domain::{
    Invalid,
    consent::{Consent, ConsentRow, Evidence, EvidenceKind, Proxy, ProxyBasis},
    id::ResidentId,
    time::Date,
};
use tasuki_ui::{
    Field, FieldError,
    consent_form::{EVIDENCE, Matrix, PROXY_BASES, row_from_code, rows_of_column},
    page::resident::GrantForm,
};

/// The form as it begins: with what is permitted now, which the new paper confirms or changes.
/// Consent is asked for, so without one in force nothing is ticked.
pub(crate) fn begun(resident_version: i64, in_force: Option<&Consent>) -> GrantForm {
    let empty = blank(resident_version);
    match in_force {
        Some(consent) => GrantForm {
            matrix: Matrix::of(&consent.rows),
            collection: consent.collection,
            prefilled: true,
            ..empty
        },
        None => empty,
    }
}

fn blank(resident_version: i64) -> GrantForm {
    GrantForm {
        matrix: Matrix::of(&BTreeSet::new()),
        rows_error: None,
        evidence_kind: None,
        evidence_error: None,
        form_version: Field::default(),
        signed_on: Field::default(),
        until: Field::default(),
        proxy_name: Field::default(),
        proxy_relation: Field::default(),
        proxy_basis: None,
        basis_error: None,
        collection: false,
        form_error: None,
        prefilled: false,
        resident_version,
    }
}

/// The form as typed, for showing it again.
pub(super) fn typed(fields: &Fields) -> GrantForm {
    GrantForm {
        matrix: Matrix::of(&rows(fields)),
        evidence_kind: evidence(fields),
        form_version: fields.field("form_version"),
        signed_on: fields.field("signed_on"),
        until: fields.field("until"),
        proxy_name: fields.field("proxy_name"),
        proxy_relation: fields.field("proxy_relation"),
        proxy_basis: basis(fields),
        collection: fields.get("collection") == "true",
        ..blank(fields.get("version").parse().unwrap_or_default())
    }
}

/// The rows ticked one by one or by their column.
fn rows(fields: &Fields) -> BTreeSet<ConsentRow> {
    let by_column = fields.all("all").flat_map(rows_of_column);
    fields
        .all("row")
        .filter_map(row_from_code)
        .chain(by_column)
        .collect()
}

fn evidence(fields: &Fields) -> Option<EvidenceKind> {
    let code = fields.get("evidence_kind");
    EVIDENCE
        .iter()
        .find(|(_, each, _)| *each == code)
        .map(|(kind, ..)| *kind)
}

fn basis(fields: &Fields) -> Option<ProxyBasis> {
    let code = fields.get("proxy_basis");
    PROXY_BASES
        .iter()
        .find(|(_, each, _)| *each == code)
        .map(|(basis, ..)| *basis)
}

/// Reads the form. What is wrong stands in the form that comes back.
pub(super) fn read(
    fields: &Fields,
    resident: ResidentId,
    today: Date,
) -> Result<GrantConsent, Box<GrantForm>> {
    let mut form = typed(fields);
    let rows = rows(fields);
    if rows.is_empty() {
        form.rows_error = Some(FieldError::new(
            "印が一つもありません。",
            "見せてよい所に印を付けてください。取りやめるときは撤回を受け付けてください。",
        ));
    }
    if form.evidence_kind.is_none() {
        form.evidence_error = Some(FieldError::new(
            "書面の種類が選ばれていません。",
            "書面のとおりに選んでください。",
        ));
    }
    let version = fields.get("version").parse().ok();
    if version.is_none() {
        form.form_error = Some(FieldError::new(
            "画面が古くなっています。",
            "画面を開き直してから入れてください。",
        ));
    }
    let form_version = take(&mut form.form_version, str::parse);
    let signed_on = take(&mut form.signed_on, |text| day::read(text, today));
    let until = optional(&mut form.until, |text| day::read(text, today));
    let proxy = proxy(&mut form);
    match (
        form.evidence_kind,
        form_version,
        signed_on,
        until,
        proxy,
        version,
    ) {
        (
            Some(kind),
            Some(form_version),
            Some(signed_on),
            Some(until),
            Some(proxy),
            Some(version),
        ) if form.rows_error.is_none() => Ok(GrantConsent {
            resident,
            rows,
            collection: form.collection,
            evidence: Evidence {
                kind,
                form_version,
                signed_on,
            },
            proxy,
            until,
            if_version: Some(version),
        }),
        _ => Err(Box::new(form)),
    }
}

fn take<T>(field: &mut Field, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
    match parse(&field.value) {
        Ok(value) => Some(value),
        Err(invalid) => {
            field.error = Some(FieldError::from(&invalid));
            None
        }
    }
}

/// None when it is wrong, an inner none when it is empty.
fn optional<T>(
    field: &mut Field,
    parse: impl FnOnce(&str) -> Result<T, Invalid>,
) -> Option<Option<T>> {
    if field.value.is_empty() {
        Some(None)
    } else {
        take(field, parse).map(Some)
    }
}

/// All three or none of them; whether one is needed is the use-case's to say.
fn proxy(form: &mut GrantForm) -> Option<Option<Proxy>> {
    if form.proxy_name.value.is_empty()
        && form.proxy_relation.value.is_empty()
        && form.proxy_basis.is_none()
    {
        return Some(None);
    }
    let name = take(&mut form.proxy_name, str::parse);
    let relation = take(&mut form.proxy_relation, str::parse);
    if form.proxy_basis.is_none() {
        form.basis_error = Some(FieldError::new(
            "代理の根拠が選ばれていません。",
            "法定代理人か本人からの委任かを選んでください。",
        ));
    }
    Some(Some(Proxy {
        name: name?,
        relation: relation?,
        basis: form.proxy_basis?,
    }))
}

/// The form with what the use-case refused, at its field; none when the form is not what is wrong.
pub(super) fn refused(fields: &Fields, refusal: &Refusal) -> Option<GrantForm> {
    let mut form = typed(fields);
    match refusal {
        Refusal::Conflict {
            code: "consent_is_older",
            problem,
            expected,
        } => {
            let error = FieldError::new(format!("{problem}。"), format!("{expected}。"));
            form.signed_on = form.signed_on.with_error(error);
            Some(form)
        }
        Refusal::Invalid { field, invalid } => {
            let error = FieldError::from(invalid);
            match *field {
                "rows" => form.rows_error = Some(error),
                "signed_on" => form.signed_on = form.signed_on.with_error(error),
                "until" => form.until = form.until.with_error(error),
                "proxy" => form.proxy_name = form.proxy_name.with_error(error),
                _ => form.form_error = Some(error),
            }
            Some(form)
        }
        Refusal::Stale { .. } => {
            form.form_error = Some(FieldError::new(
                "画面を開いたあとで、ほかの人が登録内容を変えました。",
                "上の最新の内容を確かめ、よければもう一度登録してください。",
            ));
            Some(form)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
