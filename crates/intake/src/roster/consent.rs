//! The consent on the form: what may be shown to whom.

use super::{FormConsent, RosterConsent, cells::Cells, column::Field, day, words};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category, Invalid,
    consent::{ConsentRow, Evidence, EvidenceKind, Proxy, ProxyBasis, Purpose, RecipientClass},
    time::Date,
};

/// Each column is one class of recipients with the one purpose that the form asks it for.
const SCOPES: [(Field, RecipientClass, Purpose); 5] = [
    (Field::ConsentEms, RecipientClass::Ems, Purpose::Emergency),
    (
        Field::ConsentHospital,
        RecipientClass::Hospital,
        Purpose::Emergency,
    ),
    (Field::ConsentClinic, RecipientClass::Clinic, Purpose::Care),
    (Field::ConsentCare, RecipientClass::Care, Purpose::Care),
    (
        Field::ConsentDisaster,
        RecipientClass::Disaster,
        Purpose::Disaster,
    ),
];

const DETAILS: [Field; 6] = [
    Field::Signer,
    Field::ProxyName,
    Field::ProxyRelation,
    Field::ProxyBasis,
    Field::FormVersion,
    Field::ConsentUntil,
];

const PROXY: [Field; 3] = [Field::ProxyName, Field::ProxyRelation, Field::ProxyBasis];

const SIGNERS: &[(&str, EvidenceKind)] = &[
    ("本人", EvidenceKind::OwnSignature),
    ("本人署名", EvidenceKind::OwnSignature),
    ("代理", EvidenceKind::ProxySignature),
    ("代理人", EvidenceKind::ProxySignature),
    ("代理署名", EvidenceKind::ProxySignature),
    ("認定申請書の同意欄", EvidenceKind::CareCertificationBox),
    ("認定申請書", EvidenceKind::CareCertificationBox),
];

const BASES: &[(&str, ProxyBasis)] = &[
    ("法定代理人", ProxyBasis::LegalRepresentative),
    ("成年後見人", ProxyBasis::LegalRepresentative),
    ("後見人", ProxyBasis::LegalRepresentative),
    ("委任", ProxyBasis::Mandate),
    ("本人からの委任", ProxyBasis::Mandate),
];

/// Short names beside those of [`Category::japanese`].
const CATEGORIES: &[(&str, Category)] = &[
    ("基本情報", Category::Identity),
    ("アレルギー", Category::Allergies),
    ("服薬", Category::Medications),
    ("機器", Category::Devices),
    ("処置", Category::Devices),
    ("意思", Category::Wishes),
    ("意思の記録", Category::Wishes),
    ("持病", Category::Conditions),
    ("既往", Category::Conditions),
    ("介護", Category::Care),
    ("ふだんの状態", Category::Care),
    ("連絡先", Category::Contacts),
    ("かかりつけ医", Category::Physicians),
    ("事業所", Category::Physicians),
    ("受入れ病院", Category::BackupHospital),
    ("住まい", Category::Home),
    ("鍵", Category::Home),
    ("避難計画", Category::DisasterPlan),
    ("写真", Category::Media),
];

fn category(text: &str) -> Result<Category, Invalid> {
    Category::ALL
        .iter()
        .copied()
        .find(|category| {
            [category.japanese(), category.code()]
                .iter()
                .any(|name| words::folded(name) == words::folded(text))
        })
        .or_else(|| words::find(text, CATEGORIES))
        .ok_or_else(|| {
            let names: Vec<&str> = Category::ALL
                .iter()
                .map(|category| category.japanese())
                .collect();
            Invalid::new(
                "category_unknown",
                "情報区分の名前ではありません",
                format!(
                    "すべて・なし、または {} を 、 で並べてください",
                    names.join("、")
                ),
            )
        })
}

/// Reads one scope. Whoever permits any category permits the identity with it: a list of medicines
/// without its person helps nobody, and searching would not find them.
fn scope(cells: &mut Cells<'_>, field: Field) -> BTreeSet<Category> {
    let text = cells.text(field);
    if words::is_none_word(text) {
        return BTreeSet::new();
    }
    if ["すべて", "全て", "ALL"].contains(&words::folded(text).as_str()) {
        return Category::ALL.iter().copied().collect();
    }
    let mut categories: BTreeSet<Category> = cells.items(field, category).into_iter().collect();
    if !categories.is_empty() {
        categories.insert(Category::Identity);
    }
    categories
}

/// Reads what the form permits; none when it is faulty.
pub(crate) fn consent(
    cells: &mut Cells<'_>,
    signed_on: Option<Date>,
    today: Date,
) -> Option<FormConsent> {
    let mut rows = BTreeSet::new();
    for (field, recipient, purpose) in SCOPES {
        rows.extend(scope(cells, field).into_iter().map(|category| ConsentRow {
            category,
            recipient,
            purpose,
        }));
    }
    let answered = cells.any_filled(&SCOPES.map(|(field, ..)| field));
    let collection = cells
        .read(Field::Collection, words::yes_or_no)
        .unwrap_or(false);
    if !answered && (collection || cells.any_filled(&DETAILS)) {
        cells.fault(
            Field::ConsentEms,
            "consent_scope_missing",
            "同意する範囲がどの欄にもありません",
            "救急・病院・かかりつけ・介護・災害への同意に、すべて・なし・区分の名前のどれかを入れてください",
        );
    } else if answered && rows.is_empty() && collection {
        cells.fault(
            Field::Collection,
            "collection_without_consent",
            "見せる同意がないのに収集の同意だけがあります",
            "どこかへの同意を入れるか、収集の同意を いいえ にしてください",
        );
    }
    let (kind, proxy) = signature(cells, !rows.is_empty());
    if !rows.is_empty() {
        cells.require(&[Field::FormVersion], "同意する範囲が書かれています");
    }
    let form_version = cells.parse(Field::FormVersion);
    let until = until(cells, signed_on, today);
    if rows.is_empty() {
        return Some(if answered {
            FormConsent::Nothing
        } else {
            FormConsent::Unanswered
        });
    }
    Some(FormConsent::Permits(RosterConsent {
        rows,
        evidence: Evidence {
            kind: kind?,
            form_version: form_version?,
            signed_on: signed_on?,
        },
        proxy,
        until,
        collection,
    }))
}

fn signature(cells: &mut Cells<'_>, needed: bool) -> (Option<EvidenceKind>, Option<Proxy>) {
    if needed {
        cells.require(&[Field::Signer], "同意する範囲が書かれています");
    }
    let kind = cells.read(Field::Signer, |text| {
        words::choose(text, SIGNERS, "本人・代理・認定申請書の同意欄")
    });
    match kind {
        Some(EvidenceKind::ProxySignature) => {
            cells.require(&PROXY, "署名者が代理です");
        }
        Some(EvidenceKind::OwnSignature | EvidenceKind::CareCertificationBox) => {
            if let Some(field) = PROXY.into_iter().find(|field| cells.is_filled(*field)) {
                cells.fault(
                    field,
                    "proxy_unexpected",
                    "署名者が代理でないのに代理人の欄が書かれています",
                    "署名者を 代理 にするか、代理人の欄を空にしてください",
                );
            }
        }
        None => {}
    }
    let name = cells.parse(Field::ProxyName);
    let relation = cells.parse(Field::ProxyRelation);
    let basis = cells.read(Field::ProxyBasis, |text| {
        words::choose(text, BASES, "法定代理人・委任")
    });
    let proxy = match (name, relation, basis) {
        (Some(name), Some(relation), Some(basis)) => Some(Proxy {
            name,
            relation,
            basis,
        }),
        _ => None,
    };
    (kind, proxy)
}

fn until(cells: &mut Cells<'_>, signed_on: Option<Date>, today: Date) -> Option<Date> {
    let until = cells.read(Field::ConsentUntil, |text| day::read_day(text, today))?;
    if signed_on.is_some_and(|signed| until < signed) {
        cells.fault(
            Field::ConsentUntil,
            "dates_reversed",
            "署名日より前の日付です",
            "署名日と同意の期限を確かめてください",
        );
    } else if until < today {
        cells.fault(
            Field::ConsentUntil,
            "consent_expired",
            "同意の期限が過ぎています",
            "新しい同意を受けてから取り込んでください",
        );
    }
    Some(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_can_be_named() {
        for category_ in Category::ALL {
            assert_eq!(category(category_.japanese()).unwrap(), *category_);
            assert_eq!(category(category_.code()).unwrap(), *category_);
        }
        for (alias, expected) in CATEGORIES {
            assert_eq!(category(alias).unwrap(), *expected);
        }
        assert_eq!(category("ぜんぶ").unwrap_err().code, "category_unknown");
    }
}
