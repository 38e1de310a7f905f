//! Takes a checked roster in, and says what was done.

use super::{municipality, view};
use crate::{
    pages::{
        answer::{self, PageAnswer},
        posted::Posted,
        problem::PageProblem,
        visit::Visit,
    },
    rosters,
};
use tasuki_app::{
    Refusal,
    rosters::{import, staged},
};
use tasuki_domain::{id::ImportId, time::Instant};
use tasuki_ui::page::ImportDoneView;

/// Takes the roster in. Sent twice, it changes nothing the second time.
pub(crate) async fn commit(Posted { visit, fields }: Posted) -> PageAnswer {
    let id: ImportId = visit.id()?;
    let today = visit.setting.today();
    let (who, asked) = visit
        .ask(move |tasuki, caller, occasion| staged(tasuki, caller, occasion, id))
        .await?;
    let asked = match asked {
        Ok(file) => Some(file),
        Err(Refusal::NotFound) => None,
        Err(refusal) => return Err(visit.refused(Some(&who), &refusal)),
    };
    let municipality =
        municipality::chosen(&who.jurisdiction, fields.filled(municipality::FIELD)).ok();
    let Some((file, municipality)) = asked.zip(municipality) else {
        let frame = visit.frame_at("名簿の取込", &who, super::show::PATH.to_owned());
        return Err(PageProblem::upload_gone(frame, who.role));
    };
    let limit = visit.setting.state.limits.roster_work;
    let (who, imported) = visit
        .ask_within(limit, move |tasuki, caller, occasion| {
            // It was read when it was checked; a file that cannot be read now was changed.
            let Ok(roster) = tasuki_intake::read_roster(&file, today) else {
                return Ok(Err(Refusal::NotFound));
            };
            let faulty = view::Checked::of(&roster).faulty_lines;
            let lines = rosters::lines(roster);
            let done = import(
                tasuki,
                caller,
                occasion,
                &municipality,
                &lines,
                &file,
                &mut |_| {},
            )?;
            Ok(done.map(|done| (done.verdicts, faulty)))
        })
        .await?;
    match imported {
        Ok((verdicts, faulty)) => {
            let path = view::done_path(&view::counts(verdicts, faulty), visit.setting.now);
            Ok(answer::see_other(&path))
        }
        Err(refusal) => Err(visit.refused(Some(&who), &refusal)),
    }
}

/// Says what was done. The counts stand in the address: they are about nobody.
pub(crate) async fn done(visit: Visit) -> PageAnswer {
    let who = visit.who().await?;
    let query = visit.query();
    let at = query
        .get("at")
        .parse()
        .ok()
        .and_then(|at| Instant::from_second(at).ok());
    let view = ImportDoneView {
        frame: visit.frame("名簿の取込", &who),
        counts: view::counts_of(&query),
        at: tasuki_domain::time::clock_in_japan(at.unwrap_or(visit.setting.now)),
    };
    answer::page(view.render())
}
