//! Derived, named, dated warnings (注意).

use crate::{
    fact::FactBody,
    fact::medication::{AntithromboticClass, Medication},
    id::FactId,
    provenance::Provenance,
    summary::{Entry, Section},
    time::Date,
};

/// What kind of warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlertKind {
    /// 血を固まりにくくする薬（抗凝固薬）
    Anticoagulant,
    /// 血を固まりにくくする薬（抗血小板薬）
    Antiplatelet,
}

impl AlertKind {
    /// The stable name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anticoagulant => "anticoagulant",
            Self::Antiplatelet => "antiplatelet",
        }
    }

    /// The words on the tile.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Anticoagulant => "抗凝固薬",
            Self::Antiplatelet => "抗血小板薬",
        }
    }
}

/// Whether the last dispensed supply still lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supply {
    /// Lasts through that day.
    Until(Date),
    /// Ran out after that day; the warning stays, and says so.
    RanOut(Date),
    /// Days or dispensing date are not recorded.
    Unknown,
}

/// A derived warning. It belongs to the category of the fact it was derived from and is withheld
/// with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// What kind.
    pub kind: AlertKind,
    /// The fact it was derived from.
    pub fact: FactId,
    /// The medicine's name as recorded.
    pub name: String,
    /// Dose and usage as recorded.
    pub usage: Option<String>,
    /// Whose statement and how old.
    pub provenance: Provenance,
    /// Whether the supply still lasts.
    pub supply: Supply,
}

/// Derives the antithrombotic warnings from a medications section.
///
/// A medicine whose supply ran out stays, marked: a person may well hold some back.
pub fn antithrombotic(medications: &Section, today: Date) -> Vec<Alert> {
    let mut alerts: Vec<Alert> = medications
        .entries
        .iter()
        .filter_map(|entry| derive(entry, today))
        .collect();
    alerts.sort_by_key(|alert| alert.kind);
    alerts
}

fn derive(entry: &Entry, today: Date) -> Option<Alert> {
    let FactBody::Medication(medication) = &entry.body else {
        return None;
    };
    let kind = match medication.antithrombotic()? {
        AntithromboticClass::Anticoagulant => AlertKind::Anticoagulant,
        AntithromboticClass::Antiplatelet => AlertKind::Antiplatelet,
    };
    Some(Alert {
        kind,
        fact: entry.fact,
        name: medication.name.as_str().to_owned(),
        usage: medication.dose_and_usage(),
        provenance: entry.provenance.clone(),
        supply: supply(medication, today),
    })
}

fn supply(medication: &Medication, today: Date) -> Supply {
    match medication.lasts_through() {
        Some(last) if last < today => Supply::RanOut(last),
        Some(last) => Supply::Until(last),
        None => Supply::Unknown,
    }
}
