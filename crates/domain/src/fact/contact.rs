//! Whom to call, in order.

use crate::text::{KanaName, Line, Phone};
use serde::{Deserialize, Serialize};

/// One person to call (緊急連絡先).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The place in the calling order, from 1.
    pub order: u8,
    /// Their name.
    pub name: Line,
    /// Its kana.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kana: Option<KanaName>,
    /// Their relation to the person (続柄).
    pub relation: Line,
    /// Numbers, the one to call first.
    pub phones: Vec<Phone>,
    /// Whether they may be called at night; none when not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_night: Option<bool>,
    /// Whether they hold a key; none when not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds_key: Option<bool>,
    /// キーパーソン
    #[serde(default)]
    pub key_person: bool,
    /// 主介護者
    #[serde(default)]
    pub main_carer: bool,
    /// 代わりに話せる人（代理意思決定者）
    #[serde(default)]
    pub speaks_for_person: bool,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lives: Option<Line>,
}
