//! Why somebody looked and what they saw, in words that the person understands.

use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    access::{AccessEntry, Action, Outcome},
    role::Role,
};

/// Why: the emergency's number or reason; outside one, the kind of work that the look belongs to.
/// That a reason is absent is never said: the words for absence are for what is known of health.
pub(super) fn reason(of: &AccessEntry) -> String {
    match of.reason.as_deref() {
        Some(reason) if !reason.is_empty() => reason.to_owned(),
        _ => work(of.action, of.role).to_owned(),
    }
}

const DESK: &str = "市の窓口の仕事";
const CARE: &str = "担当する医療・介護の仕事";

const fn work(action: Action, role: Role) -> &'static str {
    match action {
        Action::LookUp | Action::ListCandidate => "救急のときの検索",
        Action::OpenIncident => "救急の事案の開始",
        Action::CloseIncident => "救急の事案の終了",
        Action::ListIncidents => "救急の事案の確認",
        Action::DryRunRoster | Action::ImportRoster => "名簿の取込（市の登録の仕事）",
        Action::GrantConsent | Action::WithdrawConsent => match role {
            Role::Resident | Role::Proxy => "本人による手続き",
            _ => "同意の手続き（市の窓口）",
        },
        Action::ViewSummary
        | Action::ListResidents
        | Action::SearchResidents
        | Action::ListSearchEvents
        | Action::ReviewSearchEvent
        | Action::ViewResident
        | Action::ListAccesses
        | Action::RegisterResident
        | Action::RecordFact
        | Action::ListConsents
        | Action::JoinCareTeam
        | Action::LeaveCareTeam => usual_work(role),
    }
}

/// What someone of that role does when no emergency asks for it.
const fn usual_work(role: Role) -> &'static str {
    match role {
        Role::Crew | Role::CrewLeader | Role::Dispatcher | Role::ErStaff | Role::AlarmCentre => {
            "救急の対応"
        }
        Role::Physician
        | Role::Nurse
        | Role::Pharmacist
        | Role::CareManager
        | Role::FacilityStaff => CARE,
        Role::CityOfficer | Role::OrgAdmin => DESK,
        Role::PrivacyOfficer | Role::Auditor => "閲覧の点検",
        Role::Resident | Role::Proxy => "本人による閲覧",
        Role::ShelterStaff => "災害のときの対応",
        Role::Machine => "連携したシステムの仕事",
    }
}

/// What was seen. A list of people shows who they are, which is more than its category's name
/// says; what shows nothing says that it does.
pub(super) fn shown(of: &AccessEntry) -> Vec<String> {
    match of.outcome {
        Outcome::Refused => return vec!["何も見せていません".to_owned()],
        Outcome::Missed => return vec!["当てはまる人がなく、何も見せていません".to_owned()],
        Outcome::Permitted => {}
    }
    match of.action {
        Action::ListCandidate => {
            vec!["氏名・生年月日・性別・町名・カード番号の下4桁（候補の一覧）".to_owned()]
        }
        Action::ListResidents => vec![listed(of)],
        _ if !of.shown.is_empty() => names(&of.shown),
        Action::LookUp | Action::SearchResidents => vec![format!("候補 {}人の一覧", of.people)],
        Action::ListSearchEvents => {
            vec!["検索が多いときの知らせ（登録者の情報は見せていません）".to_owned()]
        }
        Action::ViewSummary => vec!["救急サマリー".to_owned()],
        Action::ViewResident => vec!["登録の内容".to_owned()],
        Action::ListAccesses => vec!["閲覧の記録（だれが、いつ、何を見たか）".to_owned()],
        Action::ListConsents => vec!["同意の内容".to_owned()],
        Action::ListIncidents | Action::OpenIncident | Action::CloseIncident => {
            vec!["登録者の情報は見せていません".to_owned()]
        }
        Action::DryRunRoster => {
            vec!["名簿のファイルの確かめ（登録者の情報は見せていません）".to_owned()]
        }
        Action::RegisterResident
        | Action::RecordFact
        | Action::GrantConsent
        | Action::WithdrawConsent
        | Action::JoinCareTeam
        | Action::LeaveCareTeam
        | Action::ReviewSearchEvent
        | Action::ImportRoster => vec!["書き込みだけで、見せた情報はありません".to_owned()],
    }
}

fn listed(of: &AccessEntry) -> String {
    const WHAT: &str = "氏名・フリガナ・生年月日・町名・カード番号・同意の有無（登録者の一覧）";
    match of.resident {
        Some(_) => WHAT.to_owned(),
        None => format!("{}人の{WHAT}", of.people),
    }
}

pub(super) fn names(categories: &BTreeSet<Category>) -> Vec<String> {
    categories
        .iter()
        .map(|category| category.japanese().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::entry, *};

    /// The words for what is known of health, and the plain "none" that says as little.
    const ABSENCE: [&str; 5] = [
        "記録されていません",
        "取得できません",
        "表示できません",
        "確認済み",
        "なし",
    ];

    #[test]
    fn every_look_says_why_and_what_without_a_word_of_absence() {
        for action in Action::ALL {
            for role in Role::ALL {
                for outcome in [Outcome::Permitted, Outcome::Missed, Outcome::Refused] {
                    let entry = AccessEntry {
                        role: *role,
                        outcome,
                        ..entry(*action)
                    };
                    let reason = reason(&entry);
                    let shown = shown(&entry).concat();
                    for said in [&reason, &shown] {
                        assert!(!said.is_empty(), "{action:?} {role:?} {outcome:?}");
                        assert!(!ABSENCE.iter().any(|word| said.contains(word)), "{said}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_reason_is_the_emergency_or_the_kind_of_work() {
        for (action, role, written, said) in [
            (
                Action::ViewSummary,
                Role::Crew,
                Some("事案 0412"),
                "事案 0412",
            ),
            (Action::ViewSummary, Role::Resident, None, "本人による閲覧"),
            (Action::ViewSummary, Role::Nurse, None, CARE),
            (Action::ViewResident, Role::CityOfficer, None, DESK),
            (Action::ListResidents, Role::CityOfficer, Some(""), DESK),
            (Action::OpenIncident, Role::Crew, None, "救急の事案の開始"),
            (
                Action::ListAccesses,
                Role::PrivacyOfficer,
                None,
                "閲覧の点検",
            ),
            (
                Action::WithdrawConsent,
                Role::Resident,
                None,
                "本人による手続き",
            ),
            (
                Action::ImportRoster,
                Role::CityOfficer,
                None,
                "名簿の取込（市の登録の仕事）",
            ),
        ] {
            let entry = AccessEntry {
                role,
                reason: written.map(Into::into),
                ..entry(action)
            };
            assert_eq!(reason(&entry), said, "{action:?} {role:?}");
        }
    }

    #[test]
    fn a_list_of_names_says_that_names_were_shown() {
        let one = AccessEntry {
            shown: BTreeSet::from([Category::Identity]),
            ..entry(Action::ListResidents)
        };
        assert!(shown(&one)[0].starts_with("氏名・フリガナ・生年月日・町名"));
        let whole = AccessEntry {
            resident: None,
            people: 50,
            ..entry(Action::ListResidents)
        };
        assert!(shown(&whole)[0].starts_with("50人の氏名"));
        let candidate = AccessEntry {
            shown: BTreeSet::from([Category::Identity]),
            ..entry(Action::ListCandidate)
        };
        assert!(shown(&candidate)[0].starts_with("氏名・生年月日"));
        let summary = AccessEntry {
            shown: BTreeSet::from([Category::Identity, Category::Medications]),
            ..entry(Action::ViewSummary)
        };
        assert_eq!(shown(&summary), ["本人の基本情報", "薬"]);
    }
}
