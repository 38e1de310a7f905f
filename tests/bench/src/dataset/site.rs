//! An installation around the residents: keys, certificate, settings, and who looks.

use crate::edge;
use anyhow::Context as _;
use diesel::{Connection as _, connection::SimpleConnection as _};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde::{Deserialize, Serialize};
use std::{
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};
use tasuki_app::{
    Keys, Tasuki,
    accounts::{NewAccount, NewOrganization, create, create_organization},
};
use tasuki_auth::{
    seal::MasterKey,
    token::{Claims, SigningKeys, Use},
};
use tasuki_domain::{
    caller::{Caller, Proof},
    id::{AccountId, OrganizationId},
    municipality::MunicipalityCode,
    organization::OrganizationKind,
    role::Role,
    time::Instant,
};
use tasuki_policy::Table;
use tasuki_store::{DatabaseUrl, Options, Store};

/// Where everyone lives; no prefecture has the number 99.
pub const MUNICIPALITY: &str = "990019";

/// Fire headquarters.
const HEADQUARTERS: usize = 32;
/// Crews of each. With so many nobody searches more often in a run than a person could, so that the
/// bounds of searching are counted as in service.
const CREWS: usize = 8;

/// Someone who acts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Staff {
    pub account: AccountId,
    pub organization: OrganizationId,
}

#[derive(Serialize, Deserialize)]
struct People {
    crews: Vec<Staff>,
    officer: Staff,
}

/// The installation.
pub struct Site {
    pub folder: PathBuf,
    pub crews: Vec<Staff>,
    pub officer: Staff,
    url: DatabaseUrl,
}

const CA: &str = "ca.pem";
const CERTIFICATE: &str = "server.pem";
const PRIVATE_KEY: &str = "server.key";
const SIGNING: &str = "signing.pem";
const MASTER: &str = "master.key";
const SETTINGS: &str = "tasuki.toml";
const PEOPLE: &str = "site.json";

fn secret(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(path)?.write_all(text.as_bytes())?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

impl Site {
    /// Makes keys, certificate, settings, an officer and crews.
    pub fn make(folder: &Path, url: &str) -> anyhow::Result<Self> {
        secret(
            &folder.join(SIGNING),
            &SigningKeys::generate(edge::entropy()?)?.to_pem()?,
        )?;
        secret(&folder.join(MASTER), &hex(&edge::entropy()?))?;
        certificate(folder)?;
        secret(
            &folder.join(SETTINGS),
            &format!(
                "database = \"{url}\"\ncertificate = \"{CERTIFICATE}\"\nprivate_key = \"{PRIVATE_KEY}\"\n\
                 signing_key = \"{SIGNING}\"\nmaster_key = \"{MASTER}\"\n"
            ),
        )?;
        let parsed: DatabaseUrl = url.parse()?;
        let tasuki = tasuki(folder, &parsed, Options::default())?;
        let city = organization(&tasuki, OrganizationKind::City, "")?;
        let officer = staff(&tasuki, city, Role::CityOfficer, "officer")?;
        let mut crews = Vec::new();
        for number in 1..=HEADQUARTERS {
            let kind = OrganizationKind::FireHeadquarters;
            let headquarters = organization(&tasuki, kind, &format!(" {number}"))?;
            for crew in 1..=CREWS {
                let login = format!("crew{number}-{crew}");
                crews.push(staff(&tasuki, headquarters, Role::Crew, &login)?);
            }
        }
        let people = People { crews, officer };
        std::fs::write(folder.join(PEOPLE), serde_json::to_string(&people)?)?;
        Self::open(folder, url)
    }

    pub fn open(folder: &Path, url: &str) -> anyhow::Result<Self> {
        let people: People = serde_json::from_str(&std::fs::read_to_string(folder.join(PEOPLE))?)?;
        Ok(Self {
            folder: folder.to_owned(),
            crews: people.crews,
            officer: people.officer,
            url: url.parse()?,
        })
    }

    /// Where everyone lives.
    pub fn municipality() -> anyhow::Result<MunicipalityCode> {
        Ok(MUNICIPALITY.parse()?)
    }

    /// The settings for `tasuki serve`.
    pub fn settings(&self) -> PathBuf {
        self.folder.join(SETTINGS)
    }

    /// The authority that signed the server's certificate.
    pub fn authority(&self) -> PathBuf {
        self.folder.join(CA)
    }

    /// The server's certificate and its key.
    pub fn certificate(&self) -> [PathBuf; 2] {
        [CERTIFICATE, PRIVATE_KEY].map(|name| self.folder.join(name))
    }

    /// The service in this process.
    pub fn tasuki(&self, options: Options) -> anyhow::Result<Tasuki> {
        tasuki(&self.folder, &self.url, options)
    }

    /// A crew, as its token would say it.
    pub fn caller(&self, crew: &Staff) -> anyhow::Result<Caller> {
        Ok(Caller {
            account: crew.account,
            organization: crew.organization,
            role: Role::Crew,
            generation: 1,
            session: uuid::Uuid::from_slice(edge::entropy()?.get(..16).context("entropy")?)?.into(),
            proof: Proof::Token,
            expires_at: edge::now().checked_add(jiff::SignedDuration::from_hours(2))?,
        })
    }

    /// A token of every crew, as signing in would give it.
    pub fn tokens(&self) -> anyhow::Result<Vec<String>> {
        let signing = keys(&self.folder)?.signing;
        let now = edge::now();
        let token = |crew| {
            let caller = self.caller(crew)?;
            let claims = Claims {
                account: caller.account,
                organization: caller.organization,
                role: caller.role,
                generation: caller.generation,
                session: caller.session,
                usage: Use::Api,
                issued_at: Instant::from_second(now.as_second())?,
                expires_at: caller.expires_at,
            };
            Ok(signing.issue(&claims)?)
        };
        self.crews.iter().map(token).collect()
    }

    /// Removes the searches of runs before, which a run within the same hour would be held to.
    pub fn forget_searches(&self) -> anyhow::Result<()> {
        let sql = "DELETE FROM lookups";
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                rusqlite::Connection::open(path)?.execute_batch(sql)?;
            }
            DatabaseUrl::Postgres(url) => {
                diesel::PgConnection::establish(url)?.batch_execute(sql)?;
            }
        }
        Ok(())
    }
}

fn keys(folder: &Path) -> anyhow::Result<Keys> {
    let master = std::fs::read_to_string(folder.join(MASTER))?;
    Ok(Keys {
        signing: SigningKeys::from_pem(&std::fs::read_to_string(folder.join(SIGNING))?)?,
        master: MasterKey::from_bytes(unhex(&master).context("the master key")?),
    })
}

fn tasuki(folder: &Path, url: &DatabaseUrl, options: Options) -> anyhow::Result<Tasuki> {
    let store = Store::open(url, options)?;
    Ok(Tasuki::new(store, Table::builtin()?, keys(folder)?))
}

fn organization(
    tasuki: &Tasuki,
    kind: OrganizationKind,
    suffix: &str,
) -> anyhow::Result<OrganizationId> {
    let new = NewOrganization {
        kind,
        name: format!("うみかぜ {}{suffix}", kind.code()).parse()?,
        jurisdiction: vec![MUNICIPALITY.parse()?],
        wishes_sentence: None,
    };
    Ok(create_organization(tasuki, &edge::occasion()?, &new)?)
}

fn staff(
    tasuki: &Tasuki,
    organization: OrganizationId,
    role: Role,
    login: &str,
) -> anyhow::Result<Staff> {
    let new = NewAccount {
        organization,
        role,
        login: login.parse()?,
        name: format!("職員 {login}").parse()?,
        password: "灯台 みかん 電車 かもめの歌",
        totp_secret: [7; 20],
        resident: None,
    };
    let account = create(tasuki, &edge::occasion()?, &new)?;
    Ok(Staff {
        account,
        organization,
    })
}

fn certificate(folder: &Path) -> anyhow::Result<()> {
    let authority_key = KeyPair::generate()?;
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let authority_certificate = authority.self_signed(&authority_key)?;
    let key = KeyPair::generate()?;
    let certificate = CertificateParams::new(vec!["127.0.0.1".to_owned()])?
        .signed_by(&key, &Issuer::from_params(&authority, &authority_key))?;
    std::fs::write(folder.join(CA), authority_certificate.pem())?;
    std::fs::write(folder.join(CERTIFICATE), certificate.pem())?;
    secret(&folder.join(PRIVATE_KEY), &key.serialize_pem())
}
