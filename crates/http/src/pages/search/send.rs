//! Takes what was typed: checks it, opens or goes on with the emergency, and goes to the results.

use super::{
    criteria::{self, Read},
    kept,
    view::{self, TITLE},
};
use crate::pages::{
    answer::{self, PageAnswer},
    fields::Fields,
    incidents,
    posted::Posted,
    problem::PageProblem,
    visit::Visit,
};
use tasuki_app::{
    Refusal,
    incidents::{OpenIncident, list, open},
    lookups::check,
};
use tasuki_domain::{
    Invalid,
    access::Action,
    id::IncidentId,
    incident::{Basis, IncidentNumber, LookReason, Origin},
    role::Role,
};
use tasuki_ui::{
    FieldError,
    page::search::{IncidentChoice, reason_code},
};

/// Goes to the results, or shows the form again with what is wrong.
pub(crate) async fn send(Posted { visit, fields }: Posted) -> PageAnswer {
    visit.begins(Action::LookUp).await?;
    let today = visit.setting.today();
    let fields = criteria::text_alone(criteria::chosen(fields, today));
    let read = criteria::read(&fields, today);
    let checked = emergency(&fields);
    if read.is_right() && !read.criteria.is_enough() {
        return too_little(&visit, &fields, read, checked).await;
    }
    let emergency = match checked {
        Ok(emergency) if read.is_right() => emergency,
        checked => return again(&visit, &fields, read, checked.err()).await,
    };
    // Nothing is opened for a search that cannot go on.
    let Some(plain) = kept::plain(&fields) else {
        return too_long(&visit, &fields, read).await;
    };
    let incident = match emergency {
        Emergency::Open(incident) => incident,
        Emergency::New(basis) => match begin(&visit, basis, &fields).await? {
            Ok(incident) => incident,
            Err(invalid) => {
                return again(&visit, &fields, read, Some(Fault::Number(invalid))).await;
            }
        },
    };
    let state = &visit.setting.state;
    let nonce = state.edge.entropy().first_chunk::<12>().copied();
    let kept = nonce.and_then(|nonce| {
        let key = state.tasuki.master();
        kept::seal(key, nonce, visit.caller.session, incident, &plain)
    });
    match kept {
        Some(cookie) => Ok(answer::see_other_with(
            &format!("/incidents/{incident}/search"),
            [cookie],
        )),
        None => Err(PageProblem::unrendered()),
    }
}

/// Nothing is opened for too little to search with, and it is on record that it was refused.
async fn too_little(
    visit: &Visit,
    fields: &Fields,
    mut read: Read,
    checked: Result<Emergency, Fault>,
) -> PageAnswer {
    let within = match checked {
        Ok(Emergency::Open(incident)) => Some(incident),
        _ => None,
    };
    let fault = checked.err();
    let criteria = read.criteria.clone();
    let asked = visit
        .ask(move |tasuki, caller, occasion| check(tasuki, caller, occasion, within, &criteria))
        .await?;
    match asked {
        (_, Err(Refusal::Invalid { invalid, .. })) => {
            read.form_errors.push(FieldError::sentence(&invalid));
            again(visit, fields, read, fault).await
        }
        (who, Err(refusal)) => Err(visit.refused(Some(&who), &refusal)),
        (_, Ok(())) => again(visit, fields, read, fault).await,
    }
}

async fn too_long(visit: &Visit, fields: &Fields, mut read: Read) -> PageAnswer {
    read.form_errors.push(FieldError::new(
        "条件が長すぎます。",
        "短くして、もう一度検索してください。",
    ));
    again(visit, fields, read, None).await
}

/// The emergency that the search belongs to.
#[derive(Debug, PartialEq)]
enum Emergency {
    /// One that is there.
    Open(IncidentId),
    /// One to open.
    New(Basis),
}

/// What is wrong with it.
#[derive(Debug, PartialEq)]
enum Fault {
    /// Neither number nor reason.
    Missing,
    /// The number.
    Number(Invalid),
}

fn emergency(fields: &Fields) -> Result<Emergency, Fault> {
    if let Some(id) = fields.filled("incident_id").and_then(|id| id.parse().ok()) {
        return Ok(Emergency::Open(id));
    }
    if let Some(number) = fields.filled("incident_number") {
        return IncidentNumber::try_from(number.to_owned())
            .map(|number| Emergency::New(Basis::Number(number)))
            .map_err(Fault::Number);
    }
    reason(fields)
        .map(|reason| Emergency::New(Basis::Reason(reason)))
        .ok_or(Fault::Missing)
}

fn reason(fields: &Fields) -> Option<LookReason> {
    LookReason::ALL
        .into_iter()
        .find(|reason| reason_code(*reason) == fields.get("reason"))
}

/// Opens the emergency; one of the same number that is open is gone on with, and so is the one that
/// this form has opened for the same reason already.
async fn begin(
    visit: &Visit,
    basis: Basis,
    fields: &Fields,
) -> Result<Result<IncidentId, Invalid>, PageProblem> {
    let once = match &basis {
        Basis::Reason(reason) => fields.once(reason_code(*reason), b""),
        Basis::Number(_) => None,
    };
    let input = OpenIncident {
        basis,
        origin: if visit.caller.role == Role::ErStaff {
            Origin::WalkIn
        } else {
            Origin::Call119
        },
        called_at: visit.setting.now,
        place: None,
    };
    let asked = visit
        .ask(move |tasuki, caller, occasion| open(tasuki, caller, occasion, once.as_ref(), &input))
        .await?;
    match asked {
        (_, Ok(opened)) => Ok(Ok(opened.incident.id)),
        (_, Err(Refusal::Invalid { invalid, .. })) => Ok(Err(invalid)),
        (who, Err(refusal)) => Err(visit.refused(Some(&who), &refusal)),
    }
}

async fn again(visit: &Visit, fields: &Fields, mut read: Read, fault: Option<Fault>) -> PageAnswer {
    let (who, incident) = match emergency(fields) {
        Ok(Emergency::Open(incident)) => {
            let (who, incident) = incidents::named(visit, incident).await?;
            (who, IncidentChoice::Chosen(incident))
        }
        _ => {
            let (who, listed) = visit.see(list).await?;
            let mut number = fields.field("incident_number");
            if let Some(Fault::Number(invalid)) = &fault {
                number = number.with_error(FieldError::from(invalid));
            }
            let open = incidents::open(&listed, visit.setting.now);
            (
                who,
                IncidentChoice::New {
                    number,
                    reason: reason(fields),
                    open,
                },
            )
        }
    };
    if fault == Some(Fault::Missing) {
        let missing = FieldError::new(
            "事案が選ばれていません。",
            "事案番号を入れるか、理由を1つ選んでください。",
        );
        // First on the page, so first among what is wrong.
        read.form_errors.insert(0, missing);
    }
    answer::wrong(view::typed(visit.frame(TITLE, &who), visit.caller.role, incident, read).render())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_search_belongs_to_an_emergency_of_number_reason_or_one_that_is_open() {
        let id = Uuid::from_u128(412);
        let form = |pairs: &[(&str, &str)]| {
            Fields::new(
                pairs
                    .iter()
                    .map(|(name, value)| ((*name).into(), (*value).into()))
                    .collect(),
            )
        };
        let number = || Basis::Number("0412".to_owned().try_into().unwrap());
        for (fields, expected) in [
            (
                form(&[("incident_id", &id.to_string()), ("reason", "on_duty")]),
                Ok(Emergency::Open(id.into())),
            ),
            (
                form(&[("incident_number", "０４１２")]),
                Ok(Emergency::New(number())),
            ),
            (
                form(&[("incident_number", "0412"), ("reason", "on_duty")]),
                Ok(Emergency::New(number())),
            ),
            (
                form(&[("reason", "transfer")]),
                Ok(Emergency::New(Basis::Reason(LookReason::Transfer))),
            ),
            (form(&[]), Err(Fault::Missing)),
            (form(&[("reason", "curious")]), Err(Fault::Missing)),
            (form(&[("incident_id", "x")]), Err(Fault::Missing)),
        ] {
            assert_eq!(emergency(&fields), expected);
        }
        let long = "1".repeat(33);
        assert!(matches!(
            emergency(&form(&[("incident_number", &long)])),
            Err(Fault::Number(_))
        ));
    }
}
