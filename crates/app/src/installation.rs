//! Whether this database, this master key and this use belong together.

use crate::Tasuki;
use tasuki_store::{Installation, StoreError};

/// Why a database is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// What is sealed in it was sealed with another master key: no one could sign in.
    #[error("the database was written with another master key")]
    MasterKey,
    /// It holds real data, and drills were asked for.
    #[error("the database is for real data, not for drills")]
    NotForDrills,
    /// It is for drills, and real work was asked for.
    #[error("the database is for drills")]
    ForDrills,
}

impl Tasuki {
    /// Takes the database into use, or checks that it is the one that was: drill data and real data
    /// never meet (invariant 11), and secrets sealed with one key are not asked of another.
    pub fn take_into_use(&self, drill: bool) -> Result<Result<(), Foreign>, StoreError> {
        let ours = Installation {
            master_key_check: self.keys.master.keyed_hash("installation", b"").to_vec(),
            drill,
        };
        let found = self.store.read(|tx| tx.installation())?;
        let found = match found {
            Some(found) => found,
            None => self.store.write(|tx| {
                // Another server may have been first.
                if let Some(found) = tx.installation()? {
                    return Ok::<_, StoreError>(found);
                }
                tx.insert_installation(&ours)?;
                Ok(ours.clone())
            })?,
        };
        Ok(match (found.drill, drill) {
            _ if found.master_key_check != ours.master_key_check => Err(Foreign::MasterKey),
            (true, false) => Err(Foreign::ForDrills),
            (false, true) => Err(Foreign::NotForDrills),
            _ => Ok(()),
        })
    }
}
