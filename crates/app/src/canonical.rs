//! The canonical bytes of an access entry and their seal.

use crate::occasion::Draw;
use tasuki_domain::access::AccessEntry;
use tasuki_store::{SealedEntry, StoreError};

/// The entry in RFC 8785 form.
///
/// The entry holds only strings, integers below 2^53, arrays, nulls and objects with ASCII member
/// names. For those, a sorted map written without spaces is RFC 8785: its number rules speak of
/// fractions, and its UTF-16 member order equals byte order on ASCII. The test holds the claim.
pub(crate) fn canonical_bytes(entry: &AccessEntry) -> Result<Vec<u8>, StoreError> {
    let value = serde_json::to_value(entry).map_err(|_| StoreError::Corrupt("access entry"))?;
    serde_json::to_vec(&value).map_err(|_| StoreError::Corrupt("access entry"))
}

/// The entry with its salt and its leaf hash.
pub(crate) fn seal(entry: AccessEntry, draw: &mut Draw) -> Result<SealedEntry, StoreError> {
    let body = canonical_bytes(&entry)?;
    let salt = draw.salt();
    let leaf_hash = tasuki_ledger::leaf_hash(&salt, &body);
    Ok(SealedEntry {
        entry,
        body,
        salt,
        leaf_hash,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use tasuki_domain::{
        Category,
        access::{Action, Outcome},
        role::Role,
        time::Instant,
    };
    use uuid::Uuid;

    #[test]
    fn members_are_sorted_and_nothing_is_spaced() {
        let id = Uuid::from_u128(1);
        let entry = AccessEntry {
            version: 1,
            id: id.into(),
            at: Instant::from_second(0).unwrap(),
            account: id.into(),
            organization: id.into(),
            role: Role::Crew,
            action: Action::ViewSummary,
            resident: None,
            incident: None,
            lookup: None,
            reason: Some("事案\u{1f}\"\\".into()),
            outcome: Outcome::Permitted,
            refusal: None,
            rules: BTreeSet::from(["b".into(), "a".into()]),
            policy: "00".into(),
            consents: vec![],
            shown: BTreeSet::from([Category::Wishes, Category::Identity]),
            withheld: BTreeSet::new(),
            search_keys: vec![],
            people: 1,
        };
        let uuid = "00000000-0000-0000-0000-000000000001";
        let expected = format!(
            concat!(
                r#"{{"account":"{u}","action":"view_summary","at":"1970-01-01T00:00:00Z","consents":[],"#,
                r#""id":"{u}","incident":null,"lookup":null,"organization":"{u}","outcome":"permitted","#,
                r#""people":1,"policy":"00","reason":"事案\u001f\"\\","refusal":null,"resident":null,"#,
                r#""role":"crew","rules":["a","b"],"search_keys":[],"shown":["identity","wishes"],"#,
                r#""version":1,"withheld":[]}}"#
            ),
            u = uuid
        );
        assert_eq!(
            String::from_utf8(canonical_bytes(&entry).unwrap()).unwrap(),
            expected
        );
    }
}
