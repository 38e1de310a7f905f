//! A browser that somebody has signed in with before, which need not wait for what others at the same
//! network address do.

use crate::seal::{MasterKey, mac};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

/// What such a browser keeps: its own number and the proof that we gave it.
pub fn mark(key: &MasterKey, number: Uuid) -> String {
    format!("{}.{}", number.simple(), proof(key, number))
}

/// The number of a browser that shows a mark of ours.
pub fn known(key: &MasterKey, mark: &str) -> Option<Uuid> {
    let (number, shown) = mark.split_once('.')?;
    let number = Uuid::try_parse(number).ok()?;
    let ours: bool = proof(key, number).as_bytes().ct_eq(shown.as_bytes()).into();
    ours.then_some(number)
}

fn proof(key: &MasterKey, number: Uuid) -> String {
    BASE64URL_NOPAD.encode(&mac(&key.subkey("browser"), number.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mark_of_ours_is_known() {
        let key = MasterKey::from_bytes([1; 32]);
        let number = Uuid::from_u128(7);
        let mark = mark(&key, number);
        assert_eq!(known(&key, &mark), Some(number));
        assert_eq!(known(&MasterKey::from_bytes([2; 32]), &mark), None);
        let other = super::mark(&key, Uuid::from_u128(8));
        let (_, proof) = other.split_once('.').unwrap();
        for wrong in [
            "",
            ".",
            &mark[..40],
            &format!("{mark}A"),
            &format!("{}.{proof}", number.simple()),
        ] {
            assert_eq!(known(&key, wrong), None, "{wrong}");
        }
    }
}
