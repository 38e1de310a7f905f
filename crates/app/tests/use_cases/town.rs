//! A small town: a city, its officer, a clinic, its physician.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use tasuki_app::{
    Keys, Occasion, Store, Tasuki,
    accounts::{NewAccount, NewOrganization, console_caller, create, create_organization},
};
use tasuki_auth::{seal::MasterKey, token::SigningKeys};
use tasuki_domain::{
    caller::Caller, id::OrganizationId, municipality::MunicipalityCode,
    organization::OrganizationKind, role::Role, time::Instant,
};
use tasuki_policy::Table;
use tasuki_store::{DatabaseUrl, Options};

pub const PASSWORD: &str = "灯台 みかん 電車 かもめの歌";
pub const SECRET: [u8; 20] = *b"12345678901234567890";

pub struct Town {
    pub tasuki: Tasuki,
    pub city: MunicipalityCode,
    pub officer: Caller,
    pub physician: Caller,
    pub clinic: OrganizationId,
    pub url: DatabaseUrl,
    path: PathBuf,
    count: AtomicU32,
}

impl Town {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("tasuki_app_{}_{next}.db", std::process::id()));
        let url = DatabaseUrl::Sqlite(path.clone());
        Store::create(&url).unwrap();
        let keys = Keys {
            signing: SigningKeys::generate([9; 32]).unwrap(),
            master: MasterKey::from_bytes([8; 32]),
        };
        let tasuki = Tasuki::new(
            Store::open(&url, Options::default()).unwrap(),
            Table::builtin().unwrap(),
            keys,
        );
        let count = AtomicU32::new(0);
        let city: MunicipalityCode = "990019".parse().unwrap();
        let (city_hall, officer) = institution(
            &tasuki,
            &count,
            &city,
            OrganizationKind::City,
            Role::CityOfficer,
            "officer",
        );
        let (clinic, physician) = institution(
            &tasuki,
            &count,
            &city,
            OrganizationKind::Clinic,
            Role::Physician,
            "doctor",
        );
        assert_ne!(city_hall, clinic);
        Self {
            tasuki,
            city,
            officer,
            physician,
            clinic,
            url,
            path,
            count,
        }
    }

    /// Where its database is.
    pub fn url(&self) -> DatabaseUrl {
        DatabaseUrl::Sqlite(self.path.clone())
    }

    /// The next occasion: the same minute, other entropy.
    pub fn occasion(&self) -> Occasion {
        occasion(&self.count)
    }
}

pub fn now() -> Instant {
    "2026-11-21T12:03:00+09:00".parse().unwrap()
}

fn occasion(count: &AtomicU32) -> Occasion {
    let mut entropy = [3; 32];
    entropy
        .iter_mut()
        .zip(count.fetch_add(1, Ordering::Relaxed).to_be_bytes())
        .for_each(|(to, from)| *to = from);
    Occasion::new(now(), entropy)
}

fn institution(
    tasuki: &Tasuki,
    count: &AtomicU32,
    city: &MunicipalityCode,
    kind: OrganizationKind,
    role: Role,
    login: &str,
) -> (OrganizationId, Caller) {
    let new = NewOrganization {
        kind,
        name: format!("うみかぜの{login}").parse().unwrap(),
        jurisdiction: vec![city.clone()],
        wishes_sentence: None,
    };
    let organization = create_organization(tasuki, &occasion(count), &new).unwrap();
    let account = NewAccount {
        organization,
        role,
        login: login.parse().unwrap(),
        name: "試験 職員".parse().unwrap(),
        password: PASSWORD,
        totp_secret: SECRET,
        resident: None,
    };
    create(tasuki, &occasion(count), &account).unwrap();
    let caller = console_caller(tasuki, &occasion(count), &login.parse().unwrap())
        .unwrap()
        .unwrap();
    (organization, caller)
}

impl Drop for Town {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut file = self.path.as_os_str().to_owned();
            file.push(suffix);
            let _ = std::fs::remove_file(file);
        }
    }
}
