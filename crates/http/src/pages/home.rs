//! `/home`: what a role may do, where, and what only a connected system does.

use super::{
    answer::{self, PageAnswer},
    names,
    visit::Visit,
};
use tasuki_app::policy_page::actions_of;
use tasuki_domain::{access::Action, role::Role};
use tasuki_ui::page::{HomeView, home::Task};

/// Shows what the caller's role may do.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    let who = visit.who().await?;
    let permitted = actions_of(&visit.setting.state.tasuki, who.role);
    let view = HomeView {
        frame: visit.frame("できること", &who),
        tasks: Action::ALL
            .iter()
            .filter(|action| permitted.contains(&action.japanese()))
            // It happens by itself within a search.
            .filter(|action| **action != Action::ListCandidate)
            .map(|action| task(*action, who.role))
            .collect(),
    };
    answer::page(view.render())
}

/// An action, and the page for it if the role has one; else how a connected system does it.
fn task(action: Action, role: Role) -> Task {
    let page = page(action, role);
    let (href, explanation) = match page {
        Some((href, explanation)) => (href.to_owned(), explanation.to_owned()),
        None => {
            let (operation, explanation) = api(action);
            (
                format!("/docs#{operation}"),
                format!(
                    "この画面では行えません。{explanation}お使いの記録システムをつなぐ方法は「APIの使い方」にあります。"
                ),
            )
        }
    };
    Task {
        label: action.japanese().to_owned(),
        explanation,
        href,
        by_api: page.is_none(),
    }
}

/// The page on which the role does it, and how it gets there.
fn page(action: Action, role: Role) -> Option<(&'static str, &'static str)> {
    const REGISTER: &str = "/officer/residents";
    Some(match (action, role) {
        (Action::LookUp | Action::ViewSummary | Action::OpenIncident, role)
            if names::is_crew(role) =>
        {
            ("/search", "検索の画面で行います。")
        }
        (Action::ListIncidents, role) if names::is_crew(role) => {
            ("/incidents", "事案の一覧の画面で見ます。")
        }
        (Action::CloseIncident, role) if names::is_crew(role) => (
            "/search",
            "検索してサマリーを開いた画面か、「該当なしで進む」の画面で行います。",
        ),
        (Action::ListResidents, _) => (REGISTER, "登録者一覧の画面で行います。"),
        (Action::SearchResidents, _) => (
            "/officer/search",
            "登録者を探す画面で、目的を選んで行います。",
        ),
        (Action::ListSearchEvents | Action::ReviewSearchEvent, _) => {
            ("/search-events", "検索が多いときの知らせの画面で行います。")
        }
        (Action::ViewResident, _) => (REGISTER, "登録者一覧で氏名を選ぶと開きます。"),
        (
            Action::GrantConsent | Action::WithdrawConsent | Action::ListConsents,
            Role::CityOfficer,
        ) => (
            REGISTER,
            "登録者一覧で氏名を選び、登録内容の画面の「同意」で行います。",
        ),
        (Action::ListAccesses, Role::CityOfficer) => (
            REGISTER,
            "登録者一覧で氏名を選び、登録内容の画面の「だれが見たか」で見ます。",
        ),
        (Action::RegisterResident, Role::CityOfficer) => (
            "/officer/import",
            "名簿の取込の画面で、一人でも何人でも登録できます。",
        ),
        (Action::DryRunRoster | Action::ImportRoster, _) => {
            ("/officer/import", "名簿の取込の画面で行います。")
        }
        (Action::ListAccesses, Role::PrivacyOfficer | Role::Auditor) => {
            ("/accesses", "閲覧の記録の画面で行います。")
        }
        (
            Action::ViewSummary
            | Action::ListConsents
            | Action::WithdrawConsent
            | Action::ListAccesses,
            Role::Resident,
        ) => ("/me", "わたしの記録の画面で行います。"),
        _ => return None,
    })
}

/// The operation by which a connected system does it, as the anchor of its description, and what it
/// needs.
const fn api(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::ViewSummary => (
            "get--v1-residents--id--summary",
            "担当として登録された機関の記録システムから、担当の方のサマリーを開きます。担当の方を選ぶ一覧の画面はありません。",
        ),
        Action::RecordFact => (
            "post--v1-residents--id--facts",
            "お使いの記録システムから書き込みます。入力の画面はありません。",
        ),
        Action::RegisterResident => ("post--v1-residents", "連携したシステムから登録します。"),
        Action::JoinCareTeam => (
            "put--v1-residents--id--care-team--organization-",
            "連携したシステムから、担当する機関を登録します。",
        ),
        Action::LeaveCareTeam => (
            "delete--v1-residents--id--care-team--organization-",
            "連携したシステムから、担当が終わった機関を外します。",
        ),
        Action::LookUp | Action::ListCandidate => (
            "post--v1-incidents--id--lookups",
            "連携したシステムから検索します。",
        ),
        Action::OpenIncident => ("post--v1-incidents", "連携したシステムから始めます。"),
        Action::CloseIncident => (
            "post--v1-incidents--id--close",
            "連携したシステムから終えます。",
        ),
        Action::ListIncidents => ("get--v1-incidents", "連携したシステムから見ます。"),
        Action::ListResidents => ("get--v1-residents", "連携したシステムから見ます。"),
        Action::SearchResidents => (
            "post--v1-residents-searches",
            "連携したシステムから探します。",
        ),
        Action::ListSearchEvents => ("get--v1-search-events", "連携したシステムから見ます。"),
        Action::ReviewSearchEvent => (
            "post--v1-search-events--id--review",
            "連携したシステムから残します。",
        ),
        Action::ViewResident => ("get--v1-residents--id-", "連携したシステムから見ます。"),
        Action::ListAccesses => (
            "get--v1-residents--id--accesses",
            "連携したシステムから見ます。",
        ),
        Action::GrantConsent => (
            "post--v1-residents--id--consents",
            "連携したシステムから登録します。",
        ),
        Action::WithdrawConsent => (
            "post--v1-consents--id--withdraw",
            "連携したシステムから撤回します。",
        ),
        Action::ListConsents => (
            "get--v1-residents--id--consents",
            "連携したシステムから見ます。",
        ),
        Action::DryRunRoster => (
            "post--v1-rosters-dry-runs",
            "連携したシステムから確かめます。",
        ),
        Action::ImportRoster => (
            "post--v1-rosters--id--commit",
            "連携したシステムから取り込みます。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_leads_to_its_page_only_for_roles_that_have_it() {
        for (action, role, href) in [
            (Action::LookUp, Role::Crew, "/search"),
            (Action::ListIncidents, Role::Dispatcher, "/incidents"),
            (
                Action::ListResidents,
                Role::CityOfficer,
                "/officer/residents",
            ),
            (
                Action::GrantConsent,
                Role::CityOfficer,
                "/officer/residents",
            ),
            (
                Action::WithdrawConsent,
                Role::CityOfficer,
                "/officer/residents",
            ),
            (Action::ListAccesses, Role::Auditor, "/accesses"),
            (Action::ListAccesses, Role::Resident, "/me"),
            (Action::WithdrawConsent, Role::Resident, "/me"),
        ] {
            let task = task(action, role);
            assert_eq!(task.href, href, "{action:?} {role:?}");
            assert!(!task.by_api && !task.explanation.is_empty());
        }
    }

    #[test]
    fn what_no_page_does_leads_to_the_operation_that_does_it() {
        let described: Vec<String> = crate::docs::anchors();
        for role in Role::ALL {
            for action in Action::ALL {
                let task = task(*action, *role);
                let anchor = task.href.strip_prefix("/docs#");
                assert_eq!(anchor.is_some(), task.by_api);
                if let Some(anchor) = anchor {
                    assert!(described.iter().any(|each| each == anchor), "{anchor}");
                }
            }
        }
        assert!(task(Action::RecordFact, Role::Physician).by_api);
    }
}
