//! Whether someone is registered already.

use tasuki_domain::{fact::identity::Identity, municipality::MunicipalityCode, resident::Resident};
use tasuki_store::{ReadTx, StoreError};

/// Residents of the municipality with the birth date and one of the names of a person, as written
/// or in kana: people without kana are registered too.
pub(crate) fn registered_alike(
    tx: &mut ReadTx<'_>,
    municipality: &MunicipalityCode,
    identity: &Identity,
) -> Result<Vec<Resident>, StoreError> {
    let names = tasuki_matching::whole_names_of(identity);
    tx.residents_named(municipality, &names)
}
