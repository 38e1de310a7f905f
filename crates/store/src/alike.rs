//! Who is registered with the same name and birth date.

use crate::{
    ReadTx, StoreError,
    residents::Row,
    schema::{residents, search_keys},
};
use diesel::{dsl::exists, prelude::*};
use std::collections::BTreeSet;
use tasuki_domain::{municipality::MunicipalityCode, resident::Resident};
use tasuki_matching::{KeyKind, SearchKey};

impl ReadTx<'_> {
    /// Who in the municipality has one of the names (by their keys) and the birth date (ISO), so
    /// that nobody is registered twice unnoticed.
    pub fn residents_named(
        &mut self,
        municipality: &MunicipalityCode,
        names: &BTreeSet<SearchKey>,
        birth_date: &str,
    ) -> Result<Vec<Resident>, StoreError> {
        let of_kind = |kind: KeyKind| -> Vec<&str> {
            let of_kind = names.iter().filter(|name| name.kind == kind);
            of_kind.map(|name| name.value.as_str()).collect()
        };
        let (kana, written) = (of_kind(KeyKind::FullKana), of_kind(KeyKind::Written));
        let (named, born) = diesel::alias!(search_keys as named, search_keys as born);
        let by = |kind: KeyKind, values| {
            named
                .field(search_keys::kind)
                .eq(kind.code())
                .and(named.field(search_keys::value).eq_any(values))
        };
        let rows: Vec<Row> = self.run(|c| {
            residents::table
                .filter(residents::municipality.eq(municipality.as_str()))
                .filter(
                    residents::id.eq_any(
                        named
                            .filter(by(KeyKind::FullKana, kana).or(by(KeyKind::Written, written)))
                            .select(named.field(search_keys::resident_id)),
                    ),
                )
                .filter(exists(
                    born.filter(born.field(search_keys::resident_id).eq(residents::id))
                        .filter(born.field(search_keys::kind).eq(KeyKind::BirthDate.code()))
                        .filter(born.field(search_keys::value).eq(birth_date)),
                ))
                .order(residents::id)
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }
}
