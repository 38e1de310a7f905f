//! A world for one test: two cities, two fire headquarters, the people who work there.

pub use crate::staff::login_of;
use crate::{
    actor::Actor, database::Database, edge::TestEdge, given, server::Server, staff::ACCOUNTS,
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::{cell::OnceCell, sync::Arc};
use tasuki_app::{
    Keys, Occasion, Store, Tasuki,
    accounts::{NewAccount, NewOrganization, console_caller, create, create_organization},
    lookups::SearchBounds,
};
use tasuki_auth::{
    csrf,
    seal::MasterKey,
    token::{Claims, SigningKeys, Use},
    totp,
};
use tasuki_domain::{
    account::Login,
    id::{OrganizationId, ResidentId},
    municipality::MunicipalityCode,
    organization::OrganizationKind,
    role::Role,
    time::Instant,
};
use tasuki_http::{AppState, Edge as _, Limits};
use tasuki_policy::Table;
use tasuki_store::{Durability, Options};

/// The city of every test; its code belongs to no real place.
pub const CITY: &str = "990019";
/// The city next door, which another headquarters serves.
pub const OTHER_CITY: &str = "990027";
/// Everyone's password.
pub const PASSWORD: &str = "灯台 みかん 電車 かもめの歌";
/// Everyone's one-time-code secret.
pub const TOTP_SECRET: [u8; 20] = *b"12345678901234567890";

/// A world; it ends with the test.
pub struct World {
    server: Server,
    tasuki: Arc<Tasuki>,
    edge: Arc<TestEdge>,
    anonymous: Actor,
    hanako: OnceCell<String>,
    herself: OnceCell<()>,
    /// The database, for planting faults.
    pub database: Database,
}

impl World {
    /// A world with its people and no residents.
    pub fn begins() -> Self {
        Self::on(Database::fresh(), Options::default())
    }

    /// A world whose store is opened with these options.
    pub fn on(database: Database, options: Options) -> Self {
        Self::made(database, options, Limits::default())
    }

    /// A world that is served within these limits.
    pub fn within(limits: Limits) -> Self {
        Self::made(Database::fresh(), Options::default(), limits)
    }

    /// A world in which searches are bounded like this.
    pub fn bounded(bounds: SearchBounds) -> Self {
        let world = Self::begins();
        world.served_within(bounds)
    }

    /// The same world served by another server process, with these bounds.
    #[must_use]
    pub fn served_within(mut self, bounds: SearchBounds) -> Self {
        let tasuki = opened(&self.database, Options::default()).bounded(bounds);
        self.tasuki = Arc::new(tasuki);
        self.serves();
        self
    }

    fn serves(&mut self) {
        let state = AppState::new(self.tasuki.clone(), self.edge.clone());
        self.server = Server::start(state);
        self.anonymous = Actor::anonymous(Server::client(), &self.server.base);
    }

    fn made(database: Database, options: Options, limits: Limits) -> Self {
        let edge = Arc::new(TestEdge::new());
        let tasuki = service(&database, options);
        let world = Self {
            server: Server::start(AppState::within(tasuki.clone(), edge.clone(), limits)),
            anonymous: Actor::anonymous(Server::client(), ""),
            tasuki,
            edge,
            hanako: OnceCell::new(),
            herself: OnceCell::new(),
            database,
        };
        let world = Self {
            anonymous: Actor::anonymous(Server::client(), &world.server.base),
            ..world
        };
        world.settles();
        world
    }

    /// The same world, its people and Hanako, served anew with other options of the store.
    #[must_use]
    pub fn served_with(mut self, options: Options) -> Self {
        self.hanako();
        self.tasuki = service(&self.database, options);
        self.serves();
        self
    }

    fn occasion(&self) -> Occasion {
        Occasion::new(self.edge.now(), self.edge.entropy())
    }

    fn settles(&self) {
        let mut known: Vec<((OrganizationKind, &str), OrganizationId)> = Vec::new();
        for (login, role, kind, city) in ACCOUNTS {
            let organization = match known.iter().find(|(key, _)| *key == (*kind, *city)) {
                Some((_, id)) => *id,
                None => {
                    let jurisdiction: Vec<MunicipalityCode> = vec![city.parse().unwrap()];
                    let new = NewOrganization {
                        kind: *kind,
                        name: format!("うみかぜ {} {city}", kind.code()).parse().unwrap(),
                        jurisdiction,
                        wishes_sentence: None,
                    };
                    let id = create_organization(&self.tasuki, &self.occasion(), &new).unwrap();
                    known.push(((*kind, *city), id));
                    id
                }
            };
            self.employs(login, *role, organization, None);
        }
    }

    fn employs(
        &self,
        login: &str,
        role: Role,
        organization: OrganizationId,
        resident: Option<ResidentId>,
    ) {
        let account = NewAccount {
            organization,
            role,
            login: login.parse().unwrap(),
            name: format!("職員 {login}").parse().unwrap(),
            password: PASSWORD,
            totp_secret: TOTP_SECRET,
            resident,
        };
        create(&self.tasuki, &self.occasion(), &account).unwrap();
    }

    /// Nobody: no token.
    pub fn anonymous(&self) -> Actor {
        self.anonymous.clone()
    }

    /// Whoever has that login, signed in.
    pub fn actor(&self, login: &str) -> Actor {
        self.anonymous.with_token(&self.token(login, Use::Api))
    }

    /// A token or page session of that login, as signing in would give it.
    pub fn token(&self, login: &str, usage: Use) -> String {
        let login: Login = login.parse().unwrap();
        let caller = console_caller(&self.tasuki, &self.occasion(), &login)
            .unwrap()
            .expect("an account");
        let now = self.edge.now();
        let claims = Claims {
            account: caller.account,
            organization: caller.organization,
            role: caller.role,
            generation: caller.generation,
            session: caller.session,
            usage,
            issued_at: now,
            expires_at: Instant::from_second(now.as_second() + 3600).unwrap(),
        };
        self.tasuki.signing().issue(&claims).unwrap()
    }

    /// A page session of that login, and the token that its forms carry.
    pub fn page(&self, login: &str) -> (Actor, String) {
        let token = self.token(login, Use::Page);
        let caller = self
            .tasuki
            .signing()
            .verify(&token, self.edge.now())
            .unwrap();
        let form = csrf::Form::Session(caller.session);
        let csrf = csrf::token(self.tasuki.master(), form);
        (
            self.anonymous
                .with_cookie(&format!("__Host-session={token}")),
            csrf,
        )
    }

    /// The session's number of a page's cookie, which stands in it unsealed.
    pub fn session_of(&self, page: &Actor) -> String {
        let token = page
            .cookie("__Host-session")
            .expect("a page session's cookie");
        let caller = self.tasuki.signing().verify(&token, self.edge.now());
        caller.unwrap().session.uuid().simple().to_string()
    }

    /// How many access entries there are.
    pub fn entries(&self) -> i64 {
        self.database.entries(None)
    }

    /// How many access entries of an action there are.
    pub fn entries_of(&self, action: &str) -> i64 {
        self.database.entries(Some(action))
    }

    /// The routes that really exist, as the framework itself lists them: `GET /v1/me`.
    pub fn routes(&self) -> Vec<String> {
        let state = AppState::new(self.tasuki.clone(), self.edge.clone());
        crate::server::routes(state)
    }

    /// A crew of the city's fire headquarters.
    pub fn crew(&self) -> Actor {
        self.actor("crew")
    }

    /// An officer of the city.
    pub fn officer(&self) -> Actor {
        self.actor("officer")
    }

    /// The current one-time code of everyone.
    pub fn code(&self) -> String {
        totp::code(&totp::Secret::from_bytes(TOTP_SECRET), self.edge.now())
    }

    /// Moves the clock on.
    pub fn passes(&self, duration: SignedDuration) {
        self.edge.passes(duration);
    }

    /// How often the service has drawn entropy, which every request does.
    pub fn drawn(&self) -> u64 {
        self.edge.drawn()
    }

    /// The server, for tests about stopping it.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Where the server is.
    pub fn base(&self) -> &str {
        &self.server.base
    }

    /// 試験 花子, with a whole record and a whole consent to crews. Registered once per world.
    pub fn hanako(&self) -> String {
        self.hanako
            .get_or_init(|| {
                let officer = self.officer();
                let id = officer.registers(&given::hanako());
                for (kind, value) in given::hanako_facts() {
                    officer.records(&id, kind, &value).expect(201);
                }
                officer
                    .grants(&id, &given::consent_to_crews(given::CATEGORIES))
                    .expect(201);
                id
            })
            .clone()
    }

    /// Hanako's own account.
    pub fn hanako_herself(&self) -> Actor {
        self.herself.get_or_init(|| self.gives_hanako_an_account());
        self.actor("hanako")
    }

    fn gives_hanako_an_account(&self) {
        let resident: ResidentId = self.hanako().parse().unwrap();
        let new = NewOrganization {
            kind: OrganizationKind::Residents,
            name: "うみかぜ市の住民".parse().unwrap(),
            jurisdiction: vec![CITY.parse().unwrap()],
            wishes_sentence: None,
        };
        let organization = create_organization(&self.tasuki, &self.occasion(), &new).unwrap();
        self.employs("hanako", Role::Resident, organization, Some(resident));
    }

    /// Puts the institution of `login` into Hanako's care team.
    pub fn cares_for_hanako(&self, login: &str) {
        let me = self.actor(login).gets("/v1/me").expect(200);
        let institution = me["organization"]["id"]
            .as_str()
            .expect("an institution")
            .to_owned();
        let path = format!("/v1/residents/{}/care-team/{institution}", self.hanako());
        assert_eq!(self.officer().sends("PUT", &path, &[], b"").status, 204);
    }

    /// Takes it out again.
    pub fn leaves_hanako(&self, login: &str) {
        let me = self.actor(login).gets("/v1/me").expect(200);
        let institution = me["organization"]["id"]
            .as_str()
            .expect("an institution")
            .to_owned();
        let path = format!("/v1/residents/{}/care-team/{institution}", self.hanako());
        assert_eq!(self.officer().sends("DELETE", &path, &[], b"").status, 204);
    }

    /// What the crew types to find Hanako.
    pub fn hanako_criteria(&self) -> Value {
        json!({"family_kana": "しけん", "given_kana": "ﾊﾅｺ", "birth_date": given::HANAKO_BIRTH})
    }
}

fn service(database: &Database, options: Options) -> Arc<Tasuki> {
    Arc::new(opened(database, options))
}

fn opened(database: &Database, options: Options) -> Tasuki {
    let keys = Keys {
        signing: SigningKeys::generate([9; 32]).unwrap(),
        master: MasterKey::from_bytes([8; 32]),
    };
    // The database is gone with the test, and so is whatever a power cut would lose of it.
    let options = Options {
        durability: Durability::Waived,
        ..options
    };
    let store = Store::open(&database.url, options).unwrap();
    Tasuki::new(store, Table::builtin().unwrap(), keys)
}
