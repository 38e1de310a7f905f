//! Where a role starts and which pages it has.

use tasuki_domain::{id::ResidentId, role::Role};
use tasuki_ui::NavItem;

/// The page that a role comes to first.
pub(crate) const fn start(role: Role) -> &'static str {
    match role {
        Role::Crew | Role::CrewLeader | Role::Dispatcher | Role::ErStaff => "/search",
        Role::CityOfficer => "/officer/residents",
        Role::PrivacyOfficer | Role::Auditor => "/accesses",
        Role::Resident => "/me",
        Role::Physician
        | Role::Nurse
        | Role::Pharmacist
        | Role::CareManager
        | Role::FacilityStaff
        | Role::OrgAdmin
        | Role::Proxy
        | Role::ShelterStaff
        | Role::AlarmCentre
        | Role::Machine => "/home",
    }
}

/// Whether the role works in the field or the emergency department: large type, no navigation.
pub(crate) const fn is_crew(role: Role) -> bool {
    matches!(
        role,
        Role::Crew | Role::CrewLeader | Role::Dispatcher | Role::ErStaff
    )
}

/// The links under the bar.
pub(crate) fn nav(role: Role, resident: Option<ResidentId>, path: &str) -> Vec<NavItem> {
    let mut links: Vec<(String, &str)> = Vec::new();
    match role {
        _ if is_crew(role) => return Vec::new(),
        Role::CityOfficer => {
            links.push(("/officer/residents".to_owned(), "登録者一覧"));
            links.push(("/officer/search".to_owned(), "登録者を探す"));
            links.push(("/officer/import".to_owned(), "名簿の取込"));
        }
        Role::PrivacyOfficer | Role::Auditor => {
            links.push(("/accesses".to_owned(), "閲覧の記録"));
            links.push(("/search-events".to_owned(), "検索が多いときの知らせ"));
            if role == Role::PrivacyOfficer {
                links.push(("/officer/search".to_owned(), "登録者を探す"));
            }
        }
        Role::Resident => {
            links.push(("/me".to_owned(), "わたしの記録"));
            if let Some(resident) = resident {
                links.push((
                    format!("/residents/{resident}/summary"),
                    "救急のときに見える内容",
                ));
                links.push((format!("/residents/{resident}/accesses"), "だれが見たか"));
            }
        }
        _ => links.push(("/home".to_owned(), "できること")),
    }
    links.push(("/policy".to_owned(), "だれが何を見られるか"));
    links
        .into_iter()
        .map(|(href, label)| NavItem {
            current: href == path,
            href,
            label: label.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_starts_where_its_work_is() {
        for (roles, path) in [
            (
                &[
                    Role::Crew,
                    Role::CrewLeader,
                    Role::Dispatcher,
                    Role::ErStaff,
                ][..],
                "/search",
            ),
            (&[Role::CityOfficer], "/officer/residents"),
            (&[Role::PrivacyOfficer, Role::Auditor], "/accesses"),
            (&[Role::Resident], "/me"),
            (
                &[
                    Role::Physician,
                    Role::Nurse,
                    Role::CareManager,
                    Role::OrgAdmin,
                    Role::Machine,
                ],
                "/home",
            ),
        ] {
            for role in roles {
                assert_eq!(start(*role), path, "{role:?}");
            }
        }
    }

    #[test]
    fn crews_have_no_links_and_everyone_else_the_rules() {
        for role in Role::ALL {
            let nav = nav(*role, None, "/policy");
            assert_eq!(nav.is_empty(), is_crew(*role), "{role:?}");
            assert!(
                nav.last()
                    .is_none_or(|last| last.current && last.href == "/policy")
            );
        }
    }
}
