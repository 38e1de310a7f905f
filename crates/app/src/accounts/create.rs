//! Makes institutions and accounts from the console.

use crate::{Occasion, Tasuki};
use tasuki_auth::{password, totp};
use tasuki_domain::{
    Invalid,
    account::{Account, Login},
    caller::{Caller, Proof},
    id::{AccountId, OrganizationId, ResidentId},
    municipality::MunicipalityCode,
    organization::{Organization, OrganizationKind},
    role::Role,
    text::Line,
};
use tasuki_store::{Credential, StoreError};

/// An institution to make.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: Line,
    /// The municipalities it serves.
    pub jurisdiction: Vec<MunicipalityCode>,
    /// A fire headquarters' own sentence on wishes.
    pub wishes_sentence: Option<Line>,
}

/// An account to make.
pub struct NewAccount<'a> {
    /// The institution it acts for.
    pub organization: OrganizationId,
    /// What it acts as.
    pub role: Role,
    /// The sign-in name.
    pub login: Login,
    /// The person's name.
    pub name: Line,
    /// The first password.
    pub password: &'a str,
    /// The one-time-code secret.
    pub totp_secret: [u8; 20],
    /// For the resident and proxy roles: whose record.
    pub resident: Option<ResidentId>,
}

/// Why an institution or an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The password is too weak, the institution does not exist or employs nobody in that role, or
    /// a city would keep another's register.
    #[error("{}。{}", .0.problem, .0.expected)]
    Invalid(Invalid),
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hash,
    /// The store failed, or the login is taken.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Invalid> for NotMade {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

/// Makes an institution. Only the console does; no HTTP route leads here.
///
/// Refuses a city of other than one municipality: a register is one city's own.
pub fn create_organization(
    tasuki: &Tasuki,
    occasion: &Occasion,
    input: &NewOrganization,
) -> Result<OrganizationId, NotMade> {
    let organization = Organization {
        id: occasion.draw().id(),
        kind: input.kind,
        name: input.name.clone(),
        jurisdiction: input.jurisdiction.clone(),
        wishes_sentence: input.wishes_sentence.clone(),
    };
    if organization.kind == OrganizationKind::City && organization.own_register().is_none() {
        return Err(Invalid::new(
            "city_of_several",
            "市町村の機関の管轄は、その市町村ひとつだけです",
            "市町村ごとに機関をつくってください",
        )
        .into());
    }
    tasuki
        .store
        .write(|tx| tx.insert_organization(&organization))?;
    Ok(organization.id)
}

/// Makes an account. Only the console does; no HTTP route leads here.
///
/// Refuses a password that [`password::check_strength`] refuses, and a role that nobody has at an
/// institution of that kind.
pub fn create(
    tasuki: &Tasuki,
    occasion: &Occasion,
    input: &NewAccount<'_>,
) -> Result<AccountId, NotMade> {
    password::check_strength(input.password, input.login.as_str())?;
    let organization = tasuki
        .store
        .read(|tx| tx.organization(input.organization))?;
    employs(organization.as_ref(), input.role)?;
    let mut draw = occasion.draw();
    let id: AccountId = draw.id();
    let mut salt = [0; 16];
    salt.iter_mut()
        .zip(draw.salt())
        .for_each(|(to, from)| *to = from);
    let password_hash = password::hash(input.password, &salt).map_err(|_| NotMade::Hash)?;
    let secret = totp::Secret::from_bytes(input.totp_secret);
    let totp_secret_sealed = tasuki
        .keys
        .master
        .seal(draw.nonce(), secret.as_bytes(), id.uuid().as_bytes())
        .map_err(|_| StoreError::Corrupt("master key"))?;
    let account = Account {
        id,
        organization: input.organization,
        role: input.role,
        login: input.login.clone(),
        name: input.name.clone(),
        generation: 1,
        active: true,
        resident: input.resident,
    };
    let credential = Credential {
        password_hash,
        totp_secret_sealed,
    };
    tasuki
        .store
        .write(|tx| tx.insert_account(&account, &credential))?;
    Ok(id)
}

fn employs(organization: Option<&Organization>, role: Role) -> Result<(), Invalid> {
    let Some(organization) = organization else {
        return Err(Invalid::new(
            "organization_unknown",
            "その番号の機関がありません",
            "tasuki organization create が出した番号を入れてください",
        ));
    };
    if organization.kind.employs(role) {
        return Ok(());
    }
    let kinds: Vec<&str> = OrganizationKind::ALL
        .iter()
        .filter(|kind| kind.employs(role))
        .map(|kind| kind.japanese())
        .collect();
    Err(Invalid::new(
        "role_of_another_kind",
        format!(
            "{}の機関に「{}」のアカウントはつくれません",
            organization.kind.japanese(),
            role.japanese()
        ),
        format!("次の種別の機関でつくってください: {}", kinds.join("、")),
    ))
}

/// The caller that an operator at the console acts as, for an account that exists and is active.
pub fn console_caller(
    tasuki: &Tasuki,
    occasion: &Occasion,
    login: &Login,
) -> Result<Option<Caller>, StoreError> {
    let found = tasuki.store.read(|tx| tx.account_by_login(login))?;
    Ok(found
        .filter(|(account, _)| account.active)
        .map(|(account, _)| Caller {
            account: account.id,
            organization: account.organization,
            role: account.role,
            generation: account.generation,
            session: occasion.draw().id(),
            proof: Proof::Console,
            expires_at: occasion.now,
        }))
}
