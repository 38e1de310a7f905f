//! `/` for the resident and their representative: who looked, and what they permitted.

use super::accesses::AccessLine;
use crate::Frame;
use askama::Template;

/// What is permitted to one class, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermittedLine {
    /// 「救急隊・通信指令」
    pub recipient: String,
    /// 「救急のとき」
    pub purpose: String,
    /// The categories' names.
    pub categories: Vec<String>,
}

/// The resident's page.
#[derive(Debug, Clone, Template)]
#[template(path = "resident_home.html")]
pub struct ResidentHomeView {
    /// The frame.
    pub frame: Frame,
    /// 「山田　花子 さん」
    pub subject: String,
    /// The newest looks, a few.
    pub latest: Vec<AccessLine>,
    /// Where all looks are.
    pub accesses_path: String,
    /// Where what is seen in an emergency is.
    pub summary_path: String,
    /// What is permitted; empty without a consent in force.
    pub permitted: Vec<PermittedLine>,
    /// 「R8.6.3 に署名した同意（版 1）」, or how the last one ended; none when there never was one.
    pub consent_note: Option<String>,
    /// Where the person withdraws the consent in force; none without one.
    pub withdraw_path: Option<String>,
    /// Whether it was withdrawn just now.
    pub withdrawn_now: bool,
    /// Whom to ask: 「みほん市の窓口」.
    pub ask: String,
}
