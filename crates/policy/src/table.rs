//! The disclosure table (開示表), read and checked whole.

use crate::{
    ActionRow, Fault, RecordingRow, Rule, Superseding, TableError, WishRecording, rows::File,
};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use tasuki_domain::{access::Action, fact::FactKind, role::Role};

/// The table that comes with the program.
const BUILTIN: &str = include_str!("../disclosure.toml");

/// A disclosure table that passed every check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub(crate) rules: Vec<Rule>,
    pub(crate) actions: Vec<ActionRow>,
    pub(crate) recordings: Vec<RecordingRow>,
    pub(crate) hash: String,
}

impl Table {
    /// The table that comes with the program.
    pub fn builtin() -> Result<Self, TableError> {
        Self::parse(BUILTIN)
    }

    /// Reads a table; a single wrong row refuses it whole.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        let file = File::read(text)?;
        let table = Self {
            rules: checked(&file.rule, |row, index| row.checked(index))?,
            actions: checked(&file.action, |row, index| row.checked(index))?,
            recordings: checked(&file.recording, |row, index| row.checked(index))?,
            hash: HEXLOWER.encode(&Sha256::digest(text.as_bytes())),
        };
        table.check()?;
        Ok(table)
    }

    /// The SHA-256 of the table's bytes in hexadecimal, as access entries keep it. Of a narrowed
    /// table, that of the table's hash, a line break and the overlay's bytes.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The rules in the order of the file.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Who may do what, in the order of the file.
    pub fn actions(&self) -> &[ActionRow] {
        &self.actions
    }

    /// Who may record what, in the order of the file.
    pub fn recordings(&self) -> &[RecordingRow] {
        &self.recordings
    }

    /// Whether a role may do a thing at all. What it then sees is decided by [`crate::decide`].
    pub fn may(&self, role: Role, action: Action) -> bool {
        self.actions
            .iter()
            .any(|row| row.action == action && row.roles.contains(&role))
    }

    /// Whether a role may record facts of a kind. Of wishes see [`Table::wishes_recorded_by`].
    pub fn may_record(&self, role: Role, kind: FactKind) -> bool {
        self.supersedes(role, kind).is_some()
    }

    /// As what a role may record wishes; none when it may not.
    pub fn wishes_recorded_by(&self, role: Role) -> Option<WishRecording> {
        if !self.may_record(role, FactKind::Wish) {
            return None;
        }
        self.recordings
            .iter()
            .filter(|row| row.roles.contains(&role))
            .filter_map(|row| row.wishes)
            .max()
    }

    /// What a role may supersede when it records a kind; none when it may not record it.
    pub fn supersedes(&self, role: Role, kind: FactKind) -> Option<Superseding> {
        if !self.may(role, Action::RecordFact) {
            return None;
        }
        self.recordings
            .iter()
            .filter(|row| row.roles.contains(&role) && row.kinds.contains(&kind))
            .map(|row| row.supersedes)
            .max()
    }

    /// Whether a role may record a kind of a person who did not consent to collection.
    pub fn may_record_without_collection(&self, role: Role, kind: FactKind) -> bool {
        self.may(role, Action::RecordFact)
            && self.recordings.iter().any(|row| {
                row.without_collection && row.roles.contains(&role) && row.kinds.contains(&kind)
            })
    }

    /// The checks that look at more than one row.
    pub(crate) fn check(&self) -> Result<(), TableError> {
        let mut ids = BTreeSet::new();
        for rule in &self.rules {
            if !ids.insert(rule.id.as_str()) {
                return Err(TableError::row(&rule.id, Fault::Repeated));
            }
        }
        let mut actions = BTreeSet::new();
        for row in &self.actions {
            if !actions.insert(row.action) {
                return Err(TableError::row(row.action.code(), Fault::Repeated));
            }
        }
        if let Some(action) = Action::ALL.iter().find(|action| !actions.contains(action)) {
            return Err(TableError::row(action.code(), Fault::ActionMissing));
        }
        self.check_consents()?;
        self.check_recordings()
    }

    /// A list is filtered by one consent, so rules of one role and situation share theirs.
    fn check_consents(&self) -> Result<(), TableError> {
        let permitting = || self.rules.iter().filter(|rule| !rule.never);
        for (index, rule) in permitting().enumerate() {
            let differs = permitting().take(index).any(|earlier| {
                earlier.situation == rule.situation
                    && earlier.consent != rule.consent
                    && earlier.roles.iter().any(|role| rule.roles.contains(role))
            });
            if differs {
                return Err(TableError::row(&rule.id, Fault::ConsentDiffers));
            }
        }
        Ok(())
    }

    fn check_recordings(&self) -> Result<(), TableError> {
        for role in Role::ALL {
            let records = self.recordings.iter().any(|row| row.roles.contains(role));
            if records != self.may(*role, Action::RecordFact) {
                let row = format!("recording of {}", role.code());
                return Err(TableError::row(row, Fault::RecordingDiffers));
            }
        }
        Ok(())
    }
}

fn checked<R, T>(
    rows: &[R],
    check: impl Fn(&R, usize) -> Result<T, TableError>,
) -> Result<Vec<T>, TableError> {
    rows.iter()
        .enumerate()
        .map(|(index, row)| check(row, index))
        .collect()
}
