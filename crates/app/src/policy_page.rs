//! The disclosure table as people read it (だれが何を見られるか). It holds no personal data.

use crate::Tasuki;
use tasuki_domain::{Category, role::Role};

/// One row of the table, in words.
#[derive(Debug, Clone)]
pub struct PolicyRow {
    /// The rule's stable name, which access entries quote.
    pub id: String,
    /// Who.
    pub roles: Vec<Role>,
    /// In which situation.
    pub situation: &'static str,
    /// For what.
    pub purpose: String,
    /// Whether the person's consent is needed, and to whom and for what.
    pub consent: Option<String>,
    /// What.
    pub categories: Vec<Category>,
    /// How much: 「内容」「要点」「有無だけ」.
    pub level: &'static str,
    /// Whether it forbids instead of permitting.
    pub never: bool,
    /// On which law or agreement it rests.
    pub basis: String,
    /// In one sentence.
    pub sentence: String,
}

/// The table's rows and its hash, as quoted in every entry.
pub fn policy_page(tasuki: &Tasuki) -> (Vec<PolicyRow>, String) {
    let rows = tasuki
        .table
        .rules()
        .iter()
        .map(|rule| PolicyRow {
            id: rule.id.clone(),
            roles: rule.roles.clone(),
            situation: rule.situation.japanese(),
            purpose: rule.purpose.japanese().to_owned(),
            consent: rule.consent.map(|(recipient, purpose)| {
                format!("{}・{}", recipient.japanese(), purpose.japanese())
            }),
            categories: rule.categories.clone(),
            level: rule.level.japanese(),
            never: rule.never,
            basis: rule.basis.clone(),
            sentence: rule.sentence.clone(),
        })
        .collect();
    (rows, tasuki.table.hash().to_owned())
}

/// What a role may do, in words, for the page of roles without a screen of their own.
pub fn actions_of(tasuki: &Tasuki, role: Role) -> Vec<&'static str> {
    tasuki_domain::access::Action::ALL
        .iter()
        .filter(|action| tasuki.table.may(role, **action))
        .map(|action| action.japanese())
        .collect()
}
