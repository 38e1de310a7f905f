//! Consents in words.

use std::collections::BTreeMap;
use tasuki_domain::{
    Category,
    consent::{Consent, ConsentState, ProxyBasis, Purpose, RecipientClass},
    time::date_in_japan,
    wareki,
};
use tasuki_ui::{
    consent_form::{Matrix, PROXY_BASES, evidence_words},
    page::{
        resident::{ConsentInForce, ConsentPast},
        resident_home::PermittedLine,
    },
};

/// The consent in force.
pub(crate) fn in_force(consent: &Consent) -> ConsentInForce {
    ConsentInForce {
        id: consent.id.to_string(),
        version: consent.version,
        signed_on: wareki::short(consent.evidence.signed_on),
        until: consent.until.map(wareki::short),
        evidence: evidence_words(consent.evidence.kind).to_owned(),
        form_version: consent.evidence.form_version.as_str().to_owned(),
        proxy: consent.proxy.as_ref().map(|proxy| {
            format!(
                "{} {}（{}）",
                proxy.relation.as_str(),
                proxy.name.as_str(),
                basis_words(proxy.basis)
            )
        }),
        collection: consent.collection,
        matrix: Matrix::of(&consent.rows),
    }
}

fn basis_words(basis: ProxyBasis) -> &'static str {
    PROXY_BASES
        .iter()
        .find(|(each, ..)| *each == basis)
        .map_or("", |(.., words)| words)
}

/// An earlier consent, and how it ended.
pub(crate) fn past(consent: &Consent) -> ConsentPast {
    let ended = match (consent.state, consent.until) {
        (ConsentState::Withdrawn(at), _) => format!("{} に撤回", wareki::short(date_in_japan(at))),
        (ConsentState::Superseded(at), _) => {
            format!(
                "{} に新しい同意に置き換え",
                wareki::short(date_in_japan(at))
            )
        }
        (ConsentState::InForce, Some(until)) => format!("{} に期限切れ", wareki::short(until)),
        (ConsentState::InForce, None) => String::new(),
    };
    ConsentPast {
        version: consent.version,
        signed_on: wareki::short(consent.evidence.signed_on),
        ended,
        rows: consent.rows.len(),
    }
}

/// Who is permitted what for which purpose.
pub(crate) fn permitted(consent: &Consent) -> Vec<PermittedLine> {
    let mut by: BTreeMap<(RecipientClass, Purpose), Vec<Category>> = BTreeMap::new();
    for row in &consent.rows {
        by.entry((row.recipient, row.purpose))
            .or_default()
            .push(row.category);
    }
    by.into_iter()
        .map(|((recipient, purpose), categories)| PermittedLine {
            recipient: recipient.japanese().to_owned(),
            purpose: purpose.japanese().to_owned(),
            categories: categories
                .into_iter()
                .map(|category| category.japanese().to_owned())
                .collect(),
        })
        .collect()
}

/// Names of categories told before 「ほか」.
const TOLD: usize = 3;

/// Who loses sight of what by a withdrawal.
pub(super) fn loses(consent: &Consent) -> Vec<String> {
    permitted(consent)
        .into_iter()
        .map(|line| {
            let (told, rest) = line.categories.split_at(line.categories.len().min(TOLD));
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!(" ほか{}", rest.len())
            };
            let what = if line.categories.len() == Category::ALL.len() {
                format!("{}の情報すべて", Category::ALL.len())
            } else {
                format!("{}{rest}", told.join("、"))
            };
            format!("{}（{}）: {what}", line.recipient, line.purpose)
        })
        .collect()
}

/// A consent to the crew's emergencies and to nothing else.
#[cfg(test)]
pub(crate) fn sample() -> Consent {
    use crate::pages::samples;
    use tasuki_domain::consent::{ConsentRow, Evidence, EvidenceKind};
    use uuid::Uuid;
    let row = |category| ConsentRow {
        category,
        recipient: RecipientClass::Ems,
        purpose: Purpose::Emergency,
    };
    Consent {
        id: Uuid::from_u128(21).into(),
        resident: samples::resident().id,
        version: 2,
        rows: [
            Category::Identity,
            Category::Allergies,
            Category::Home,
            Category::Contacts,
        ]
        .map(row)
        .into(),
        collection: true,
        evidence: Evidence {
            kind: EvidenceKind::OwnSignature,
            form_version: "2026-04".parse().unwrap(),
            signed_on: "2026-06-03".parse().unwrap(),
        },
        proxy: None,
        until: None,
        granted_at: samples::entered_at(),
        granted_by: Uuid::from_u128(1).into(),
        state: ConsentState::InForce,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::entered_at;
    use tasuki_domain::consent::Proxy;

    #[test]
    fn a_consent_in_force_says_on_what_it_rests() {
        let proxy = Proxy {
            name: "見本 由美".parse().unwrap(),
            relation: "長女".parse().unwrap(),
            basis: ProxyBasis::Mandate,
        };
        let consent = Consent {
            proxy: Some(proxy),
            until: Some("2027-03-31".parse().unwrap()),
            ..sample()
        };
        let said = in_force(&consent);
        assert_eq!(
            (said.signed_on.as_str(), said.evidence.as_str()),
            ("R8.6.3", "本人の署名")
        );
        assert_eq!(said.until.as_deref(), Some("R9.3.31"));
        assert_eq!(
            said.proxy.as_deref(),
            Some("長女 見本 由美（本人からの委任）")
        );
    }

    #[test]
    fn an_earlier_consent_says_how_it_ended() {
        let until = Some("2026-03-31".parse().unwrap());
        for (state, until, ended) in [
            (
                ConsentState::Withdrawn(entered_at()),
                None,
                "R8.11.7 に撤回",
            ),
            (
                ConsentState::Superseded(entered_at()),
                None,
                "R8.11.7 に新しい同意に置き換え",
            ),
            (ConsentState::InForce, until, "R8.3.31 に期限切れ"),
        ] {
            let said = past(&Consent {
                state,
                until,
                ..sample()
            });
            assert_eq!((said.ended.as_str(), said.rows), (ended, 4));
        }
    }

    #[test]
    fn who_loses_what_is_told_in_a_line_each() {
        assert_eq!(
            loses(&sample()),
            [
                "救急隊・通信指令（救急のとき）: 本人の基本情報、アレルギー・副作用、緊急連絡先 ほか1"
            ]
        );
        let mut all = sample();
        let row = *all.rows.iter().next().unwrap();
        all.rows = Category::ALL
            .iter()
            .map(|category| tasuki_domain::consent::ConsentRow {
                category: *category,
                ..row
            })
            .collect();
        assert_eq!(
            loses(&all),
            ["救急隊・通信指令（救急のとき）: 14の情報すべて"]
        );
    }
}
