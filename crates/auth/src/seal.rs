//! What the server's master key protects: secrets at rest, and keys made from it.

use hmac::{Hmac, Mac as _};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::Sha256;
use std::fmt;

/// The first byte of what is sealed; another one would be another way of sealing.
const VERSION: u8 = 1;

/// The server's master key: 32 random bytes kept outside the database.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

/// It could not be sealed or opened: another key, another context, or changed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret cannot be sealed or opened with this key")]
pub struct SealError;

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

impl MasterKey {
    /// The key of those random bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Seals with AES-256-GCM: version, nonce, then ciphertext with its tag.
    ///
    /// `context` is bound to the result and not stored: sealed for one account, it does not open
    /// for another. A nonce is used once.
    pub fn seal(
        &self,
        nonce: [u8; NONCE_LEN],
        plain: &[u8],
        context: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        let mut sealed = plain.to_vec();
        aead(&self.subkey("seal"))?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context),
                &mut sealed,
            )
            .map_err(|_| SealError)?;
        let mut whole = vec![VERSION];
        whole.extend_from_slice(&nonce);
        whole.append(&mut sealed);
        Ok(whole)
    }

    /// Opens what [`MasterKey::seal`] made with the same context.
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Vec<u8>, SealError> {
        let (version, rest) = sealed.split_first().ok_or(SealError)?;
        let (nonce, ciphertext) = rest
            .split_first_chunk::<NONCE_LEN>()
            .filter(|_| *version == VERSION)
            .ok_or(SealError)?;
        let mut bytes = ciphertext.to_vec();
        let plain = aead(&self.subkey("seal"))?
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(context),
                &mut bytes,
            )
            .map_err(|_| SealError)?;
        Ok(plain.to_vec())
    }

    /// HMAC-SHA-256 of a message under a key of its own for that purpose: search keys of misses,
    /// throttled logins and addresses. Values of two purposes cannot be compared with each other.
    pub fn keyed_hash(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        // The prefix keeps every purpose of callers apart from the ones inside this crate.
        mac(&self.subkey(&format!("hash {purpose}")), message)
    }

    /// A key of its own for one use, so that no two uses share one.
    pub(crate) fn subkey(&self, purpose: &str) -> [u8; 32] {
        mac(&self.0, format!("tasuki {purpose}").as_bytes())
    }
}

/// HMAC-SHA-256.
pub(crate) fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    // A key of exactly one block is what HMAC makes of a shorter one; given as one, it cannot err.
    let mut block = [0; 64];
    if let Some(start) = block.first_chunk_mut::<32>() {
        *start = *key;
    }
    Hmac::<Sha256>::new(&block.into())
        .chain_update(message)
        .finalize()
        .into_bytes()
        .into()
}

fn aead(key: &[u8; 32]) -> Result<LessSafeKey, SealError> {
    UnboundKey::new(&AES_256_GCM, key)
        .map(LessSafeKey::new)
        .map_err(|_| SealError)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    fn hexadecimal(text: &str) -> Vec<u8> {
        HEXLOWER.decode(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_cipher_is_the_published_one() {
        // Test case 16 of McGrew and Viega, The Galois/Counter Mode of Operation.
        let key: [u8; 32] = hexadecimal(&"feffe9928665731c6d6a8f9467308308".repeat(2))
            .try_into()
            .unwrap();
        let nonce: [u8; 12] = hexadecimal("cafebabefacedbaddecaf888").try_into().unwrap();
        let mut bytes = hexadecimal(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
             1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        );
        let context = hexadecimal("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        aead(&key)
            .unwrap()
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context),
                &mut bytes,
            )
            .unwrap();
        assert_eq!(
            HEXLOWER.encode(&bytes),
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
             8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662\
             76fc6ece0f4e1768cddf8853bb2d551b"
        );
    }

    #[test]
    fn the_mac_is_the_published_one() {
        // RFC 4231, test case 2 ("Jefe"), whose short key is the same padded with zeros.
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        assert_eq!(
            HEXLOWER.encode(&mac(&key, b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn another_key_context_or_byte_does_not_open() {
        let key = MasterKey::from_bytes([1; 32]);
        let sealed = key.seal([2; 12], b"secret", b"account 1").unwrap();
        assert_eq!(key.open(&sealed, b"account 1"), Ok(b"secret".to_vec()));
        assert_eq!(key.open(&sealed, b"account 2"), Err(SealError));
        let other = MasterKey::from_bytes([3; 32]);
        assert_eq!(other.open(&sealed, b"account 1"), Err(SealError));
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(key.open(&changed, b"account 1"), Err(SealError), "{index}");
        }
        for length in 0..sealed.len() {
            assert_eq!(key.open(&sealed[..length], b"account 1"), Err(SealError));
        }
    }

    #[test]
    fn purposes_do_not_share_values() {
        let key = MasterKey::from_bytes([1; 32]);
        assert_ne!(
            key.keyed_hash("login", b"a"),
            key.keyed_hash("address", b"a")
        );
        assert_ne!(key.keyed_hash("login", b"a"), key.keyed_hash("login", b"b"));
        assert_ne!(key.subkey("seal"), key.subkey("csrf"));
        assert_eq!(format!("{key:?}"), "MasterKey(…)");
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens(
            key: [u8; 32],
            nonce: [u8; 12],
            plain in prop::collection::vec(any::<u8>(), 0..80),
            context in prop::collection::vec(any::<u8>(), 0..20),
        ) {
            let key = MasterKey::from_bytes(key);
            let sealed = key.seal(nonce, &plain, &context).unwrap();
            prop_assert_eq!(key.open(&sealed, &context), Ok(plain));
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert_eq!(MasterKey::from_bytes([1; 32]).open(&bytes, b""), Err(SealError));
        }
    }
}
