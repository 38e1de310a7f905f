//! Whose register a roster is for: chosen where an institution serves several municipalities.

use tasuki_domain::municipality::MunicipalityCode;
use tasuki_ui::{FieldError, page::import::MunicipalityOption};

/// The name of the field, of the select and of the report's hidden field alike.
pub(super) const FIELD: &str = "municipality";

/// The municipality of a form. Where there is one only, it need not be named. One that is named and
/// is not the institution's goes on to the service, which refuses it on record.
pub(super) fn chosen(
    jurisdiction: &[MunicipalityCode],
    code: Option<&str>,
) -> Result<MunicipalityCode, FieldError> {
    let found = match (jurisdiction, code.map(str::parse)) {
        (_, Some(Ok(named))) => Some(named),
        ([], _) => {
            return Err(FieldError::new(
                "この機関が受け持つ市町村がありません。",
                "管理者に登録を頼んでください。",
            ));
        }
        ([only], None) => Some(only.clone()),
        _ => None,
    };
    found.ok_or_else(|| {
        FieldError::new(
            "どの市町村の名簿かが選ばれていません。",
            "受け持つ市町村から選んでください。",
        )
    })
}

/// The options of the select; none where there is nothing to choose.
pub(super) fn options(
    jurisdiction: &[MunicipalityCode],
    chosen: Option<&str>,
) -> Vec<MunicipalityOption> {
    if jurisdiction.len() < 2 {
        return Vec::new();
    }
    jurisdiction
        .iter()
        .map(|code| MunicipalityOption {
            code: code.to_string(),
            chosen: chosen == Some(code.as_str()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes() -> [MunicipalityCode; 2] {
        ["990019".parse().unwrap(), "222089".parse().unwrap()]
    }

    #[test]
    fn one_need_not_be_named_and_of_several_one_must_be() {
        let [first, second] = codes();
        let one = [first.clone()];
        let both = [first.clone(), second.clone()];
        for (jurisdiction, code, expected) in [
            (&one[..], None, Some(&first)),
            (&one, Some("990019"), Some(&first)),
            (&one, Some("222089"), Some(&second)),
            (&one, Some("22208"), None),
            (&both, None, None),
            (&both, Some("222089"), Some(&second)),
            (&both, Some("x"), None),
            (&[], None, None),
        ] {
            assert_eq!(
                chosen(jurisdiction, code).ok().as_ref(),
                expected,
                "{code:?}"
            );
        }
    }

    #[test]
    fn there_is_a_choice_only_among_several() {
        let both = codes();
        assert!(options(&both[..1], None).is_empty());
        let chosen: Vec<_> = options(&both, Some("222089"))
            .into_iter()
            .map(|option| option.chosen)
            .collect();
        assert_eq!(chosen, [false, true]);
    }
}
