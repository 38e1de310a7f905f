//! Takes a checked roster in, and says what was done.

use super::{municipality, view};
use crate::{
    pages::{
        answer::{self, PageAnswer},
        posted::Posted,
        problem::PageProblem,
        visit::Visit,
    },
    rosters::lines,
};
use tasuki_app::{
    Refusal,
    rosters::{self, import, keep_not_taken, staged},
};
use tasuki_domain::{access::Action, id::ImportId};

/// Takes the roster in. Sent twice, it changes nothing the second time.
pub(crate) async fn commit(Posted { visit, fields }: Posted) -> PageAnswer {
    let id: ImportId = visit.id()?;
    let today = visit.setting.today();
    let who = visit.begins(Action::ImportRoster).await?;
    let gone = || {
        let frame = visit.frame_at("名簿の取込", &who, super::show::PATH.to_owned());
        PageProblem::upload_gone(frame, who.role)
    };
    let municipality = municipality::chosen(&who.jurisdiction, fields.filled(municipality::FIELD))
        .map_err(|_| gone())?;
    let of = municipality.clone();
    let (_, asked) = visit
        .ask(move |tasuki, caller, occasion| staged(tasuki, caller, occasion, id, &of))
        .await?;
    let file = match asked {
        Ok(file) => file,
        Err(Refusal::NotFound) => return Err(gone()),
        Err(refusal) => return Err(visit.refused(Some(&who), &refusal)),
    };
    let (who, imported) = visit
        .ask_roster(move |tasuki, caller, occasion| {
            // It was read when it was checked; a file that cannot be read now was changed.
            let Ok(roster) = tasuki_intake::read_roster(&file, today) else {
                return Ok(Err(Refusal::NotFound));
            };
            let faulty = view::Checked::of(&roster).faulty_lines;
            let lines = lines(roster);
            let done = import(
                tasuki,
                caller,
                occasion,
                &municipality,
                &lines,
                &file,
                &mut |_| {},
            )?;
            let done = match done {
                Ok(done) => done,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let not_taken = view::not_taken(done.rejected, faulty);
            let kept = keep_not_taken(tasuki, caller, occasion, done.import, not_taken)?;
            Ok(kept.map(|()| done.import))
        })
        .await?;
    match imported {
        Ok(import) => Ok(answer::see_other(&format!("/officer/import/{import}/done"))),
        Err(refusal) => Err(visit.refused(Some(&who), &refusal)),
    }
}

/// Says what was done, as it is on record.
pub(crate) async fn done(visit: Visit) -> PageAnswer {
    let id: ImportId = visit.id()?;
    let (who, shown) = visit
        .see(move |tasuki, caller, occasion| rosters::view(tasuki, caller, occasion, id))
        .await?;
    let frame = visit.frame("名簿の取込", &who);
    answer::page(view::done(frame, shown).render())
}
