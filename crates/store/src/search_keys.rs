//! What a resident can be found by.

use crate::{
    ReadTx, StoreError, WriteTx, dialect,
    schema::{residents, search_keys},
    sql::Id,
};
use diesel::{dsl::exists, prelude::*};
use tasuki_domain::{
    fact::{Fact, FactBody, FactKind, identity::Identity},
    id::ResidentId,
    resident::Resident,
};
use tasuki_matching::{KEY_VERSION, keys_of};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable)]
#[diesel(table_name = search_keys)]
pub(crate) struct Row {
    kind: String,
    value: String,
    resident_id: Id,
}

/// The keys of a resident as they have to be stored, each once.
pub(crate) fn rows(resident: &Resident, identity: &Identity) -> Vec<Row> {
    let mut rows: Vec<Row> = keys_of(resident.card, identity, resident.protected_address)
        .into_iter()
        .map(|key| Row {
            kind: key.kind.code().to_owned(),
            value: key.value,
            resident_id: resident.id.into(),
        })
        .collect();
    rows.sort();
    rows.dedup();
    rows
}

/// The identity among current facts.
pub(crate) fn identity(current: &[Fact]) -> Option<&Identity> {
    current.iter().find_map(|fact| match &fact.body {
        FactBody::Identity(identity) => Some(identity),
        _ => None,
    })
}

/// The first text after every text that begins with the prefix, in the order of both databases
/// (that of code points, which is that of UTF-8 bytes); none when there is no such text.
pub(crate) fn successor(prefix: &str) -> Option<String> {
    let mut text: Vec<char> = prefix.chars().collect();
    while let Some(last) = text.pop() {
        // The step over the surrogates: no text holds one.
        let next = (u32::from(last) + 1..=u32::from(char::MAX)).find_map(char::from_u32);
        if let Some(next) = next {
            text.push(next);
            return Some(text.into_iter().collect());
        }
    }
    None
}

#[diesel::dsl::auto_type]
pub(crate) fn older(version: i32) -> _ {
    residents::table.filter(residents::key_version.lt(version))
}

#[diesel::dsl::auto_type]
pub(crate) fn newer(version: i32) -> _ {
    residents::table.filter(residents::key_version.gt(version))
}

impl ReadTx<'_> {
    /// Refuses search keys of another version than this program makes: whoever has them would not
    /// be found, and nothing would tell.
    pub(crate) fn check_key_versions(&mut self) -> Result<(), StoreError> {
        if self.run(|c| diesel::select(exists(older(KEY_VERSION))).get_result(c))? {
            return Err(StoreError::KeysOlder);
        }
        if self.run(|c| diesel::select(exists(newer(KEY_VERSION))).get_result(c))? {
            return Err(StoreError::KeysNewer);
        }
        Ok(())
    }
}

impl WriteTx<'_> {
    /// Makes the search keys of up to `most` residents anew whose keys are of an older version, and
    /// answers how many it were.
    pub(crate) fn rebuild_older_keys(&mut self, most: u32) -> Result<u32, StoreError> {
        let ids: Vec<Id> = self.run(|c| {
            older(KEY_VERSION)
                .select(residents::id)
                .limit(i64::from(most))
                .load(c)
        })?;
        let mut rebuilt = 0;
        for id in ids {
            self.rebuild_search_keys(id.into())?;
            rebuilt += 1;
        }
        Ok(rebuilt)
    }

    /// Makes the search keys of a resident anew from the current identity, at the version of keys
    /// that this program makes.
    pub fn rebuild_search_keys(&mut self, resident: ResidentId) -> Result<(), StoreError> {
        let registration = self.resident(resident)?.ok_or(StoreError::Stale)?;
        let current = self.current_of_kind(resident, FactKind::Identity)?;
        let keys = identity(&current)
            .map(|identity| rows(&registration, identity))
            .unwrap_or_default();
        let id = Id::from(resident);
        self.run(|c| {
            diesel::delete(search_keys::table.filter(search_keys::resident_id.eq(id))).execute(c)
        })?;
        self.run(|c| dialect::insert_all!(c, search_keys::table, &keys))?;
        self.run(|c| {
            diesel::update(
                residents::table
                    .find(id)
                    .filter(residents::key_version.ne(KEY_VERSION)),
            )
            .set(residents::key_version.eq(KEY_VERSION))
            .execute(c)
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::successor;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_range_holds_exactly_what_begins_with_the_prefix(prefix in "[ア-ン\u{D7FF}\u{10FFFF}a]{1,3}", other in "[ア-ン\u{D7FF}\u{10FFFF}a]{0,5}") {
            let end = successor(&prefix);
            let within = other >= prefix && end.as_ref().is_none_or(|end| &other < end);
            prop_assert_eq!(within, other.starts_with(&prefix));
        }
    }

    #[test]
    fn the_successor_steps_over_surrogates_and_carries() {
        assert_eq!(successor("ア").as_deref(), Some("ィ"));
        assert_eq!(successor("\u{D7FF}").as_deref(), Some("\u{E000}"));
        assert_eq!(successor("ア\u{10FFFF}").as_deref(), Some("ィ"));
        assert_eq!(successor("\u{10FFFF}"), None);
        assert_eq!(successor(""), None);
    }
}
