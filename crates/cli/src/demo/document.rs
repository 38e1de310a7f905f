//! demo.json: where the demo is and how to get in.

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

/// What demo.json says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The server.
    pub base_url: String,
    /// The path of the certificate that its own is signed with.
    pub ca_certificate: String,
    /// The main account of each role first.
    pub accounts: Vec<DemoAccount>,
    /// A resident to look for.
    pub sample: Sample,
}

/// An account of the demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// The role's code.
    pub role: String,
    /// The sign-in name.
    pub login: String,
    /// The password.
    pub password: String,
    /// The secret of the one-time codes, in base32.
    pub totp_secret: String,
    /// A bearer token of 24 hours.
    pub token: String,
}

/// An ordinary resident with something in every section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Their identifier.
    pub resident_id: String,
    /// The family name in kana.
    pub family_kana: String,
    /// The given name in kana.
    pub given_kana: String,
    /// The birth date, ISO 8601.
    pub birth_date: String,
    /// The number on the card.
    pub card_number: String,
}

impl Document {
    /// Reads a document.
    pub fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        serde_json::from_slice(bytes).context("demo.json を読めません / demo.json cannot be read")
    }

    /// Its bytes.
    pub fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

#[cfg(test)]
pub fn example() -> Document {
    Document {
        base_url: "https://127.0.0.1:8443".to_owned(),
        ca_certificate: "/srv/demo/ca.pem".to_owned(),
        accounts: vec![DemoAccount {
            role: "crew".to_owned(),
            login: "crew".to_owned(),
            password: "abcd-efgh-jkmn-pqrs".to_owned(),
            totp_secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(),
            token: "token".to_owned(),
        }],
        sample: Sample {
            resident_id: "0190".to_owned(),
            family_kana: "シオミ".to_owned(),
            given_kana: "ハナエ".to_owned(),
            birth_date: "1941-03-02".to_owned(),
            card_number: "0000-0000".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(value: &serde_json::Value) -> BTreeSet<&str> {
        value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect()
    }

    #[test]
    fn the_shape_is_the_agreed_one() {
        let bytes = example().bytes().unwrap();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(
            names(&value),
            BTreeSet::from(["accounts", "base_url", "ca_certificate", "sample"])
        );
        assert_eq!(
            names(&value["accounts"][0]),
            BTreeSet::from(["login", "password", "role", "token", "totp_secret"])
        );
        assert_eq!(
            names(&value["sample"]),
            BTreeSet::from([
                "birth_date",
                "card_number",
                "family_kana",
                "given_kana",
                "resident_id"
            ])
        );
        assert_eq!(Document::read(&bytes).unwrap(), example());
        assert!(Document::read(b"{}").is_err());
    }
}
