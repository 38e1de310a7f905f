//! A small town: a city, its officer, a clinic, its physician.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use tasuki_app::{
    Keys, Occasion, Refusal, Store, Tasuki, accesses,
    accounts::{NewAccount, NewOrganization, console_caller, create, create_organization},
    care_teams,
    consents::{self, GrantConsent, Granted},
    residents::{self, NewResident, RecordFact},
};
use tasuki_auth::{seal::MasterKey, token::SigningKeys};
use tasuki_domain::{
    Category,
    access::AccessEntry,
    application::Route,
    caller::Caller,
    consent::{ConsentRow, Evidence, EvidenceKind, Purpose, RecipientClass},
    fact::{
        FactBody,
        identity::{Address, Identity, PersonName, Sex},
    },
    id::{FactId, OrganizationId, ResidentId},
    municipality::MunicipalityCode,
    organization::OrganizationKind,
    provenance::Source,
    role::Role,
    time::Instant,
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
        Self::under(Table::builtin().unwrap())
    }

    /// A town whose city narrowed the table.
    pub fn narrowed(overlay: &str) -> Self {
        Self::under(Table::builtin().unwrap().narrow(overlay).unwrap())
    }

    fn under(table: Table) -> Self {
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
        let tasuki = Tasuki::new(Store::open(&url, Options::default()).unwrap(), table, keys);
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

    /// Another way to the same file, past the use-cases.
    pub fn store(&self) -> Store {
        Store::open(&DatabaseUrl::Sqlite(self.path.clone()), Options::default()).unwrap()
    }

    /// Someone of a new institution in town.
    pub fn employs(&self, kind: OrganizationKind, role: Role, login: &str) -> Caller {
        institution(&self.tasuki, &self.count, &self.city, kind, role, login).1
    }

    /// 試験 花子, registered at the counter, without a consent.
    pub fn registers_hanako(&self, protected_address: bool) -> ResidentId {
        residents::register(
            &self.tasuki,
            &self.officer,
            &self.occasion(),
            None,
            &hanako(protected_address),
        )
        .unwrap()
        .unwrap()
        .resident
        .id
    }

    /// Everything of hers, but these categories, to everyone, and consent to collect.
    pub fn consents(&self, resident: ResidentId, but: &[(Category, RecipientClass)]) -> Granted {
        self.consents_with(resident, but, true)
    }

    /// The same, with or without consent to collect.
    pub fn consents_with(
        &self,
        resident: ResidentId,
        but: &[(Category, RecipientClass)],
        collection: bool,
    ) -> Granted {
        let rows = Category::ALL.iter().flat_map(|category| {
            RecipientClass::ALL.iter().flat_map(|recipient| {
                Purpose::ALL.iter().map(|purpose| ConsentRow {
                    category: *category,
                    recipient: *recipient,
                    purpose: *purpose,
                })
            })
        });
        let input = GrantConsent {
            resident,
            rows: rows
                .filter(|row| !but.contains(&(row.category, row.recipient)))
                .collect(),
            collection,
            evidence: Evidence {
                kind: EvidenceKind::OwnSignature,
                form_version: "様式1".parse().unwrap(),
                signed_on: jiff::civil::date(2026, 6, 1),
            },
            proxy: None,
            until: None,
            if_version: None,
        };
        consents::grant(&self.tasuki, &self.officer, &self.occasion(), None, &input)
            .unwrap()
            .unwrap()
    }

    /// Puts an institution into a care team.
    pub fn joins(&self, resident: ResidentId, organization: OrganizationId) {
        let occasion = self.occasion();
        care_teams::join(
            &self.tasuki,
            &self.officer,
            &occasion,
            resident,
            organization,
        )
        .unwrap()
        .unwrap();
    }

    /// Records a statement as someone.
    pub fn records(
        &self,
        caller: &Caller,
        resident: ResidentId,
        body: FactBody,
        replaces: Option<FactId>,
    ) -> Result<FactId, Refusal> {
        let input = RecordFact {
            resident,
            body,
            replaces,
            source: Source::Family,
            said_by: None,
            as_of: "2026-11-01".parse().unwrap(),
            if_version: None,
        };
        residents::record_fact(&self.tasuki, caller, &self.occasion(), None, &input)
            .unwrap()
            .map(|recorded| recorded.fact)
    }

    /// The looks at a resident, newest first, as the officer reads them.
    pub fn accesses(&self, resident: ResidentId) -> Vec<AccessEntry> {
        let occasion = self.occasion();
        let page =
            accesses::list_of_resident(&self.tasuki, &self.officer, &occasion, resident, None)
                .unwrap()
                .unwrap();
        page.lines.into_iter().map(|line| line.entry).collect()
    }

    /// The next occasion: the same minute, other entropy.
    pub fn occasion(&self) -> Occasion {
        occasion(&self.count)
    }
}

/// The form of 試験 花子.
pub fn hanako(protected_address: bool) -> NewResident {
    NewResident {
        municipality: "990019".parse().unwrap(),
        identity: Identity {
            name: PersonName {
                family: "試験".parse().unwrap(),
                given: Some("花子".parse().unwrap()),
                family_kana: Some("シケン".parse().unwrap()),
                given_kana: Some("ハナコ".parse().unwrap()),
            },
            other_names: vec![],
            birth_date: "1940-03-02".parse().unwrap(),
            sex: Sex::Female,
            address: Some(Address {
                postal_code: None,
                town: "波の町2丁目".parse().unwrap(),
                rest: Some("3-4 灯台荘201".parse().unwrap()),
            }),
            phones: vec![
                "09000001111".parse().unwrap(),
                "0557000000".parse().unwrap(),
            ],
            language: None,
        },
        protected_address,
        roster_key: None,
        receipt: "受付-0001".parse().unwrap(),
        route: Route::Counter,
        signed_on: jiff::civil::date(2026, 6, 1),
        source: Source::Resident,
        not_a_duplicate: false,
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
        for suffix in ["", "-wal", "-shm", "-gate"] {
            let mut file = self.path.as_os_str().to_owned();
            file.push(suffix);
            let _ = std::fs::remove_file(file);
        }
    }
}
