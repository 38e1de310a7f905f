//! The pages: what people see in a browser. They work without a script.
//!
//! A page verifies its caller before it reads anything, asks one use-case, and maps the answer to
//! a view of the `ui` crate; the mapping is a pure function beside its tests. A change that
//! succeeded answers with a redirect; one that was refused shows the same page again with what was
//! typed. To add a page: a file under its noun, a line in [`configure`].

mod accesses;
mod answer;
mod assets;
mod consents;
mod day;
mod fields;
mod home;
mod import;
mod incidents;
mod me;
mod names;
mod not_found;
mod officer_search;
mod policy;
mod posted;
mod problem;
mod residents;
mod root;
#[cfg(test)]
mod samples;
mod search;
mod search_events;
mod setting;
mod sign_in;
mod sign_out;
mod summary;
mod theme;
mod visit;

pub(crate) use not_found::{method_not_allowed, not_found, prefers_page};
pub(crate) use sign_in::first as sign_in_first;

use actix_web::web::{ServiceConfig, resource};

/// The pages' table of contents.
pub(crate) fn configure(cfg: &mut ServiceConfig) {
    cfg.service(resource("/").get(root::show))
        .service(resource("/sign-in").get(sign_in::show).post(sign_in::send))
        .service(resource("/sign-out").post(sign_out::send))
        .service(resource("/theme").post(theme::send))
        .service(resource("/home").get(home::show))
        .service(resource("/me").get(me::show))
        .service(resource("/policy").get(policy::show))
        .service(resource("/assets/{file}").get(assets::show));
    field_work(cfg);
    officer(cfg);
}

/// What crews, dispatchers and emergency departments use.
fn field_work(cfg: &mut ServiceConfig) {
    cfg.service(resource("/search").get(search::show).post(search::send))
        .service(resource("/incidents/{id}/search").get(search::results))
        .service(resource("/incidents").get(incidents::list))
        .service(resource("/incidents/{id}/no-record").get(incidents::no_record))
        .service(resource("/incidents/{id}/close").post(incidents::close))
        .service(resource("/incidents/{id}/closed").get(incidents::closed))
        .service(resource("/residents/{id}/summary").get(summary::show));
}

/// What the city's officers and reviewers use.
fn officer(cfg: &mut ServiceConfig) {
    cfg.service(
        resource("/officer/residents")
            .get(residents::list)
            .post(residents::filter),
    )
    .service(
        resource("/officer/search")
            .get(officer_search::show)
            .post(officer_search::send),
    )
    .service(resource("/search-events").get(search_events::list))
    .service(resource("/search-events/{id}/review").post(search_events::review))
    .service(resource("/officer/residents/{id}").get(residents::show))
    .service(resource("/officer/residents/{id}/consents").post(consents::grant))
    .service(
        resource("/consents/{id}/withdraw")
            .get(consents::ask_withdrawal)
            .post(consents::withdraw),
    )
    .service(
        resource("/officer/import")
            .get(import::show)
            .post(import::check),
    )
    .service(resource("/officer/import/template.csv").get(import::template))
    .service(resource("/officer/import/{id}/done").get(import::done))
    .service(resource("/officer/import/{id}/commit").post(import::commit))
    .service(resource("/residents/{id}/accesses").get(accesses::of_resident))
    .service(resource("/accesses").get(accesses::in_jurisdiction));
}
