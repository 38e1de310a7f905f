//! The file as written, and the checks that turn its rows into rules.
//!
//! Every column is optional to the reader, so that a missing one is reported with the row's name
//! instead of a place in the file.

use crate::{
    ActionRow, Fault, Level, RecordingRow, Rule, RulePurpose, Situation, Superseding, TableError,
};
use serde::Deserialize;
use tasuki_domain::{
    Category,
    access::Action,
    consent::{Purpose, RecipientClass},
    fact::FactKind,
    role::Role,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[serde(default)]
    pub rule: Vec<RawRule>,
    #[serde(default)]
    pub action: Vec<RawAction>,
    #[serde(default)]
    pub recording: Vec<RawRecording>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    pub id: Option<String>,
    pub roles: Option<Vec<String>>,
    pub purpose: Option<String>,
    pub situation: Option<String>,
    pub consent: Option<String>,
    pub categories: Option<Vec<String>>,
    pub level: Option<String>,
    pub never: Option<bool>,
    pub basis: Option<String>,
    pub sentence: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawAction {
    pub action: Option<String>,
    pub roles: Option<Vec<String>>,
    pub sentence: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRecording {
    pub roles: Option<Vec<String>>,
    pub kinds: Option<Vec<String>>,
    pub wishes: Option<String>,
    pub supersedes: Option<String>,
    pub without_collection: Option<bool>,
    pub sentence: Option<String>,
}

impl File {
    pub(crate) fn read(text: &str) -> Result<Self, TableError> {
        toml::from_str(text).map_err(|error| TableError::Unreadable(error.to_string()))
    }
}

impl RawRule {
    /// The row's name in errors: its id, or its place when it has none.
    pub(crate) fn name(&self, index: usize) -> String {
        match self.id.as_deref().map(str::trim) {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => format!("rule #{}", index + 1),
        }
    }

    pub(crate) fn checked(&self, index: usize) -> Result<Rule, TableError> {
        self.check()
            .map_err(|fault| TableError::row(self.name(index), fault))
    }

    fn check(&self) -> Result<Rule, Fault> {
        let rule = Rule {
            id: text("id", self.id.as_deref())?,
            roles: several("roles", self.roles.as_deref(), Role::from_code)?,
            purpose: one("purpose", self.purpose.as_deref(), RulePurpose::from_code)?,
            situation: one("situation", self.situation.as_deref(), Situation::from_code)?,
            consent: self
                .consent
                .as_deref()
                .map(|code| one("consent", Some(code), consent))
                .transpose()?,
            categories: several(
                "categories",
                self.categories.as_deref(),
                Category::from_code,
            )?,
            level: one("level", self.level.as_deref(), Level::from_code)?,
            never: self.never.unwrap_or(false),
            basis: text("basis", self.basis.as_deref())?,
            sentence: text("sentence", self.sentence.as_deref())?,
        };
        match (rule.never, rule.consent) {
            (true, Some(_)) => return Err(Fault::NeverWithConsent),
            (false, Some((_, purpose))) if !rule.purpose.agrees_with(purpose) => {
                return Err(Fault::PurposeDiffers);
            }
            (false, _) if rule.purpose == RulePurpose::Any => return Err(Fault::AnyPurpose),
            (false, _) if rule.situation == Situation::Listing => {
                return Err(Fault::PermitsListing);
            }
            _ => {}
        }
        Ok(rule)
    }
}

impl RawAction {
    pub(crate) fn name(&self, index: usize) -> String {
        match self.action.as_deref().map(str::trim) {
            Some(action) if !action.is_empty() => action.to_owned(),
            _ => format!("action #{}", index + 1),
        }
    }

    pub(crate) fn checked(&self, index: usize) -> Result<ActionRow, TableError> {
        self.check()
            .map_err(|fault| TableError::row(self.name(index), fault))
    }

    fn check(&self) -> Result<ActionRow, Fault> {
        Ok(ActionRow {
            action: one("action", self.action.as_deref(), action)?,
            roles: several("roles", self.roles.as_deref(), Role::from_code)?,
            sentence: text("sentence", self.sentence.as_deref())?,
        })
    }
}

impl RawRecording {
    pub(crate) fn checked(&self, index: usize) -> Result<RecordingRow, TableError> {
        self.check()
            .map_err(|fault| TableError::row(format!("recording #{}", index + 1), fault))
    }

    fn check(&self) -> Result<RecordingRow, Fault> {
        let row = RecordingRow {
            roles: several("roles", self.roles.as_deref(), Role::from_code)?,
            kinds: several("kinds", self.kinds.as_deref(), FactKind::from_code)?,
            wishes: self
                .wishes
                .as_deref()
                .map(|code| one("wishes", Some(code), crate::WishRecording::from_code))
                .transpose()?,
            supersedes: self
                .supersedes
                .as_deref()
                .map_or(Ok(Superseding::Shown), |code| {
                    one("supersedes", Some(code), Superseding::from_code)
                })?,
            without_collection: self.without_collection.unwrap_or(false),
            sentence: text("sentence", self.sentence.as_deref())?,
        };
        if row.wishes.is_some() != row.kinds.contains(&FactKind::Wish) {
            return Err(Fault::WishesDiffer);
        }
        Ok(row)
    }
}

fn consent(code: &str) -> Option<(RecipientClass, Purpose)> {
    let (recipient, purpose) = code.split_once('/')?;
    Some((
        RecipientClass::from_code(recipient)?,
        Purpose::from_code(purpose)?,
    ))
}

pub(crate) fn action(code: &str) -> Option<Action> {
    Action::ALL
        .iter()
        .copied()
        .find(|action| action.code() == code)
}

fn text(column: &'static str, value: Option<&str>) -> Result<String, Fault> {
    match value.map(str::trim) {
        Some(value) if !value.is_empty() => Ok(value.to_owned()),
        _ => Err(Fault::Missing(column)),
    }
}

pub(crate) fn one<T>(
    column: &'static str,
    value: Option<&str>,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<T, Fault> {
    let code = text(column, value)?;
    from_code(&code).ok_or(Fault::Unknown { column, code })
}

fn several<T: PartialEq>(
    column: &'static str,
    codes: Option<&[String]>,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Fault> {
    let values = any_number(column, codes, from_code)?;
    if values.is_empty() {
        return Err(Fault::Missing(column));
    }
    Ok(values)
}

pub(crate) fn any_number<T: PartialEq>(
    column: &'static str,
    codes: Option<&[String]>,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Fault> {
    let mut values = Vec::new();
    for code in codes.unwrap_or_default() {
        let value = one(column, Some(code), &from_code)?;
        if values.contains(&value) {
            let code = code.clone();
            return Err(Fault::Twice { column, code });
        }
        values.push(value);
    }
    Ok(values)
}
