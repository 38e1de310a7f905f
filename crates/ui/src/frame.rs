//! The frame around every page: who is signed in, when the page was made, day or night.

use crate::asset;

/// Which colors the person chose; kept in a cookie so that the server renders it without a flash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Dark on light.
    Day,
    /// Light on dark.
    Night,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Day, Self::Night];

    /// The value of the `theme` field, the cookie and `data-theme`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Day => "day",
            Self::Night => "night",
        }
    }

    /// The theme of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// One link of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Whether it is the page shown.
    pub current: bool,
}

/// What surrounds every page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// The name of the screen, for the title and the bar; without 「Tasuki」.
    pub title: String,
    /// The institution; empty before sign-in.
    pub organization: String,
    /// The role's words; empty before sign-in.
    pub role_label: String,
    /// The person's name; empty before sign-in.
    pub account_name: String,
    /// When the page was made, `12:03`.
    pub clock: String,
    /// The number of the page's forms, by which one that is sent twice is known.
    pub once: Option<String>,
    /// Day or night.
    pub theme: Theme,
    /// The token of every form; none before there is a session.
    pub csrf: Option<String>,
    /// Whether this is the drill store (図上訓練).
    pub drill: bool,
    /// Links under the bar; crews have none, their way is one page after the other.
    pub nav: Vec<NavItem>,
    /// The request's identifier, shown small at the foot so that it can be told on the telephone.
    pub request_id: Option<String>,
    /// The path of this page, where the theme switch comes back to. Never with personal data.
    pub path: String,
}

impl Frame {
    /// Whether someone is signed in.
    pub fn is_signed_in(&self) -> bool {
        !self.account_name.is_empty()
    }

    /// The text of `<title>`.
    pub fn full_title(&self) -> String {
        let drill = if self.drill { "【訓練】" } else { "" };
        format!("{drill}{} | Tasuki", self.title)
    }

    /// The style sheet's path.
    pub fn style_path(&self) -> &'static str {
        asset::style_path()
    }

    /// The script's path.
    pub fn script_path(&self) -> &'static str {
        asset::script_path()
    }

    /// The icon's path.
    pub fn icon_path(&self) -> &'static str {
        asset::icon_path()
    }
}
