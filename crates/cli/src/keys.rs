//! The secrets of an installation, as files.

use anyhow::{Context as _, bail};
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use tasuki_auth::{seal::MasterKey, token::SigningKeys};

/// The first line of the keys of a demo, so that they are never used for real people.
const DEMO: &str = "tasuki demo key - not for real people";

/// Whether a key says that it belongs to a demo.
pub fn is_of_demo(text: &str) -> bool {
    text.trim_start().starts_with(DEMO)
}

fn content(text: &str) -> &str {
    text.trim_start().strip_prefix(DEMO).unwrap_or(text).trim()
}

/// A key's text with the demo's mark on it.
pub fn marked(text: &str) -> String {
    format!("{DEMO}\n{text}")
}

/// The text of a fresh master key.
pub fn master_text(entropy: [u8; 32]) -> String {
    format!("{}\n", HEX.encode(&entropy))
}

/// Reads a master key: 64 hexadecimal digits.
pub fn master(text: &str) -> anyhow::Result<MasterKey> {
    let bytes = HEX.decode(content(text).as_bytes()).ok();
    let Some(bytes) = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()) else {
        bail!("マスター鍵は16進64桁です / a master key is 64 hexadecimal digits");
    };
    Ok(MasterKey::from_bytes(bytes))
}

/// The text of a fresh signing key.
pub fn signing_text(mut entropy: impl FnMut() -> [u8; 32]) -> anyhow::Result<String> {
    // One in 2^32 draws is no key of the curve.
    for _ in 0..4 {
        if let Ok(keys) = SigningKeys::generate(entropy()) {
            return Ok(keys.to_pem()?);
        }
    }
    bail!("署名鍵を作れません / cannot make a signing key")
}

/// Reads a signing key and the earlier ones that still verify.
pub fn signing<'a>(
    text: &str,
    earlier: impl IntoIterator<Item = &'a str>,
) -> anyhow::Result<SigningKeys> {
    let what = "署名鍵を読めません（PKCS#8のPEM、P-256） / cannot read a signing key";
    let mut keys = SigningKeys::from_pem(content(text)).context(what)?;
    for text in earlier {
        keys = keys.also_verifying(content(text)).context(what)?;
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_marked_or_not() {
        let text = signing_text(|| [7; 32]).unwrap();
        for text in [text.clone(), marked(&text)] {
            let again = signing(&text, [text.as_str()]).unwrap();
            assert_eq!(again.jwks(), SigningKeys::generate([7; 32]).unwrap().jwks());
        }
        assert!(is_of_demo(&marked(&text)) && !is_of_demo(&text));
        let text = master_text([5; 32]);
        let expected = MasterKey::from_bytes([5; 32]).keyed_hash("a", b"b");
        for text in [text.clone(), marked(&text), text.to_uppercase()] {
            assert_eq!(master(&text).unwrap().keyed_hash("a", b"b"), expected);
        }
    }

    #[test]
    fn what_is_no_key_is_refused_without_being_quoted() {
        for text in ["", "abc", &"0".repeat(63), &"g".repeat(64)] {
            let error = format!("{:#}", master(text).unwrap_err());
            assert!(text.is_empty() || !error.contains(text), "{error}");
        }
        assert!(signing("secret", []).is_err());
        assert!(signing(&signing_text(|| [7; 32]).unwrap(), ["secret"]).is_err());
    }

    #[test]
    fn entropy_that_is_no_key_is_drawn_again() {
        let mut draws = [[0; 32], [9; 32]].into_iter();
        assert!(signing_text(|| draws.next().unwrap()).is_ok());
        assert!(signing_text(|| [0; 32]).is_err());
    }
}
