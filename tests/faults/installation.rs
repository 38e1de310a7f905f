//! An installation as an operator makes one: settings, keys, certificate, database, accounts.

use crate::{client::Client, patience::until, postgres::cluster::Cluster, serving::Serving};
use diesel::{Connection as _, connection::SimpleConnection as _};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use std::{
    fs,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tasuki_app::{
    Keys, Occasion, Store, Tasuki,
    accounts::{NewAccount, NewOrganization, console_caller, create, create_organization},
};
use tasuki_auth::{
    seal::MasterKey,
    token::{Claims, SigningKeys, Use},
};
use tasuki_domain::{organization::OrganizationKind, role::Role, time::Instant};
use tasuki_policy::Table;
use tasuki_store::Options;
use tasuki_tests::world::{CITY, PASSWORD, TOTP_SECRET};

/// An installation in a folder of its own, gone with it.
pub struct Installation {
    folder: PathBuf,
    /// Where the database really is, past every layer of faults.
    pub direct: String,
    /// Someone of the crew.
    pub crew: Client,
    /// An officer of the city.
    pub officer: Client,
}

/// The program under test: named, or beside the tests.
#[expect(
    clippy::disallowed_methods,
    reason = "which binary is tested is the choice of whoever runs the tests"
)]
pub fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("TASUKI_BINARY") {
        return path.into();
    }
    let tests = std::env::current_exe().unwrap();
    let beside = tests.ancestors().nth(2).unwrap().join("tasuki");
    assert!(beside.exists(), "build tasuki first, or name TASUKI_BINARY");
    beside
}

/// A folder nobody else uses.
pub fn fresh_folder(what: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("tasuki_faults_{}_{next}_{what}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir(&folder).unwrap();
    folder
}

/// Fifty kills take more searches than a person types in an hour.
const UNBOUNDED: &str =
    "[search]\naccount_per_hour = 0\norganization_per_hour = 0\nincident_per_quarter = 0\n";

fn private(path: &Path, text: &str) {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    std::io::Write::write_all(&mut options.open(path).unwrap(), text.as_bytes()).unwrap();
}

impl Installation {
    /// One on a SQLite file.
    pub fn on_sqlite() -> Self {
        let folder = fresh_folder("sqlite");
        let database = format!("sqlite:{}", folder.join("data").join("tasuki.db").display());
        fs::create_dir(folder.join("data")).unwrap();
        Self::within(folder, &database, &database)
    }

    /// One on a new database of a cluster, which the service reaches by another port.
    pub fn on_postgres(cluster: &Cluster, port: u16) -> Self {
        let name = cluster.new_database();
        let direct = cluster.address(cluster.port, &name);
        let service = cluster.address(port, &name);
        Self::within(fresh_folder("postgres"), &direct, &service)
    }

    fn within(folder: PathBuf, direct: &str, service: &str) -> Self {
        let authority = certify(&folder);
        let settings = |database: &str| {
            format!(
                "database = \"{database}\"\nlisten = \"127.0.0.1:0\"\ncertificate = \"server.pem\"\n\
                 private_key = \"server.key\"\nsigning_key = \"signing.pem\"\n\
                 master_key = \"master.key\"\nworkers = 2\nlog = \"text\"\n{UNBOUNDED}",
            )
        };
        private(&folder.join("tasuki.toml"), &settings(direct));
        let nobody = Client::new(&authority, "");
        let mut made = Self {
            direct: direct.to_owned(),
            crew: nobody.clone(),
            officer: nobody,
            folder,
        };
        let told = made.runs(&["init", "--config"]);
        assert!(told.status.success(), "{told:?}");
        made.employs();
        private(&made.folder.join("tasuki.toml"), &settings(service));
        made
    }

    fn employs(&mut self) {
        let text = |name: &str| fs::read_to_string(self.folder.join(name)).unwrap();
        let master = text("master.key");
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&master[index * 2..index * 2 + 2], 16).unwrap();
        }
        let keys = Keys {
            signing: SigningKeys::from_pem(&text("signing.pem")).unwrap(),
            master: MasterKey::from_bytes(bytes),
        };
        let url = self.direct.parse().unwrap();
        let store = Store::open(&url, Options::default()).unwrap();
        let tasuki = Tasuki::new(store, Table::builtin().unwrap(), keys);
        let (fire, city) = (OrganizationKind::FireHeadquarters, OrganizationKind::City);
        let crew = employ(&tasuki, "crew", Role::Crew, fire, 1);
        let officer = employ(&tasuki, "officer", Role::CityOfficer, city, 2);
        self.crew = self.crew.acting_as(&crew);
        self.officer = self.officer.acting_as(&officer);
    }

    /// Runs a command of the program to its end; a trailing `--config` gets the settings.
    pub fn runs(&self, arguments: &[&str]) -> Output {
        let mut command = self.command();
        command.args(arguments);
        if arguments.last() == Some(&"--config") {
            command.arg(self.folder.join("tasuki.toml"));
        }
        command.output().unwrap()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        command.env_clear().current_dir(&self.folder);
        command
    }

    /// Starts to serve.
    pub fn serves(&self) -> Serving {
        self.serves_with(&[])
    }

    /// Starts to serve within an environment.
    pub fn serves_with(&self, environment: &[(&str, String)]) -> Serving {
        let mut command = self.command();
        command
            .args(["serve", "--config"])
            .arg(self.folder.join("tasuki.toml"))
            .envs(environment.iter().map(|(name, value)| (name, value)));
        let serving = Serving::start(command, &self.folder.join("log"));
        self.crew.moves_to(&serving.base);
        self.officer.moves_to(&serving.base);
        serving
    }

    /// What the program says when it does not start to serve.
    pub fn refuses_to_serve(&self) -> String {
        let mut command = self.command();
        command
            .args(["serve", "--config"])
            .arg(self.folder.join("tasuki.toml"))
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        until(Duration::from_secs(30), "the program ends", || {
            child.try_wait().unwrap()
        });
        let told = child.wait_with_output().unwrap();
        assert!(!told.status.success());
        String::from_utf8_lossy(&told.stderr).into_owned()
    }

    /// Runs SQL past the service, to plant a fault.
    pub fn shell(&self, sql: &str) {
        match self.direct.strip_prefix("sqlite:") {
            Some(path) => {
                let mut connection = diesel::SqliteConnection::establish(path).unwrap();
                connection
                    .batch_execute(&format!("PRAGMA busy_timeout = 20000; {sql}"))
                    .unwrap();
            }
            None => diesel::PgConnection::establish(&self.direct)
                .unwrap()
                .batch_execute(sql)
                .unwrap(),
        }
    }

    /// Where the database's files are.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// What `tasuki doctor` says about the database, when it finds something.
    pub fn doctor(&self) -> Result<(), String> {
        let told = self.runs(&["doctor", "--database", &self.direct]);
        if told.status.success() {
            return Ok(());
        }
        Err(format!(
            "{}{}",
            String::from_utf8_lossy(&told.stdout),
            String::from_utf8_lossy(&told.stderr)
        ))
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the program under test lives in real time, and so do its tokens"
)]
fn now() -> Instant {
    Instant::now()
}

fn employ(tasuki: &Tasuki, login: &str, role: Role, kind: OrganizationKind, salt: u8) -> String {
    let occasion = |part: u8| Occasion::new(now(), [salt * 10 + part; 32]);
    let new = NewOrganization {
        kind,
        name: format!("うみかぜ {}", kind.code()).parse().unwrap(),
        jurisdiction: vec![CITY.parse().unwrap()],
        wishes_sentence: None,
    };
    let account = NewAccount {
        organization: create_organization(tasuki, &occasion(1), &new).unwrap(),
        role,
        login: login.parse().unwrap(),
        name: format!("職員 {login}").parse().unwrap(),
        password: PASSWORD,
        totp_secret: TOTP_SECRET,
        resident: None,
    };
    create(tasuki, &occasion(2), &account).unwrap();
    let caller = console_caller(tasuki, &occasion(3), &account.login)
        .unwrap()
        .expect("the account just made");
    let claims = Claims {
        account: caller.account,
        organization: caller.organization,
        role: caller.role,
        generation: caller.generation,
        session: caller.session,
        usage: Use::Api,
        issued_at: now(),
        expires_at: Instant::from_second(now().as_second() + 12 * 3600).unwrap(),
    };
    tasuki.signing().issue(&claims).unwrap()
}

/// Makes a certificate for this machine and answers who vouches for it.
fn certify(folder: &Path) -> Vec<u8> {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority
        .distinguished_name
        .push(DnType::CommonName, "test authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let vouched = authority.self_signed(&authority_key).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["127.0.0.1".to_owned()])
        .unwrap()
        .signed_by(&key, &Issuer::new(authority, authority_key))
        .unwrap();
    private(&folder.join("server.pem"), &certificate.pem());
    private(&folder.join("server.key"), &key.serialize_pem());
    vouched.der().to_vec()
}
