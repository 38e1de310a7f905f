//! One recorded look, listing, refusal or miss (閲覧記録).

use crate::{
    Category,
    id::{AccessEntryId, AccountId, ConsentId, IncidentId, LookupId, OrganizationId, ResidentId},
    role::Role,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal;)+) => {
        /// What was done. One per thing a person can do with personal data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Action { $($(#[$doc])* $variant,)+ }

        impl Action {
            /// All actions.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in entries and the API.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words of the list of looks.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }
        }
    };
}

actions! {
    /// A search was made.
    LookUp, "look_up", "検索";
    /// A resident was listed among the candidates of a search.
    ListCandidate, "list_candidate", "候補として表示";
    /// A summary was read.
    ViewSummary, "view_summary", "サマリーを表示";
    /// Residents were listed for an officer.
    ListResidents, "list_residents", "登録者一覧を表示";
    /// A register was searched by an officer.
    SearchResidents, "search_residents", "登録者を検索";
    /// A registration was read by an officer.
    ViewResident, "view_resident", "登録内容を表示";
    /// The list of looks was read.
    ListAccesses, "list_accesses", "閲覧記録を表示";
    /// What is known of unusually many searches was read.
    ListSearchEvents, "list_search_events", "検索が多いときの知らせを表示";
    /// Unusually many searches were looked into.
    ReviewSearchEvent, "review_search_event", "検索が多いときの知らせを確認";
    /// A resident was registered.
    RegisterResident, "register_resident", "登録";
    /// A fact was recorded.
    RecordFact, "record_fact", "情報を記録";
    /// A consent was granted.
    GrantConsent, "grant_consent", "同意を登録";
    /// A consent was withdrawn.
    WithdrawConsent, "withdraw_consent", "同意を撤回";
    /// Consents were read.
    ListConsents, "list_consents", "同意を表示";
    /// An institution joined a resident's care team.
    JoinCareTeam, "join_care_team", "ケアチームに追加";
    /// An institution left a resident's care team.
    LeaveCareTeam, "leave_care_team", "ケアチームから外す";
    /// An incident was opened.
    OpenIncident, "open_incident", "事案を開始";
    /// An incident was closed.
    CloseIncident, "close_incident", "事案を終了";
    /// Incidents were listed.
    ListIncidents, "list_incidents", "事案一覧を表示";
    /// A roster was read without writing.
    DryRunRoster, "dry_run_roster", "名簿を確認";
    /// A roster was written.
    ImportRoster, "import_roster", "名簿を取込";
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was permitted and done.
    Permitted,
    /// It was permitted and found nobody.
    Missed,
    /// It was refused.
    Refused,
}

/// What is recorded of one look, listing, change, refusal or miss. It never holds a clinical value
/// or a search key in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEntry {
    /// The version of this shape; 1.
    pub version: u8,
    /// Its identifier.
    pub id: AccessEntryId,
    /// When.
    pub at: Instant,
    /// Who.
    pub account: AccountId,
    /// For which institution.
    pub organization: OrganizationId,
    /// In which role.
    pub role: Role,
    /// What.
    pub action: Action,
    /// About whom; none for a search itself or a listing of many.
    pub resident: Option<ResidentId>,
    /// Within which emergency.
    pub incident: Option<IncidentId>,
    /// Within which search.
    pub lookup: Option<LookupId>,
    /// Why: the incident's number or reason, the purpose of an officer's work.
    pub reason: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// The refusal's code.
    pub refusal: Option<String>,
    /// The rules of the disclosure table that decided.
    pub rules: BTreeSet<String>,
    /// The SHA-256 of the disclosure table in force, in hexadecimal.
    pub policy: String,
    /// The consents that decided, with their versions.
    pub consents: Vec<ConsentVersion>,
    /// The categories that left.
    pub shown: BTreeSet<Category>,
    /// The categories that were withheld.
    pub withheld: BTreeSet<Category>,
    /// Keyed hashes of the search keys, so that misses can be counted without being read.
    pub search_keys: Vec<String>,
    /// How many people the answer spoke of.
    pub people: u32,
}

/// A consent as it stood when it decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentVersion {
    /// Which.
    pub consent: ConsentId,
    /// Its version.
    pub version: i32,
}
