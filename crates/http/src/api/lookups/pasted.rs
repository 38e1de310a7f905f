//! Anything pasted, as it came.

use crate::wire::{
    At, Wire,
    leaf::{text, text_schema},
};
use serde_json::Value;
use tasuki_app::lookups::{LONGEST_TEXT, check_text};
use utoipa::openapi::{RefOr, schema::Schema};

/// A pasted text of a length that is read. What is in it is folded by whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PastedText(String);

impl PastedText {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Wire for PastedText {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let text = text(value, at)?;
        at.take(check_text(text)).map(|()| Self(text.to_owned()))
    }

    fn write(&self) -> Value {
        Value::from(self.as_str())
    }

    fn describe() -> RefOr<Schema> {
        text_schema(
            "Any text; the end of a line counts as one character.",
            Some(LONGEST_TEXT),
            "患者 試験花子 昭和15年3月2日 女 波の町",
        )
    }
}
