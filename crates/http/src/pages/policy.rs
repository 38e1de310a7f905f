//! `/policy`: who may see what, for everyone, signed in or not.

use super::{
    answer::{self, PageAnswer},
    problem::PageProblem,
    setting::Setting,
    visit::Visit,
};
use actix_web::{FromRequest as _, HttpRequest, dev::Payload};
use tasuki_app::policy_page::{PolicyRow as Row, policy_page};
use tasuki_ui::page::{PolicyView, policy::PolicyRow};

const TITLE: &str = "だれが何を見られるか";

/// Shows the table in force.
pub(crate) async fn show(req: HttpRequest) -> PageAnswer {
    let setting = Setting::of(&req).ok_or_else(PageProblem::unrendered)?;
    let (rows, hash) = policy_page(&setting.state.tasuki);
    let visit = Visit::from_request(&req, &mut Payload::None)
        .into_inner()
        .ok();
    // Whoever's session is over still may read the rules.
    let frame = match &visit {
        Some(visit) => visit.who().await.ok().map(|who| visit.frame(TITLE, &who)),
        None => None,
    };
    let view = PolicyView {
        frame: frame.unwrap_or_else(|| setting.frame(TITLE, None)),
        rows: rows.iter().map(row).collect(),
        hash,
    };
    answer::page(view.render())
}

fn row(of: &Row) -> PolicyRow {
    PolicyRow {
        id: of.id.clone(),
        roles: of
            .roles
            .iter()
            .map(|role| role.japanese().to_owned())
            .collect(),
        situation: of.situation.to_owned(),
        purpose: of.purpose.clone(),
        categories: of
            .categories
            .iter()
            .map(|category| category.japanese().to_owned())
            .collect(),
        level: of.level.to_owned(),
        consent: of.consent.is_some(),
        basis: of.basis.clone(),
        sentence: of.sentence.clone(),
        never: of.never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::{Category, role::Role};

    #[test]
    fn a_rule_keeps_its_words() {
        let of = Row {
            id: "crew_live_incident".into(),
            roles: vec![Role::Crew, Role::CrewLeader],
            situation: "自機関の救急事案が続いている",
            purpose: "救急".into(),
            consent: Some("救急隊・通信指令・救急のとき".into()),
            categories: vec![Category::Allergies],
            level: "内容",
            never: false,
            basis: "本人の同意".into(),
            sentence: "救急隊は、出動している間だけ見ます。".into(),
        };
        let row = row(&of);
        assert_eq!(row.roles, ["救急隊員", "救急隊長"]);
        assert_eq!(row.categories, ["アレルギー・副作用"]);
        assert!(row.consent && !row.never);
    }
}
