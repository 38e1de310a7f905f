//! Columns that hold one word of a closed list, or a value's own text.

use crate::StoreError;
use serde::{Serialize, de::DeserializeOwned};
use std::str::FromStr;

/// The word that serde writes for a value without content.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(_) => Err(StoreError::Corrupt("a word")),
        Err(error) => Err(StoreError::Other(Box::new(error))),
    }
}

/// The value of a word; `what` names the column.
pub(crate) fn of_word<T: DeserializeOwned>(
    word: String,
    what: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|_| StoreError::Corrupt(what))
}

/// The value of a text; `what` names the column.
pub(crate) fn of_text<T: FromStr>(text: &str, what: &'static str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt(what))
}

/// The value of a text that may be missing; `what` names the column.
pub(crate) fn of_optional_text<T: FromStr>(
    text: Option<&str>,
    what: &'static str,
) -> Result<Option<T>, StoreError> {
    text.map(|text| of_text(text, what)).transpose()
}

/// A hash or salt of 32 bytes; `what` names the column.
pub(crate) fn of_bytes(bytes: &[u8], what: &'static str) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Corrupt(what))
}
