//! Statements of a record in the words of the pages, each with its source and date.

mod care;
mod clinical;
mod people;
mod shown;

pub use people::{AFTER_HOURS, backup, party};
pub use shown::{entries, identity};

use crate::{Datum, Mark};
use tasuki_domain::{fact::FactBody, summary::Entry, time::Date};

/// The lines of one statement. Most are one; the usual state and the home are a line each item.
/// A "none" and a statement taken back are no lines: they are absences, with words of their own.
pub fn lines(entry: &Entry, today: Date) -> Vec<Datum> {
    let mark = Mark::of(&entry.provenance, today);
    match &entry.body {
        FactBody::Allergy(allergy) => vec![clinical::allergy(allergy, mark)],
        FactBody::Medication(medication) => vec![clinical::medication(medication, mark)],
        FactBody::Device(device) => vec![clinical::device(device, mark)],
        FactBody::Condition(condition) => vec![clinical::condition(condition, mark)],
        FactBody::Baseline(baseline) => care::baseline(baseline, &mark),
        FactBody::CareLevel(level) => care::level(level, &mark, today),
        FactBody::Home(home) => care::home(home, &mark),
        FactBody::Contact(_) | FactBody::Physician(_) | FactBody::Service(_) => {
            people::party(entry, today)
                .map(people::line)
                .into_iter()
                .collect()
        }
        FactBody::BackupHospital(hospital) => vec![people::backup_line(backup(hospital, mark))],
        // Who it is stands in the banner, the wishes on their card.
        FactBody::Identity(_) | FactBody::Wish(_) => Vec::new(),
        FactBody::ConfirmedNone(_) | FactBody::Retracted(_) => Vec::new(),
    }
}

/// A line of what there is to say, or without detail.
fn line(text: &str, detail: &[Option<String>], mark: Mark) -> Datum {
    let detail: Vec<&str> = detail
        .iter()
        .flatten()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let datum = Datum::new(text, mark);
    if detail.is_empty() {
        datum
    } else {
        datum.detail(detail.join(" "))
    }
}
