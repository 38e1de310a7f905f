//! `/residents/{id}/summary?incident_id=…`: the emergency summary.

use super::{
    answer::{self, PageAnswer},
    incidents, names,
    visit::Visit,
};
use tasuki_app::residents::{SummaryView as Summary, ViewSummary, view_summary};
use tasuki_domain::{
    id::{IncidentId, ResidentId},
    role::Role,
};
use tasuki_ui::{
    Frame,
    page::{
        SummaryView,
        problem::WayOn,
        summary::{Look, default_fire_sentence},
    },
};

/// Shows the summary; the look is on record before the page exists.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    let resident: ResidentId = visit.id()?;
    let incident: Option<IncidentId> = visit
        .query()
        .filled("incident_id")
        .and_then(|id| id.parse().ok());
    let input = ViewSummary { resident, incident };
    let (who, summary) = visit
        .see(move |tasuki, caller, occasion| view_summary(tasuki, caller, occasion, input))
        .await?;
    let frame = visit.frame("救急サマリー", &who);
    answer::page(page(frame, who.role, &summary).render())
}

/// The page of a summary.
fn page(frame: Frame, role: Role, summary: &Summary) -> SummaryView {
    SummaryView::compose(
        frame,
        &Look {
            incident: summary.incident.as_ref().map(incidents::label),
            own: role == Role::Resident,
            back: back(role),
            resident: &summary.resident,
            sections: &summary.sections,
            alerts: &summary.alerts,
            address_hidden: summary.address_hidden,
            fire_sentence: fire_sentence(role, summary),
            today: summary.today,
        },
    )
}

/// Where who reads it outside an emergency came from.
fn back(role: Role) -> WayOn {
    let label = match role {
        Role::Resident => "わたしの記録に戻る",
        _ if names::is_crew(role) => "検索に戻る",
        _ => "はじめの画面に戻る",
    };
    WayOn {
        href: names::start(role).to_owned(),
        label: label.to_owned(),
    }
}

/// The headquarters' own sentence; else the default with its name. Who reads as no headquarters or
/// hospital is pointed to the one of the place.
fn fire_sentence(role: Role, summary: &Summary) -> String {
    if let Some(own) = &summary.wishes_sentence {
        return own.as_str().to_owned();
    }
    match &summary.organization {
        Some(organization) if names::is_crew(role) => default_fire_sentence(organization.as_str()),
        _ => default_fire_sentence("地域の消防本部"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{full, identity, incident, view};
    use tasuki_domain::{Category, fact::FactBody};

    #[test]
    fn sentence_c_is_the_headquarters_own_or_names_it() {
        let mut summary = view(vec![]);
        for (role, own, sentence) in [
            (
                Role::Crew,
                None,
                "対応はみほん市消防本部の手順に従い、医師に確認してください。",
            ),
            (
                Role::Resident,
                None,
                "対応は地域の消防本部の手順に従い、医師に確認してください。",
            ),
            (
                Role::Crew,
                Some("手順書3章に従い、医師に確認してください。"),
                "手順書3章に従い、医師に確認してください。",
            ),
        ] {
            summary.wishes_sentence = own.map(|own| own.parse().unwrap());
            let page = page(Frame::default(), role, &summary);
            assert_eq!(page.wishes.fire_sentence, sentence);
        }
    }

    #[test]
    fn an_emergency_is_named_and_without_one_there_is_a_way_back() {
        let mut summary = view(vec![full(
            Category::Identity,
            [FactBody::Identity(identity())],
        )]);
        let own = page(Frame::default(), Role::Resident, &summary);
        assert_eq!((own.incident, own.back.href.as_str()), (None, "/me"));
        assert_eq!(own.banner.identity_check, None);
        let team = page(Frame::default(), Role::Nurse, &summary);
        assert_eq!(team.back.href, "/home");
        summary.incident = Some(incident());
        let crew = page(Frame::default(), Role::Crew, &summary);
        assert_eq!(crew.incident.unwrap().label, "#0412");
        assert_eq!(crew.banner.name, "見本　花子");
        assert!(crew.banner.identity_check.is_some());
    }

    #[test]
    fn a_hidden_address_stays_hidden() {
        let mut summary = view(vec![full(
            Category::Identity,
            [FactBody::Identity(identity())],
        )]);
        summary.address_hidden = true;
        let html = page(Frame::default(), Role::Crew, &summary)
            .render()
            .unwrap();
        assert!(html.contains("保護の申出により住所は表示できません"));
        assert!(!html.contains("泉町"));
    }
}
