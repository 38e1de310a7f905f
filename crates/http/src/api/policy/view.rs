//! Who may see what.

use crate::{
    answer,
    problem::Problem,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::policy_page::{PolicyRow, policy_page};
use tasuki_domain::{Category, role::Role};

/// One rule.
pub(crate) struct Rule {
    id: String,
    roles: Vec<Role>,
    situation: String,
    purpose: String,
    consent: Option<String>,
    categories: Vec<Category>,
    level: String,
    never: bool,
    basis: String,
    sentence: String,
}

/// The table.
pub(crate) struct Policy {
    hash: String,
    rules: Vec<Rule>,
}

/// The table on the wire.
pub(crate) type PolicyBody = Wired<Policy>;

wire_object! {
    /// One rule of the disclosure table.
    Rule as "PolicyRule" {
        /// Its stable name, which access entries quote.
        id,
        /// Who.
        roles,
        /// In which situation.
        situation,
        /// For what.
        purpose,
        /// The consent that it rests on, if it rests on one.
        consent,
        /// What.
        categories,
        /// How much.
        level,
        /// Whether it forbids instead of permitting.
        never,
        /// On which law or agreement it rests.
        basis,
        /// In one sentence.
        sentence,
    }
}

wire_object! {
    /// The disclosure table in force. What no rule permits is denied.
    Policy as "Policy" {
        /// The SHA-256 of the table, which access entries quote.
        hash,
        /// The rules.
        rules,
    }
}

impl From<PolicyRow> for Rule {
    fn from(row: PolicyRow) -> Self {
        Self {
            id: row.id,
            roles: row.roles,
            situation: row.situation.to_owned(),
            purpose: row.purpose,
            consent: row.consent,
            categories: row.categories,
            level: row.level.to_owned(),
            never: row.never,
            basis: row.basis,
            sentence: row.sentence,
        }
    }
}

impl Policy {
    pub(crate) fn sample() -> Self {
        Self {
            hash: "0".repeat(64),
            rules: vec![Rule {
                id: "ems-live-incident".to_owned(),
                roles: vec![Role::Crew, Role::CrewLeader],
                situation: "出動中の事案".to_owned(),
                purpose: "救急のとき".to_owned(),
                consent: Some("救急隊・通信指令・救急のとき".to_owned()),
                categories: vec![Category::Identity, Category::Allergies],
                level: "内容".to_owned(),
                never: false,
                basis: "本人の同意".to_owned(),
                sentence: "救急隊は、本人が同意した情報を、出動中の事案のなかで見られます。"
                    .to_owned(),
            }],
        }
    }
}

/// だれが何を見られるか
///
/// The disclosure table in force. It holds no personal data and is open to everyone.
#[utoipa::path(
    operation_id = "viewPolicy",
    tag = "policy",
    responses((status = 200, description = "閲覧のきまり", body = PolicyBody))
)]
#[get("/v1/policy")]
pub(crate) async fn view_policy(state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let (rows, hash) = policy_page(&state.tasuki);
    let rules = rows.into_iter().map(Rule::from).collect();
    Ok(answer::json(StatusCode::OK, &Policy { hash, rules }))
}
