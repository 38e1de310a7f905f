//! The institutions of the demo and one account for each role that may do anything.

use super::{document::DemoAccount, password};
use crate::{answer::stored, edge::SystemEdge};
use anyhow::{Context as _, anyhow};
use std::collections::BTreeMap;
use tasuki_app::{
    Tasuki,
    accounts::{self, NewAccount, NewOrganization},
    policy_page::actions_of,
};
use tasuki_auth::{token, totp};
use tasuki_city::offices::{self, Team};
use tasuki_domain::{
    caller::Caller,
    id::{OrganizationId, ResidentId},
    municipality::MunicipalityCode,
    organization::OrganizationKind,
    role::Role,
    time::Instant,
};
use tasuki_http::Edge as _;

/// うみかぜ市 and its neighbor. No prefecture has the number 99.
pub const UMIKAZE: &str = "990019";
const YAMANAMI: &str = "990027";

const WISHES_SENTENCE: &str = "うみかぜ消防本部では、意思の記録があるときも心肺蘇生を始め、かかりつけ医等に連絡して確認します。";

/// An institution, where it is and who works there.
struct Office {
    kind: OrganizationKind,
    name: &'static str,
    municipality: &'static str,
    team: Option<Team>,
    staff: &'static [(Role, &'static str, &'static str)],
}

const fn office(
    kind: OrganizationKind,
    name: &'static str,
    team: Option<Team>,
    staff: &'static [(Role, &'static str, &'static str)],
) -> Office {
    Office {
        kind,
        name,
        municipality: UMIKAZE,
        team,
        staff,
    }
}

/// The name of the institution that residents' own accounts belong to.
const RESIDENTS: &str = "うみかぜ市の登録者";

/// The main account of each role comes first.
const OFFICES: &[Office] = &[
    office(
        OrganizationKind::FireHeadquarters,
        offices::FIRE,
        None,
        &[
            (Role::Crew, "crew", "救急 隊員"),
            (Role::CrewLeader, "crew-leader", "救急 隊長"),
            (Role::Dispatcher, "dispatcher", "通信 指令"),
        ],
    ),
    office(
        OrganizationKind::Hospital,
        offices::HOSPITAL,
        None,
        &[(Role::ErStaff, "er-staff", "市立 救急")],
    ),
    office(
        OrganizationKind::Clinic,
        offices::HOME_CLINIC,
        Some(Team::HomeClinic),
        &[(Role::Physician, "physician", offices::HOME_DOCTOR)],
    ),
    office(
        OrganizationKind::VisitingNursing,
        offices::NURSING,
        Some(Team::VisitingNursing),
        &[(Role::Nurse, "nurse", "磯部 岬")],
    ),
    office(
        OrganizationKind::Pharmacy,
        offices::PHARMACY,
        Some(Team::Pharmacy),
        &[(Role::Pharmacist, "pharmacist", "塩谷 薫")],
    ),
    office(
        OrganizationKind::CareOffice,
        offices::CARE_OFFICE,
        Some(Team::CareOffice),
        &[(Role::CareManager, "care-manager", "渚 夕子")],
    ),
    office(
        OrganizationKind::Facility,
        offices::FACILITY,
        Some(Team::Facility),
        &[(Role::FacilityStaff, "facility", "里 海子")],
    ),
    office(
        OrganizationKind::City,
        offices::CITY,
        None,
        &[
            (Role::CityOfficer, "officer", "市 窓口"),
            (Role::PrivacyOfficer, "privacy", "市 保護"),
            (Role::Auditor, "auditor", "市 監査"),
            (Role::OrgAdmin, "org-admin", "市 管理"),
            (Role::ShelterStaff, "shelter", "市 避難所"),
            (Role::AlarmCentre, "alarm", "緊急通報 センター"),
        ],
    ),
    office(OrganizationKind::Residents, RESIDENTS, None, &[]),
    Office {
        kind: OrganizationKind::FireHeadquarters,
        name: offices::OTHER_FIRE,
        municipality: YAMANAMI,
        team: None,
        staff: &[(Role::Crew, "yamanami-crew", "隣町 隊員")],
    },
];

/// The institutions made.
pub struct Institutions {
    /// Those that share residents' records.
    pub teams: BTreeMap<Team, OrganizationId>,
    residents: OrganizationId,
}

/// The municipality whose register the demo fills.
pub fn municipality() -> anyhow::Result<MunicipalityCode> {
    UMIKAZE.parse().map_err(|_| anyhow!("municipality"))
}

/// Makes the institutions and the accounts of everyone but the resident.
pub fn make(tasuki: &Tasuki, edge: SystemEdge) -> anyhow::Result<(Institutions, Vec<DemoAccount>)> {
    let (mut teams, mut made, mut residents) = (BTreeMap::new(), Vec::new(), None);
    for office in OFFICES {
        let sentence = (office.name == offices::FIRE).then(|| WISHES_SENTENCE.parse());
        let id = stored(accounts::create_organization(
            tasuki,
            &edge.occasion(),
            &NewOrganization {
                kind: office.kind,
                name: office.name.parse()?,
                jurisdiction: vec![office.municipality.parse()?],
                wishes_sentence: sentence.transpose()?,
            },
        ))?;
        if let Some(team) = office.team {
            teams.insert(team, id);
        }
        if office.name == RESIDENTS {
            residents = Some(id);
        }
        for (role, login, name) in office.staff {
            if !actions_of(tasuki, *role).is_empty() {
                made.push(account(tasuki, edge, id, *role, login, name, None)?);
            }
        }
    }
    let residents = residents.context("residents")?;
    Ok((Institutions { teams, residents }, made))
}

/// Makes the account of the sample resident, before the second account of any role.
pub fn make_residents_own(
    tasuki: &Tasuki,
    edge: SystemEdge,
    institutions: &Institutions,
    resident: ResidentId,
    name: &str,
    accounts: &mut Vec<DemoAccount>,
) -> anyhow::Result<()> {
    if actions_of(tasuki, Role::Resident).is_empty() {
        return Ok(());
    }
    let (organization, role) = (institutions.residents, Role::Resident);
    let own = account(
        tasuki,
        edge,
        organization,
        role,
        "resident",
        name,
        Some(resident),
    )?;
    let second = accounts
        .iter()
        .enumerate()
        .position(|(index, account)| accounts[..index].iter().any(|one| one.role == account.role));
    accounts.insert(second.unwrap_or(accounts.len()), own);
    Ok(())
}

fn account(
    tasuki: &Tasuki,
    edge: SystemEdge,
    organization: OrganizationId,
    role: Role,
    login: &str,
    name: &str,
    resident: Option<ResidentId>,
) -> anyhow::Result<DemoAccount> {
    let password = password::password(login, || edge.entropy());
    let totp_secret = password::totp_secret(edge.entropy());
    accounts::create(
        tasuki,
        &edge.occasion(),
        &NewAccount {
            organization,
            role,
            login: login.parse()?,
            name: name.parse()?,
            password: &password,
            totp_secret,
            resident,
        },
    )?;
    Ok(DemoAccount {
        role: role.code().to_owned(),
        login: login.to_owned(),
        password,
        totp_secret: totp::Secret::from_bytes(totp_secret).to_base32(),
        token: String::new(),
    })
}

/// Whom the console acts as.
pub fn console(tasuki: &Tasuki, edge: SystemEdge, login: &str) -> anyhow::Result<Caller> {
    stored(accounts::console_caller(
        tasuki,
        &edge.occasion(),
        &login.parse()?,
    ))?
    .with_context(|| format!("アカウント {login} がありません / there is no such account"))
}

/// Gives every account a new token of 24 hours.
pub fn issue_tokens(
    tasuki: &Tasuki,
    edge: SystemEdge,
    accounts: &mut [DemoAccount],
) -> anyhow::Result<()> {
    for account in accounts {
        let caller = console(tasuki, edge, &account.login)?;
        let now = edge.now();
        let claims = token::Claims {
            account: caller.account,
            organization: caller.organization,
            role: caller.role,
            generation: caller.generation,
            session: caller.session,
            usage: token::Use::Api,
            issued_at: now,
            expires_at: Instant::from_second(now.as_second() + token::LONGEST_SECONDS)?,
        };
        account.token = tasuki.signing().issue(&claims)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_and_names_are_right_and_of_no_real_place() {
        for office in OFFICES {
            let code: MunicipalityCode = office.municipality.parse().unwrap();
            assert!(code.as_str().starts_with("99"));
            assert!(office.name.parse::<tasuki_domain::text::Line>().is_ok());
            for (_, login, name) in office.staff {
                assert!(
                    login.parse::<tasuki_domain::account::Login>().is_ok(),
                    "{login}"
                );
                assert!(name.parse::<tasuki_domain::text::Line>().is_ok(), "{name}");
            }
        }
        assert!(WISHES_SENTENCE.parse::<tasuki_domain::text::Line>().is_ok());
    }

    #[test]
    fn every_role_that_may_do_anything_has_its_main_account_first() {
        let table = tasuki_policy::Table::builtin().unwrap();
        let staff: Vec<Role> = OFFICES
            .iter()
            .flat_map(|office| office.staff)
            .map(|(role, ..)| *role)
            .collect();
        for role in Role::ALL {
            let may = tasuki_domain::access::Action::ALL
                .iter()
                .any(|action| table.may(*role, *action));
            assert!(
                !may || *role == Role::Resident || staff.contains(role),
                "{role:?}"
            );
        }
        let logins: BTreeSet<&str> = OFFICES
            .iter()
            .flat_map(|office| office.staff)
            .map(|(_, login, _)| *login)
            .collect();
        assert_eq!(logins.len(), staff.len());
        assert!(logins.contains("yamanami-crew"));
        assert_eq!(OFFICES.last().unwrap().name, offices::OTHER_FIRE);
    }
}
