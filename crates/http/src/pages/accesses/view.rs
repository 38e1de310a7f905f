//! A recorded look as a line of a list.

use super::words;
use crate::pages::day;
use tasuki_app::accesses::AccessLine as Recorded;
use tasuki_domain::{
    access::{Action, Outcome},
    id::ResidentId,
};
use tasuki_ui::page::accesses::{AccessLine, PersonMark};

/// One look in a list of one person's.
pub(crate) fn line(of: &Recorded) -> AccessLine {
    let entry = &of.entry;
    AccessLine {
        at: day::moment(entry.at),
        organization: of.organization.as_str().to_owned(),
        account: of.account.as_str().to_owned(),
        account_path: None,
        role: entry.role.japanese().to_owned(),
        action: entry.action.japanese().to_owned(),
        people: Vec::new(),
        reason: words::reason(entry),
        shown: words::shown(entry),
        withheld: words::names(&entry.withheld),
        outcome: outcome(entry.action, entry.outcome).to_owned(),
    }
}

/// One look in a list of many people's: with whose record it was and the way to all that the same
/// account did.
pub(super) fn line_of_many(of: &Recorded) -> AccessLine {
    AccessLine {
        account_path: Some(format!("/accesses?account={}", of.entry.account)),
        people: of.entry.resident.into_iter().map(mark).collect(),
        ..line(of)
    }
}

/// Hexadecimal digits of an identifier that tell people of one list apart.
const TELLING: usize = 6;

pub(super) fn mark(resident: ResidentId) -> PersonMark {
    let id = resident.to_string();
    let from = id.len().saturating_sub(TELLING);
    PersonMark {
        href: format!("/residents/{id}/accesses"),
        label: format!("登録者 …{}", id.get(from..).unwrap_or(&id)),
    }
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
        | Action::SearchResidents
        | Action::ListSearchEvents
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
        | Action::ReviewSearchEvent
        | Action::DryRunRoster
        | Action::ImportRoster => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::recorded, *};
    use std::collections::BTreeSet;
    use tasuki_domain::Category;

    #[test]
    fn a_look_says_when_where_as_what_why_and_what() {
        let mut of = recorded(Action::ViewSummary);
        of.entry.reason = Some("事案 0412".into());
        of.entry.shown = BTreeSet::from([Category::Identity, Category::Medications]);
        of.entry.withheld = BTreeSet::from([Category::Home]);
        let line = line(&of);
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
        assert!(line.people.is_empty() && line.account_path.is_none());
    }

    #[test]
    fn a_reviewer_sees_who_did_it_and_the_way_to_whom_it_was_done() {
        let of = recorded(Action::ViewSummary);
        let line = line_of_many(&of);
        let id = of.entry.resident.unwrap();
        assert_eq!(line.account, "見本 隊員");
        assert_eq!(
            line.account_path,
            Some(format!("/accesses?account={}", of.entry.account))
        );
        assert_eq!(line.people[0].href, format!("/residents/{id}/accesses"));
        assert_eq!(line.people[0].label, "登録者 …000001");
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
