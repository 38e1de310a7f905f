//! A register is its own city's.

use crate::town::{PASSWORD, SECRET, Town, hanako};
use tasuki_app::{
    accounts::{NewAccount, NewOrganization, NotMade, console_caller, create, create_organization},
    residents,
};
use tasuki_domain::{
    account::Account, id::OrganizationId, organization::OrganizationKind, role::Role,
};
use tasuki_store::Credential;
use uuid::Uuid;

fn institution(
    town: &Town,
    kind: OrganizationKind,
    jurisdiction: &[&str],
) -> Result<OrganizationId, NotMade> {
    let new = NewOrganization {
        kind,
        name: "どこかの機関".parse().unwrap(),
        jurisdiction: jurisdiction
            .iter()
            .map(|code| code.parse().unwrap())
            .collect(),
        wishes_sentence: None,
    };
    create_organization(&town.tasuki, &town.occasion(), &new)
}

fn account(town: &Town, organization: OrganizationId, role: Role) -> Result<(), NotMade> {
    let new = NewAccount {
        organization,
        role,
        login: format!("{}-x", role.code().replace('_', "-"))
            .parse()
            .unwrap(),
        name: "試験 職員".parse().unwrap(),
        password: PASSWORD,
        totp_secret: SECRET,
        resident: None,
    };
    create(&town.tasuki, &town.occasion(), &new).map(|_| ())
}

fn code(made: Result<impl std::fmt::Debug, NotMade>) -> (&'static str, String) {
    match made.unwrap_err() {
        NotMade::Invalid(invalid) => (invalid.code, invalid.problem),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_officer_belongs_to_a_city_and_a_city_keeps_one_register() {
    let town = Town::new();
    let two = ["990019", "990027"];
    let refused = institution(&town, OrganizationKind::City, &two);
    assert_eq!(code(refused).0, "city_of_several");
    let fire = institution(&town, OrganizationKind::FireHeadquarters, &two).unwrap();
    let (refused, problem) = code(account(&town, fire, Role::CityOfficer));
    assert_eq!(refused, "role_of_another_kind");
    assert_eq!(
        problem,
        "消防本部の機関に「市町村職員」のアカウントはつくれません"
    );
    account(&town, fire, Role::Crew).unwrap();
}

/// An account from before institutions were checked, or planted by hand.
#[test]
fn an_officer_of_no_city_reaches_no_register() {
    let town = Town::new();
    let resident = town.registers_hanako(true);
    let fire = institution(
        &town,
        OrganizationKind::FireHeadquarters,
        &["990019", "990027"],
    );
    let account = Account {
        id: Uuid::from_u128(7).into(),
        organization: fire.unwrap(),
        role: Role::CityOfficer,
        login: "planted".parse().unwrap(),
        name: "試験 職員".parse().unwrap(),
        generation: 1,
        active: true,
        resident: None,
    };
    let credential = Credential {
        password_hash: String::new(),
        totp_secret_sealed: vec![0; 48],
    };
    town.store()
        .write(|tx| tx.insert_account(&account, &credential))
        .unwrap();
    let stranger = console_caller(&town.tasuki, &town.occasion(), &account.login)
        .unwrap()
        .unwrap();
    let view = residents::view(&town.tasuki, &stranger, &town.occasion(), resident).unwrap();
    assert_eq!(view.unwrap_err().code(), "not_found");
    let mut form = hanako(true);
    form.not_a_duplicate = true;
    let made = residents::register(&town.tasuki, &stranger, &town.occasion(), None, &form);
    assert_eq!(made.unwrap().unwrap_err().code(), "not_found");
}
