//! `/officer/search`: a search of the register for a stated purpose.

use super::{
    answer::{self, PageAnswer},
    posted::Posted,
    residents::note,
    search::{Read, chosen_birth_date, read_criteria},
    visit::Visit,
};
use tasuki_app::{
    Refusal,
    residents::{ResidentFound, ResidentsFound, SearchResidents, search},
};
use tasuki_domain::{access::Action, lookup::SearchPurpose, role::Role};
use tasuki_ui::{
    FieldError,
    page::{
        OfficerSearchView,
        officer_search::{OfficerResults, OfficerRow},
        search::SearchFields,
    },
};

const TITLE: &str = "登録者を探す";

/// Shows the empty form.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    let who = visit.begins(Action::SearchResidents).await?;
    let view = OfficerSearchView {
        frame: visit.frame(TITLE, &who),
        purpose: None,
        purpose_missing: false,
        fields: SearchFields::default(),
        parts: Vec::new(),
        form_errors: Vec::new(),
        results: None,
    };
    answer::page(view.render())
}

/// Searches, or shows the form again with what is wrong. Names never stand in an address line, so
/// the results are the answer to the form.
pub(crate) async fn send(Posted { visit, fields }: Posted) -> PageAnswer {
    let today = visit.setting.today();
    let read = read_criteria(&chosen_birth_date(fields.clone(), today), today);
    let purpose = SearchPurpose::from_code(fields.get("purpose"));
    let Some(purpose) = purpose.filter(|_| read.is_right()) else {
        let who = visit.begins(Action::SearchResidents).await?;
        let frame = visit.frame_at(TITLE, &who, "/officer/search".to_owned());
        return answer::wrong(page(frame, purpose, read).render());
    };
    let input = SearchResidents {
        purpose,
        criteria: read.criteria.clone(),
    };
    let asked = visit
        .ask(move |tasuki, caller, occasion| search(tasuki, caller, occasion, &input))
        .await?;
    match asked {
        (who, Ok(found)) => {
            let frame = visit.frame_at(TITLE, &who, "/officer/search".to_owned());
            let mut view = page(frame, Some(purpose), read);
            view.results = Some(results(found, purpose, visit.caller.role));
            answer::page(view.render())
        }
        (who, Err(Refusal::Invalid { invalid, .. })) => {
            let frame = visit.frame_at(TITLE, &who, "/officer/search".to_owned());
            let mut view = page(frame, Some(purpose), read);
            view.form_errors.push(FieldError::new(
                format!("{}。", invalid.problem),
                format!("{}。", invalid.expected),
            ));
            answer::wrong(view.render())
        }
        (who, Err(refusal)) => Err(visit.refused(Some(&who), &refusal)),
    }
}

fn page(frame: tasuki_ui::Frame, purpose: Option<SearchPurpose>, read: Read) -> OfficerSearchView {
    OfficerSearchView {
        frame,
        purpose,
        purpose_missing: purpose.is_none(),
        fields: read.fields,
        parts: read.parts,
        form_errors: read.form_errors,
        results: None,
    }
}

fn results(found: ResidentsFound, purpose: SearchPurpose, role: Role) -> OfficerResults {
    OfficerResults {
        purpose: purpose.japanese(),
        total: found.total,
        bounded: found.bounded,
        rows: found
            .people
            .into_iter()
            .map(|person| row(person, role))
            .collect(),
    }
}

fn row(of: ResidentFound, role: Role) -> OfficerRow {
    let matched: Vec<&str> = of.matched.iter().map(|item| item.japanese()).collect();
    OfficerRow {
        href: (role == Role::CityOfficer).then(|| format!("/officer/residents/{}", of.resident.id)),
        name: of.name.written(),
        kana: of.name.kana().unwrap_or_default(),
        birth_date: of.birth_date.japanese(),
        sex: of.sex.japanese().to_owned(),
        town: of
            .town
            .map_or_else(|| "記録されていません".to_owned(), |town| town.to_string()),
        card: of.resident.card.to_string(),
        matched: matched.join("、"),
        registration_note: note(of.resident.registration),
    }
}
