//! A recorded look in words.

use crate::pages::day;
use std::collections::BTreeSet;
use tasuki_app::accesses::AccessLine as Recorded;
use tasuki_domain::{
    Category,
    access::{Action, Outcome},
};
use tasuki_ui::page::accesses::AccessLine;

/// One look.
pub(crate) fn line(of: &Recorded) -> AccessLine {
    let entry = &of.entry;
    AccessLine {
        at: day::moment(entry.at),
        organization: of.organization.as_str().to_owned(),
        role: entry.role.japanese().to_owned(),
        action: entry.action.japanese().to_owned(),
        reason: entry.reason.clone().unwrap_or_default(),
        shown: names(&entry.shown),
        withheld: names(&entry.withheld),
        outcome: outcome(entry.action, entry.outcome).to_owned(),
    }
}

fn names(categories: &BTreeSet<Category>) -> Vec<String> {
    categories
        .iter()
        .map(|category| category.japanese().to_owned())
        .collect()
}

const fn outcome(action: Action, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Missed => "該当なし",
        Outcome::Refused => "断った",
        Outcome::Permitted if shows(action) => "表示した",
        Outcome::Permitted => "行った",
    }
}

/// Whether the action shows something; the others change something.
const fn shows(action: Action) -> bool {
    match action {
        Action::LookUp
        | Action::ListCandidate
        | Action::ViewSummary
        | Action::ListResidents
        | Action::ViewResident
        | Action::ListAccesses
        | Action::ListConsents
        | Action::ListIncidents => true,
        Action::RegisterResident
        | Action::RecordFact
        | Action::GrantConsent
        | Action::WithdrawConsent
        | Action::JoinCareTeam
        | Action::LeaveCareTeam
        | Action::OpenIncident
        | Action::CloseIncident
        | Action::DryRunRoster
        | Action::ImportRoster => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::entered_at;
    use tasuki_domain::{access::AccessEntry, role::Role};
    use uuid::Uuid;

    #[test]
    fn a_look_says_when_where_as_what_why_and_what() {
        let id = Uuid::from_u128(1);
        let entry = AccessEntry {
            version: 1,
            id: id.into(),
            at: entered_at(),
            account: id.into(),
            organization: id.into(),
            role: Role::Crew,
            action: Action::ViewSummary,
            resident: Some(id.into()),
            incident: None,
            lookup: None,
            reason: Some("事案 0412".into()),
            outcome: Outcome::Permitted,
            refusal: None,
            rules: BTreeSet::new(),
            policy: String::new(),
            consents: Vec::new(),
            shown: BTreeSet::from([Category::Identity, Category::Medications]),
            withheld: BTreeSet::from([Category::Home]),
            search_keys: Vec::new(),
            people: 1,
        };
        let recorded = Recorded {
            entry,
            organization: "みほん市消防本部".parse().unwrap(),
            account: "見本 隊員".parse().unwrap(),
        };
        let line = line(&recorded);
        assert_eq!(
            (line.at.as_str(), line.role.as_str()),
            ("R8.11.7 09:00", "救急隊員")
        );
        assert_eq!(
            (line.action.as_str(), line.reason.as_str()),
            ("サマリーを表示", "事案 0412")
        );
        assert_eq!(line.shown, ["本人の基本情報", "薬"]);
        assert_eq!(
            (line.withheld.as_slice(), line.outcome.as_str()),
            (&["住まい・鍵".to_owned()][..], "表示した")
        );
    }

    #[test]
    fn every_outcome_has_its_word() {
        for (action, ended, word) in [
            (Action::LookUp, Outcome::Missed, "該当なし"),
            (Action::ViewSummary, Outcome::Refused, "断った"),
            (Action::ListCandidate, Outcome::Permitted, "表示した"),
            (Action::GrantConsent, Outcome::Permitted, "行った"),
        ] {
            assert_eq!(outcome(action, ended), word);
        }
    }
}
