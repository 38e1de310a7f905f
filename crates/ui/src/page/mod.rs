//! The pages: one view struct and one template each.

pub mod accesses;
pub mod closed;
pub mod docs;
pub mod home;
pub mod import;
pub mod incidents;
pub mod no_record;
pub mod officer_search;
pub mod policy;
pub mod problem;
pub mod resident;
pub mod resident_home;
pub mod residents;
pub mod search;
pub mod search_events;
pub mod sign_in;
pub mod summary;
pub mod withdraw;

pub use accesses::AccessesView;
pub use closed::ClosedView;
pub use docs::DocsView;
pub use home::HomeView;
pub use import::{ImportDoneView, ImportFormView, ImportReportView};
pub use incidents::IncidentsView;
pub use no_record::NoRecordView;
pub use officer_search::OfficerSearchView;
pub use policy::PolicyView;
pub use problem::ProblemView;
pub use resident::ResidentView;
pub use resident_home::ResidentHomeView;
pub use residents::ResidentsView;
pub use search::SearchView;
pub use search_events::SearchEventsView;
pub use sign_in::SignInView;
pub use summary::SummaryView;
pub use withdraw::WithdrawView;

/// Gives a view its `render`, so that every page fails in the same one way.
macro_rules! rendered {
    ($($view:ty),+ $(,)?) => {$(
        impl $view {
            /// The page as HTML.
            pub fn render(&self) -> Result<String, $crate::RenderError> {
                Ok(askama::Template::render(self)?)
            }
        }
    )+};
}
rendered!(
    AccessesView,
    ClosedView,
    DocsView,
    HomeView,
    ImportDoneView,
    ImportFormView,
    ImportReportView,
    IncidentsView,
    NoRecordView,
    OfficerSearchView,
    PolicyView,
    ProblemView,
    ResidentView,
    ResidentHomeView,
    ResidentsView,
    SearchEventsView,
    SearchView,
    SignInView,
    SummaryView,
    WithdrawView,
);
