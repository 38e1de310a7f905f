//! A city's overlay: it may take away, never add.

use crate::{
    Fault, Level, Rule, Table, TableError,
    rows::{File, RawAction, RawRule, action, any_number, one},
};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use tasuki_domain::{Category, role::Role};

impl Table {
    /// The table narrowed by a city's overlay.
    ///
    /// A row of an existing id names fewer roles or categories or a lower level, and nothing else;
    /// one left without roles or categories is gone. A new row must be a `never` row. An action
    /// row names fewer roles. Anything else is refused by the row's name.
    pub fn narrow(&self, overlay: &str) -> Result<Self, TableError> {
        let file = File::read(overlay)?;
        let mut narrowed = self.clone();
        let mut seen = BTreeSet::new();
        for (index, row) in file.rule.iter().enumerate() {
            let name = row.name(index);
            if !seen.insert(name.clone()) {
                return Err(TableError::row(name, Fault::Repeated));
            }
            match narrowed.rules.iter_mut().find(|rule| rule.id == name) {
                Some(rule) => {
                    narrow_rule(rule, row).map_err(|fault| TableError::row(name.clone(), fault))?
                }
                None => narrowed.rules.push(never_row(row, index)?),
            }
        }
        narrowed
            .rules
            .retain(|rule| !rule.roles.is_empty() && !rule.categories.is_empty());
        let mut seen = BTreeSet::new();
        for (index, row) in file.action.iter().enumerate() {
            let name = row.name(index);
            if !seen.insert(name.clone()) {
                return Err(TableError::row(name, Fault::Repeated));
            }
            narrowed
                .narrow_action(row)
                .map_err(|fault| TableError::row(name, fault))?;
        }
        if !file.recording.is_empty() {
            return Err(TableError::row(
                "recording #1",
                Fault::NotOverlaid("recording"),
            ));
        }
        narrowed.hash = HEXLOWER.encode(
            &Sha256::new()
                .chain_update(&self.hash)
                .chain_update("\n")
                .chain_update(overlay)
                .finalize(),
        );
        Ok(narrowed)
    }

    fn narrow_action(&mut self, row: &RawAction) -> Result<(), Fault> {
        if row.sentence.is_some() {
            return Err(Fault::NotOverlaid("sentence"));
        }
        let action = one("action", row.action.as_deref(), action)?;
        let roles = any_number("roles", row.roles.as_deref(), Role::from_code)?;
        let Some(existing) = self.actions.iter_mut().find(|row| row.action == action) else {
            return Err(Fault::ActionMissing);
        };
        if row.roles.is_none() {
            return Err(Fault::Missing("roles"));
        }
        if roles.iter().any(|role| !existing.roles.contains(role)) {
            return Err(Fault::Widens("roles"));
        }
        existing.roles = roles;
        Ok(())
    }
}

fn never_row(row: &RawRule, index: usize) -> Result<Rule, TableError> {
    if row.never != Some(true) {
        return Err(TableError::row(row.name(index), Fault::AddsPermission));
    }
    row.checked(index)
}

fn narrow_rule(rule: &mut Rule, row: &RawRule) -> Result<(), Fault> {
    let restated = [
        ("purpose", row.purpose.is_some()),
        ("situation", row.situation.is_some()),
        ("consent", row.consent.is_some()),
        ("never", row.never.is_some()),
        ("basis", row.basis.is_some()),
        ("sentence", row.sentence.is_some()),
    ];
    if let Some((column, _)) = restated.into_iter().find(|(_, given)| *given) {
        return Err(Fault::NotOverlaid(column));
    }
    // What a never row names is taken away, so that naming less of it would permit more.
    if rule.never {
        return Err(Fault::Widens("a never row"));
    }
    if row.roles.is_some() {
        let roles = any_number("roles", row.roles.as_deref(), Role::from_code)?;
        if roles.iter().any(|role| !rule.roles.contains(role)) {
            return Err(Fault::Widens("roles"));
        }
        rule.roles = roles;
    }
    if row.categories.is_some() {
        let categories = any_number("categories", row.categories.as_deref(), Category::from_code)?;
        if categories
            .iter()
            .any(|category| !rule.categories.contains(category))
        {
            return Err(Fault::Widens("categories"));
        }
        rule.categories = categories;
    }
    if row.level.is_some() {
        let level = one("level", row.level.as_deref(), Level::from_code)?;
        if level > rule.level {
            return Err(Fault::Widens("level"));
        }
        rule.level = level;
    }
    Ok(())
}
