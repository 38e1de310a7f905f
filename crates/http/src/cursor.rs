//! Cursors: where the next page of a list begins, bound to the list and the caller.

use crate::problem::{FieldFault, Problem};
use data_encoding::BASE64URL_NOPAD;
use tasuki_auth::seal::MasterKey;
use tasuki_domain::{Invalid, caller::Caller};
use uuid::Uuid;

/// The list that a cursor is of: its name and what it is of.
#[derive(Clone, Copy)]
pub(crate) struct List<'a> {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whose, where it is of one resident.
    pub(crate) of: Option<Uuid>,
    /// Who reads it.
    pub(crate) caller: &'a Caller,
}

/// Bytes of the seal; no one can try 2^64 of them over the network.
const SEAL: usize = 16;

impl List<'_> {
    /// The cursor of the page after this item.
    pub(crate) fn after(self, key: &MasterKey, last: Uuid) -> String {
        let mut bytes = last.as_bytes().to_vec();
        bytes.extend_from_slice(&self.seal(key, last));
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// The item that the cursor of a request names, if it has one.
    pub(crate) fn begins(
        self,
        key: &MasterKey,
        cursor: Option<&str>,
    ) -> Result<Option<Uuid>, Problem> {
        cursor.map(|cursor| self.read(key, cursor)).transpose()
    }

    /// The item that a cursor of this list and caller names.
    fn read(self, key: &MasterKey, cursor: &str) -> Result<Uuid, Problem> {
        let refused = || {
            let invalid = Invalid::new(
                "cursor_malformed",
                "この一覧の続きを指すカーソルではありません",
                "前の応答の next_cursor をそのまま入れてください",
            );
            Problem::invalid(vec![FieldFault::of("cursor", invalid)])
        };
        let bytes = BASE64URL_NOPAD
            .decode(cursor.as_bytes())
            .map_err(|_| refused())?;
        let (last, seal) = bytes.split_first_chunk::<16>().ok_or_else(refused)?;
        let last = Uuid::from_bytes(*last);
        // What is sealed is an identifier that this caller was given already, so the time that a
        // comparison takes tells nothing worth knowing.
        if seal == self.seal(key, last) {
            Ok(last)
        } else {
            Err(refused())
        }
    }

    fn seal(self, key: &MasterKey, last: Uuid) -> [u8; SEAL] {
        let mut message = Vec::with_capacity(80);
        message.extend_from_slice(self.name.as_bytes());
        message.push(0);
        message.extend_from_slice(self.of.unwrap_or_default().as_bytes());
        message.extend_from_slice(self.caller.account.uuid().as_bytes());
        message.extend_from_slice(last.as_bytes());
        let hash = key.keyed_hash("cursor", &message);
        hash.first_chunk().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::caller;

    #[test]
    fn a_cursor_is_of_one_list_one_resident_and_one_caller() {
        let key = MasterKey::from_bytes([1; 32]);
        let (me, other) = (caller(1), caller(2));
        let list = List {
            name: "accesses",
            of: Some(Uuid::from_u128(7)),
            caller: &me,
        };
        let last = Uuid::from_u128(9);
        let cursor = list.after(&key, last);
        assert_eq!(list.read(&key, &cursor).unwrap(), last);
        for foreign in [
            List {
                name: "residents",
                ..list
            },
            List { of: None, ..list },
            List {
                caller: &other,
                ..list
            },
        ] {
            assert!(foreign.read(&key, &cursor).is_err());
        }
        assert!(list.read(&MasterKey::from_bytes([2; 32]), &cursor).is_err());
        for malformed in ["", "A", &cursor[1..], &format!("{cursor}AAAA"), "花子"] {
            let problem = list.read(&key, malformed).unwrap_err();
            assert_eq!(problem.errors()[0].code, "cursor_malformed");
        }
    }
}
