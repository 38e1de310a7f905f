//! What a resident can be found by.

use crate::{
    ReadTx, StoreError, WriteTx, dialect,
    schema::{facts, residents, search_keys, search_sketches},
    sql::{Id, Json},
};
use diesel::{
    dsl::{exists, sum},
    prelude::*,
};
use std::collections::BTreeSet;
use tasuki_domain::{
    fact::{Fact, FactBody, FactKind, identity::Identity},
    id::ResidentId,
    resident::Resident,
};
use tasuki_matching::{KEY_VERSION, SearchKey, Sketch, keys_of};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable)]
#[diesel(table_name = search_keys)]
pub(crate) struct Row {
    version: i32,
    key: String,
    resident_id: Id,
}

/// What a resident is compared by.
pub(crate) fn sketch(resident: &Resident, identity: &Identity) -> Sketch {
    Sketch::of(identity, resident.protected_address)
}

/// The keys of a resident as they have to be stored, each once.
pub(crate) fn texts(resident: &Resident, sketch: &Sketch) -> Vec<String> {
    let keys = keys_of(resident.card, sketch);
    keys.iter().map(SearchKey::text).collect()
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

#[diesel::dsl::auto_type]
fn of_version(version: i32) -> _ {
    search_keys::table.filter(search_keys::version.eq(version))
}

impl ReadTx<'_> {
    /// Refuses search keys of another version than this program makes: whoever has them would not
    /// be found, and nothing would tell. A newer program may have made its own beside these, and
    /// then these still serve.
    pub(crate) fn check_key_versions(&mut self) -> Result<(), StoreError> {
        if self.run(|c| diesel::select(exists(older(KEY_VERSION))).get_result(c))? {
            return Err(StoreError::KeysOlder);
        }
        let newer = self.run(|c| diesel::select(exists(newer(KEY_VERSION))).get_result(c))?;
        if newer && !self.run(|c| diesel::select(exists(of_version(KEY_VERSION))).get_result(c))? {
            return Err(StoreError::KeysNewer);
        }
        Ok(())
    }

    /// How many residents have keys of an older version, and how many there are.
    pub(crate) fn count_older_keys(&mut self, version: i32) -> Result<(u64, u64), StoreError> {
        let left: i64 = self.run(|c| older(version).count().get_result(c))?;
        let all: i64 = self.run(|c| residents::table.count().get_result(c))?;
        Ok((left.unsigned_abs(), all.unsigned_abs()))
    }

    /// Whether a resident has the keys of that sketch, and is compared by it; without an identity,
    /// by nothing.
    pub(crate) fn has_keys(
        &mut self,
        resident: &Resident,
        sketch: Option<&Sketch>,
    ) -> Result<bool, StoreError> {
        let id = Id::from(resident.id);
        let stored: Option<(Json, i32)> = self.run(|c| {
            search_sketches::table
                .find((id, KEY_VERSION))
                .select((search_sketches::body, search_sketches::key_count))
                .get_result(c)
                .optional()
        })?;
        let (Some(sketch), Some((body, count))) = (sketch, &stored) else {
            return Ok(sketch.is_none() && stored.is_none());
        };
        let keys = texts(resident, sketch);
        let there: i64 = self.run(|c| {
            search_keys::table
                .filter(search_keys::version.eq(KEY_VERSION))
                .filter(search_keys::key.eq_any(&keys))
                .filter(search_keys::resident_id.eq(id))
                .count()
                .get_result(c)
        })?;
        let read: Sketch = body.read("search_sketches.body")?;
        Ok(&read == sketch
            && usize::try_from(there) == Ok(keys.len())
            && usize::try_from(*count) == Ok(keys.len()))
    }

    /// How many keys of this version there are beyond those that residents have, and whether keys
    /// of an older version are still there.
    pub(crate) fn keys_left_over(&mut self) -> Result<(i64, bool), StoreError> {
        let stored: i64 = self.run(|c| of_version(KEY_VERSION).count().get_result(c))?;
        let had: Option<i64> = self.run(|c| {
            search_sketches::table
                .filter(search_sketches::version.eq(KEY_VERSION))
                .select(sum(search_sketches::key_count))
                .get_result(c)
        })?;
        let aged = search_keys::table.filter(search_keys::version.lt(KEY_VERSION));
        let aged = self.run(|c| diesel::select(exists(aged)).get_result(c))?;
        Ok((stored - had.unwrap_or_default(), aged))
    }
}

impl WriteTx<'_> {
    /// Makes the search keys of up to `most` residents anew whose keys are of an older version than
    /// `version`, and answers how many it were. Those of older versions stay.
    pub(crate) fn rebuild_older_keys(
        &mut self,
        most: u32,
        version: i32,
    ) -> Result<u32, StoreError> {
        let ids: Vec<Id> = self.run(|c| {
            older(version)
                .select(residents::id)
                .limit(i64::from(most))
                .load(c)
        })?;
        let mut rebuilt = 0;
        for id in ids {
            self.rebuild_keys_of_version(id.into(), version)?;
            rebuilt += 1;
        }
        Ok(rebuilt)
    }

    /// Removes up to `most` search keys of older versions, which only an older program looks for,
    /// and answers how many it were.
    pub(crate) fn remove_older_keys(&mut self, most: u32) -> Result<u32, StoreError> {
        let some = search_keys::table
            .filter(search_keys::version.lt(KEY_VERSION))
            .order((
                search_keys::version,
                search_keys::key,
                search_keys::resident_id,
            ))
            .limit(i64::from(most));
        let rows: Vec<(i32, String, Id)> = self.run(|c| some.load(c))?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            self.run(|c| {
                let aged = search_sketches::table.filter(search_sketches::version.lt(KEY_VERSION));
                diesel::delete(aged).execute(c)
            })?;
            return Ok(0);
        };
        // From the first to the last of them in their order, that of the primary key; never more
        // than one version, and the last key whole.
        let version = first.0;
        let within = search_keys::table
            .filter(search_keys::version.eq(version))
            .filter(search_keys::key.ge(&first.1));
        let removed = if last.0 == version {
            self.run(|c| diesel::delete(within.filter(search_keys::key.le(&last.1))).execute(c))?
        } else {
            self.run(|c| diesel::delete(within).execute(c))?
        };
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    /// Makes the search keys of a resident anew from the current identity, at the version of keys
    /// that this program makes.
    pub fn rebuild_search_keys(&mut self, resident: ResidentId) -> Result<(), StoreError> {
        self.rebuild_keys_of_version(resident, KEY_VERSION)
    }

    fn rebuild_keys_of_version(
        &mut self,
        resident: ResidentId,
        version: i32,
    ) -> Result<(), StoreError> {
        let registration = self.resident(resident)?.ok_or(StoreError::Stale)?;
        let id = Id::from(resident);
        // Whatever keys there are came of an identity on record, with its address or without.
        let mut before = BTreeSet::new();
        for identity in self.identities(resident)? {
            for protected_address in [false, true] {
                let sketch = Sketch::of(&identity, protected_address);
                before.extend(texts(&registration, &sketch));
            }
        }
        let current = self.current_of_kind(resident, FactKind::Identity)?;
        let sketch = identity(&current).map(|identity| sketch(&registration, identity));
        let after = sketch
            .as_ref()
            .map(|sketch| texts(&registration, sketch))
            .unwrap_or_default();
        let before: Vec<String> = before.into_iter().collect();
        self.run(|c| {
            let had = search_keys::table
                .filter(search_keys::version.eq(version))
                .filter(search_keys::key.eq_any(&before))
                .filter(search_keys::resident_id.eq(id));
            diesel::delete(had).execute(c)
        })?;
        let rows: Vec<Row> = after
            .into_iter()
            .map(|key| Row {
                version,
                key,
                resident_id: id,
            })
            .collect();
        self.run(|c| dialect::insert_all!(c, search_keys::table, &rows))?;
        self.run(|c| diesel::delete(search_sketches::table.find((id, version))).execute(c))?;
        if let Some(sketch) = &sketch {
            let row = (
                search_sketches::resident_id.eq(id),
                search_sketches::version.eq(version),
                search_sketches::body.eq(Json::of(sketch)?),
                search_sketches::key_count.eq(i32::try_from(rows.len()).unwrap_or(i32::MAX)),
            );
            self.run(|c| {
                diesel::insert_into(search_sketches::table)
                    .values(&row)
                    .execute(c)
            })?;
        }
        self.run(|c| {
            diesel::update(
                residents::table
                    .find(id)
                    .filter(residents::key_version.ne(version)),
            )
            .set(residents::key_version.eq(version))
            .execute(c)
        })?;
        Ok(())
    }

    /// Every identity that was ever recorded of a resident.
    fn identities(&mut self, resident: ResidentId) -> Result<Vec<Identity>, StoreError> {
        let bodies: Vec<Json> = self.run(|c| {
            facts::table
                .filter(facts::resident_id.eq(Id::from(resident)))
                .filter(facts::kind.eq(FactKind::Identity.code()))
                .select(facts::body)
                .load(c)
        })?;
        bodies
            .iter()
            .filter_map(|body| match body.read("facts.body") {
                Ok(FactBody::Identity(identity)) => Some(Ok(identity)),
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            })
            .collect()
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
