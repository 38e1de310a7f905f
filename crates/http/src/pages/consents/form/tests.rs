//! The consent form, right and wrong.

use super::*;
use crate::pages::samples::{TODAY, resident};

fn form(changes: &[(&str, &str)]) -> Fields {
    let right = [
        ("row", "allergies:ems:emergency"),
        ("row", "home:disaster:disaster"),
        ("row", "not a row"),
        ("evidence_kind", "own_signature"),
        ("form_version", "2026-04"),
        ("signed_on", "R8.11.20"),
        ("until", ""),
        ("collection", "true"),
        ("version", "7"),
    ];
    let fields = Fields::new(
        right
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
    );
    changes
        .iter()
        .fold(fields, |fields, (name, value)| fields.with(name, value))
}

fn read_of(changes: &[(&str, &str)]) -> Result<GrantConsent, Box<GrantForm>> {
    read(&form(changes), resident().id, TODAY)
}

#[test]
fn a_right_form_is_what_the_paper_says() {
    let consent = read_of(&[("until", "R12.3.31")]).unwrap();
    assert_eq!(consent.rows.len(), 2);
    assert_eq!(consent.evidence.kind, EvidenceKind::OwnSignature);
    assert_eq!(consent.evidence.signed_on.to_string(), "2026-11-20");
    assert_eq!(
        consent.until.map(|until| until.to_string()).as_deref(),
        Some("2030-03-31")
    );
    assert!(consent.collection);
    assert_eq!((consent.proxy, consent.if_version), (None, Some(7)));
}

#[test]
fn each_thing_wrong_is_told_where_it_is() {
    let missing = |form: &GrantForm| {
        [
            ("row", form.rows_error.is_some()),
            ("evidence_kind", form.evidence_error.is_some()),
            ("version", form.form_error.is_some()),
            ("form_version", form.form_version.error.is_some()),
            ("signed_on", form.signed_on.error.is_some()),
            ("until", form.until.error.is_some()),
            ("proxy_basis", form.basis_error.is_some()),
        ]
    };
    for change in [
        ("row", "x"),
        ("evidence_kind", ""),
        ("version", ""),
        ("form_version", ""),
        ("signed_on", "きのう"),
        ("until", "R12.3"),
    ] {
        let form = read_of(&[change]).unwrap_err();
        for (place, wrong) in missing(&form) {
            assert_eq!(wrong, place == change.0, "{change:?} at {place}");
        }
    }
}

#[test]
fn it_begins_with_what_is_permitted_now_and_else_with_nothing() {
    let on = |form: &GrantForm| {
        let cells = form.matrix.lines.iter().flat_map(|line| &line.cells);
        cells.filter(|cell| cell.on).count()
    };
    let consent = crate::pages::consents::sample();
    let form = begun(7, Some(&consent));
    assert_eq!(on(&form), consent.rows.len());
    assert!(form.collection && form.prefilled);
    assert!(form.evidence_kind.is_none() && form.signed_on.value.is_empty());
    let form = begun(7, None);
    assert!(on(&form) == 0 && !form.collection && !form.prefilled);
}

#[test]
fn a_ticked_column_means_all_its_rows() {
    let consent = read_of(&[("all", "hospital:emergency")]).unwrap();
    let hospital = consent
        .rows
        .iter()
        .filter(|row| row.recipient.code() == "hospital")
        .count();
    assert_eq!(hospital, tasuki_domain::Category::ALL.len());
    assert_eq!(consent.rows.len(), hospital + 2);
    // Shown again, its rows are ticked.
    let form = read_of(&[("all", "care:care"), ("signed_on", "")]).unwrap_err();
    assert!(form.matrix.lines.iter().all(|line| line.cells[3].on));
}

#[test]
fn a_proxy_is_whole_or_not_there() {
    let whole = [
        ("proxy_name", "見本 由美"),
        ("proxy_relation", "長女"),
        ("proxy_basis", "mandate"),
    ];
    assert_eq!(
        read_of(&whole).unwrap().proxy.unwrap().basis,
        ProxyBasis::Mandate
    );
    let form = read_of(&whole[..2]).unwrap_err();
    assert!(form.basis_error.is_some() && form.form_error.is_none());
    assert!(read_of(&whole[1..]).unwrap_err().proxy_name.error.is_some());
}

#[test]
fn what_the_use_case_refuses_comes_back_at_its_field() {
    let refusal = |field| Refusal::Invalid {
        field,
        invalid: Invalid::new("x", "だめです", "こうしてください"),
    };
    for field in ["rows", "signed_on", "until", "proxy", "other"] {
        let form = refused(&form(&[]), &refusal(field)).unwrap();
        let places = [
            ("rows", form.rows_error.is_some()),
            ("signed_on", form.signed_on.error.is_some()),
            ("until", form.until.error.is_some()),
            ("proxy", form.proxy_name.error.is_some()),
            ("other", form.form_error.is_some()),
        ];
        for (place, there) in places {
            assert_eq!(there, place == field, "{field} at {place}");
        }
        assert_eq!(form.form_version.value, "2026-04");
    }
    assert!(
        refused(&form(&[]), &Refusal::Stale { current: 8 })
            .unwrap()
            .form_error
            .is_some()
    );
    assert!(refused(&form(&[]), &Refusal::NotFound).is_none());
}
