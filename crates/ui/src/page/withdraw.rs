//! `/consents/{id}/withdraw`: what a withdrawal does, before it is done.

use crate::Frame;
use askama::Template;

/// The page that asks before a withdrawal.
#[derive(Debug, Clone, Template)]
#[template(path = "withdraw.html")]
pub struct WithdrawView {
    /// The frame.
    pub frame: Frame,
    /// The consent.
    pub consent_id: String,
    /// Its version.
    pub version: i32,
    /// Whether the person withdraws it themselves.
    pub own: bool,
    /// The way back.
    pub back: String,
    /// 「山田　花子」
    pub name: String,
    /// 「昭和15年3月2日（1940） 86歳」
    pub birth_date: String,
    /// Who loses sight of what: 「救急隊・通信指令（救急のとき）: アレルギー・副作用、薬 ほか9」.
    pub loses: Vec<String>,
}
