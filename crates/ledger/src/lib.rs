//! The log of looks as a Merkle tree: what one entry's leaf is.
//!
//! Nothing here does IO or knows what an entry means: a body is bytes.

use sha2::{Digest as _, Sha256};

/// What RFC 6962 §2.1 puts before a leaf, so that no leaf can be passed off as an inner node.
const LEAF_PREFIX: [u8; 1] = [0x00];

/// The leaf hash of an entry: SHA-256(0x00 ‖ salt ‖ body), the leaf of RFC 6962 §2.1 over the
/// salted body.
///
/// The salt is 32 random bytes kept beside the body and erased with it: without it, whoever holds
/// only the tree could confirm a guessed body by hashing it. Its fixed length is what makes the
/// joined bytes unambiguous.
pub fn leaf_hash(salt: &[u8; 32], body: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(LEAF_PREFIX)
        .chain_update(salt)
        .chain_update(body)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hexadecimal(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    // Expected values from an independent SHA-256 over the bytes spelled out in the documentation.
    #[test]
    fn known_answers() {
        let counting: [u8; 32] = std::array::from_fn(|index| index as u8);
        let long = vec![0xA5; 1000];
        let cases: [(&[u8; 32], &[u8], &str); 4] = [
            (
                &[0; 32],
                b"",
                "7f9c9e31ac8256ca2f258583df262dbc7d6f68f2a03043d5c99a4ae5a7396ce9",
            ),
            (
                &[0xFF; 32],
                b"{\"version\":1}",
                "f7fc7d4bb6794f75ead763b9f24535dbaaa152e5939fb956378d4219f2e468fa",
            ),
            (
                &counting,
                "救急".as_bytes(),
                "6ec0fa0bce7723e7970981508c8534ed27ff8c823e0dc5e05f6b08edbdb6b42a",
            ),
            (
                &counting,
                &long,
                "6c5c1c57ed2819a42d8c39a598c76f6f03db50902dfaa55b84f7628b21c2737b",
            ),
        ];
        for (salt, body, expected) in cases {
            assert_eq!(hexadecimal(&leaf_hash(salt, body)), expected);
        }
    }

    #[test]
    fn salt_and_body_each_change_the_leaf() {
        let base = leaf_hash(&[1; 32], b"a");
        assert_ne!(base, leaf_hash(&[2; 32], b"a"));
        assert_ne!(base, leaf_hash(&[1; 32], b"b"));
        assert_ne!(base, leaf_hash(&[1; 32], b"a\0"));
    }

    #[test]
    fn a_leaf_is_not_the_plain_hash_of_its_bytes() {
        let mut bytes = vec![7; 32];
        bytes.extend_from_slice(b"body");
        let plain: [u8; 32] = Sha256::digest(&bytes).into();
        assert_ne!(leaf_hash(&[7; 32], b"body"), plain);
    }
}
