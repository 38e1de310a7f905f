//! Fictional people and identifiers that the samples share.

use crate::{Datum, Mark, page::search::IncidentRef};
use tasuki_domain::provenance::Age;

pub(super) const RESIDENT: &str = "01932d2a-7c1e-7000-8000-000000000011";
pub(super) const INCIDENT: &str = "01932d2a-7c1e-7000-8000-000000000412";
pub(super) const CONSENT: &str = "01932d2a-7c1e-7000-8000-0000000000c1";

pub(super) const LONG_NAME: &str = "勅使河原見本之丞　エスペランサ・マリア・ドス・サントス花子";
pub(super) const LONG_KANA: &str =
    "テシガワラミホンノジョウ　エスペランサ・マリア・ドス・サントスハナコ";

pub(super) fn incident() -> IncidentRef {
    IncidentRef {
        id: INCIDENT.to_owned(),
        label: "#0412".to_owned(),
    }
}

pub(super) fn notebook() -> Mark {
    Mark::fresh("お薬手帳QR R8.11.20")
}

pub(super) fn said() -> Mark {
    Mark::fresh("本人申出 R8.11.7")
}

pub(super) fn older() -> Mark {
    Mark {
        source: "家族 R8.7.1".to_owned(),
        age: Age::Over90Days,
    }
}

pub(super) fn stale() -> Mark {
    Mark {
        source: "ケアマネジャー R7.2.3".to_owned(),
        age: Age::OverOneYear,
    }
}

pub(super) fn data(lines: &[(&str, &str)], mark: &Mark) -> Vec<Datum> {
    lines
        .iter()
        .map(|(text, detail)| {
            let datum = Datum::new(*text, mark.clone());
            if detail.is_empty() {
                datum
            } else {
                datum.detail(*detail)
            }
        })
        .collect()
}
