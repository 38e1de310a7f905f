//! `/home`: what a role may do, for roles without a screen of their own.

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
            .map(|action| task(*action, who.role))
            .collect(),
    };
    answer::page(view.render())
}

/// An action, and the page for it if the role has one.
fn task(action: Action, role: Role) -> Task {
    let href = match action {
        Action::LookUp | Action::OpenIncident if names::is_crew(role) => Some("/search"),
        Action::ListResidents => Some("/officer/residents"),
        Action::DryRunRoster => Some("/officer/import"),
        Action::ListAccesses if matches!(role, Role::PrivacyOfficer | Role::Auditor) => {
            Some("/accesses")
        }
        Action::ListConsents | Action::ListAccesses if role == Role::Resident => Some("/me"),
        _ => None,
    };
    let explanation = match href {
        Some(_) => "この画面から行えます。",
        None => "この画面からは行えません。連携したシステムか、関係する画面から行います。",
    };
    Task {
        label: action.japanese().to_owned(),
        explanation: explanation.to_owned(),
        href: href.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_leads_to_its_page_only_for_roles_that_have_it() {
        for (action, role, href) in [
            (Action::LookUp, Role::Crew, Some("/search")),
            (
                Action::ListResidents,
                Role::CityOfficer,
                Some("/officer/residents"),
            ),
            (Action::ListAccesses, Role::Auditor, Some("/accesses")),
            (Action::ListAccesses, Role::Resident, Some("/me")),
            (Action::ListAccesses, Role::CityOfficer, None),
            (Action::RecordFact, Role::Physician, None),
        ] {
            let task = task(action, role);
            assert_eq!(task.href.as_deref(), href, "{action:?} {role:?}");
            assert!(!task.label.is_empty() && !task.explanation.is_empty());
        }
    }
}
