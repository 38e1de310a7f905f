//! `/officer/search`: a search of the register for a stated purpose.

use super::{
    answer::{self, PageAnswer},
    posted::Posted,
    problem,
    residents::note,
    search::{Read, chosen_birth_date, read_criteria, why},
    visit::Visit,
};
use tasuki_app::{
    Refusal,
    residents::{ResidentFound, ResidentsFound, SearchResidents, search},
};
use tasuki_domain::{
    access::Action,
    lookup::{ListedTown, SearchPurpose},
    role::Role,
};
use tasuki_ui::{
    FieldError,
    page::{
        OfficerSearchView,
        officer_search::{OfficerResults, OfficerRow},
        search::SearchFields,
    },
    presence::NOT_RECORDED,
};

const TITLE: &str = "登録者を探す";

/// Shows the empty form.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    let who = visit.begins(Action::SearchResidents).await?;
    let view = OfficerSearchView {
        frame: visit.frame(TITLE, &who),
        purpose: None,
        purpose_error: None,
        fields: SearchFields::default(),
        parts: Vec::new(),
        birth_choices: Vec::new(),
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
    let (who, asked) = visit
        .ask(move |tasuki, caller, occasion| search(tasuki, caller, occasion, &input))
        .await?;
    let frame = visit.frame_at(TITLE, &who, "/officer/search".to_owned());
    let mut view = page(frame, Some(purpose), read);
    match asked {
        Ok(found) => {
            view.results = Some(results(found, purpose, visit.caller.role));
            answer::page(view.render())
        }
        Err(Refusal::Invalid { invalid, .. }) => {
            view.form_errors.push(FieldError::sentence(&invalid));
            answer::wrong(view.render())
        }
        Err(refusal @ Refusal::TooManySearches { .. }) => problem::stopped(&refusal, |error| {
            view.form_errors.push(error);
            view.render()
        }),
        Err(refusal) => Err(visit.refused(Some(&who), &refusal)),
    }
}

fn page(frame: tasuki_ui::Frame, purpose: Option<SearchPurpose>, read: Read) -> OfficerSearchView {
    let missing = || FieldError::new("目的が選ばれていません。", "1つ選んでください。");
    OfficerSearchView {
        frame,
        purpose,
        purpose_error: purpose.is_none().then(missing),
        fields: read.fields,
        parts: read.parts,
        birth_choices: read.choices,
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
    OfficerRow {
        href: (role == Role::CityOfficer).then(|| format!("/officer/residents/{}", of.resident.id)),
        name: of.name.written(),
        kana: of.name.kana().unwrap_or_default(),
        birth_date: of.birth_date.japanese(),
        sex: of.sex.japanese().to_owned(),
        town: match &of.town {
            // The column says whose words they are.
            ListedTown::NotRecorded => NOT_RECORDED.to_owned(),
            town => town.words().to_owned(),
        },
        card: of.resident.card.to_string(),
        why: why(of.grade, &of.matched, &of.similar, &of.differing),
        registration_note: note(of.resident.registration),
    }
}
