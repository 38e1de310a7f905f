//! Who is registered with the same name and birth date.

use crate::{
    ReadTx, StoreError,
    residents::Row,
    schema::{residents, search_keys},
};
use diesel::prelude::*;
use std::collections::BTreeSet;
use tasuki_domain::{municipality::MunicipalityCode, resident::Resident};
use tasuki_matching::{KEY_VERSION, SearchKey};

impl ReadTx<'_> {
    /// Who in the municipality has one of the names with the birth date (by their keys), so that
    /// nobody is registered twice unnoticed.
    pub fn residents_named(
        &mut self,
        municipality: &MunicipalityCode,
        names: &BTreeSet<SearchKey>,
    ) -> Result<Vec<Resident>, StoreError> {
        let keys: Vec<String> = names.iter().map(SearchKey::text).collect();
        let rows: Vec<Row> = self.run(|c| {
            residents::table
                .filter(residents::municipality.eq(municipality.as_str()))
                .filter(
                    residents::id.eq_any(
                        search_keys::table
                            .filter(search_keys::version.eq(KEY_VERSION))
                            .filter(search_keys::key.eq_any(keys))
                            .select(search_keys::resident_id),
                    ),
                )
                .order(residents::id)
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }
}
