//! A city's roster (名簿): a CSV file with one line per resident.

mod cells;
mod clinical;
mod column;
mod consent;
mod day;
mod encoding;
mod fault;
mod file_fault;
mod header;
mod home;
mod limit;
mod list;
mod people;
mod person;
mod read;
mod record;
mod template;
mod usual;
mod wishes;
mod words;

pub use column::{Column, columns};
pub use encoding::Encoding;
pub use fault::Fault;
pub use file_fault::FileFault;
pub use read::read_roster;
pub use template::{header_line, template_csv};

use std::collections::BTreeSet;
use tasuki_domain::{
    birth_date::PartialDate,
    consent::{ConsentRow, Evidence, Proxy},
    fact::{FactBody, identity::Identity},
    provenance::Source,
    resident::RosterKey,
    time::Date,
};

/// What a roster file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// The encoding that it was found to be in.
    pub encoding: Encoding,
    /// The lines without any fault, in the order of the file.
    pub rows: Vec<RosterRow>,
    /// What is wrong with the other lines, in the order of the file.
    pub faults: Vec<Fault>,
    /// Faults beyond the bound of the list; their lines give no row either.
    pub unlisted_faults: usize,
    /// Lines below the header, the empty ones not counted.
    pub lines: usize,
}

/// One line of a roster: a resident as the city wrote them down.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterRow {
    /// The physical line on which it starts; the header is line 1.
    pub line: usize,
    /// The city's own number for the person.
    pub key: RosterKey,
    /// Who the person is.
    pub identity: Identity,
    /// 支援措置: whether the address is not to be shown outside the city; none when the line does
    /// not say.
    pub protected_address: Option<bool>,
    /// Everything else that is said of the person; the identity is not among them.
    pub facts: Vec<FactBody>,
    /// What the form permits.
    pub consent: FormConsent,
    /// The day on the registration form.
    pub signed_on: Date,
    /// When the line was true.
    pub as_of: PartialDate,
    /// When someone last confirmed it unchanged.
    pub confirmed_on: Option<Date>,
    /// Who said it.
    pub source: Source,
}

/// What the form of a line says of consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormConsent {
    /// Nothing is said.
    Unanswered,
    /// It was asked, and nothing is permitted.
    Nothing,
    /// This is permitted.
    Permits(RosterConsent),
}

/// The consent that a line carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterConsent {
    /// What is permitted.
    pub rows: BTreeSet<ConsentRow>,
    /// What proves it.
    pub evidence: Evidence,
    /// Who signed in the person's place.
    pub proxy: Option<Proxy>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Consent to collect from clinics, pharmacies and insurers.
    pub collection: bool,
}
