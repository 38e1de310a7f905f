//! A record on the wire: categories, sections, facts with provenance.

use super::text::one_line;
use crate::wire::{AnyFact, wire_code, wire_object, write_body};
use tasuki_app::residents::SummaryView;
use tasuki_domain::{
    Category, Recorded,
    birth_date::PartialDate,
    fact::FactKind,
    id::FactId,
    provenance::{Age, Provenance as Origin, Source},
    resident::{Registration as Standing, Resident},
    summary::{Entry, Section as Stored, Shown, WithheldBecause},
    text::Line,
    time::{Date, Instant},
};

/// How much of a category is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Shown,
    Existence,
    Withheld,
}

/// What is known of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Knowledge {
    Known,
    None,
    NotRecorded,
}

/// Where a registration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Active,
    MovedAway,
    Deceased,
}

wire_code! {
    /// How much of a category is shown: its content, only whether something is recorded, or nothing.
    Status as "CategoryStatus" { Shown "shown", Existence "existence", Withheld "withheld" }
}
wire_code! {
    /// What is known: something, that there is none (checked), or nothing was ever said.
    Knowledge as "Knowledge" { Known "known", None "none", NotRecorded "not_recorded" }
}
wire_code! {
    /// Where a registration stands.
    State as "RegistrationState" { Active "active", MovedAway "moved_away", Deceased "deceased" }
}
wire_code! {
    /// How old a statement is.
    Age as "ProvenanceAge" { Fresh "fresh", Over90Days "over_90_days", OverOneYear "over_1_year" }
}
wire_code! {
    /// Why a category is not shown.
    WithheldBecause as "WithheldBecause" { PersonsWish "persons_wish", Role "role", Protected "protected" }
}

/// Where a registration stands, and since when.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Registration {
    state: State,
    on: Option<Date>,
}

/// Who said it and how old it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Provenance {
    source: Source,
    source_label: String,
    said_by: Option<Line>,
    as_of: PartialDate,
    confirmed_on: Option<Date>,
    entered_at: Instant,
    age: Age,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    fact_id: FactId,
    kind: FactKind,
    value: AnyFact,
    text: String,
    provenance: Provenance,
}

/// What is known of one kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    kind: FactKind,
    label: String,
    state: Knowledge,
    none: Option<Provenance>,
    facts: Vec<Fact>,
}

/// A category, shown or not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CategoryView {
    category: Category,
    label: String,
    status: Status,
    withheld_because: Option<WithheldBecause>,
    withheld_sentence: Option<String>,
    recorded: Option<bool>,
    sections: Vec<Section>,
}

wire_object! {
    /// Where a registration stands.
    Registration as "RegistrationStanding" {
        /// Registered, moved away or deceased.
        state,
        /// Since when.
        on,
    }
}
wire_object! {
    /// Who said it and how old it is (出典). It stands beside every fact.
    Provenance as "Provenance" {
        /// Where it came from.
        source,
        /// The same in Japanese.
        source_label,
        /// The person who said it.
        said_by,
        /// When it was true, as precisely as known.
        as_of,
        /// When someone last confirmed it unchanged.
        confirmed_on,
        /// When it was entered.
        entered_at,
        /// How old it is today.
        age,
    }
}
wire_object! {
    /// One statement.
    Fact as "Fact" {
        /// This version of the statement.
        fact_id,
        /// What kind of statement.
        kind,
        /// What it says, by its kind.
        value,
        /// What it says in one Japanese line.
        text,
        /// Who said it and how old it is.
        provenance,
    }
}
wire_object! {
    /// What is known of one kind.
    Section as "Section" {
        /// The kind.
        kind,
        /// The kind in Japanese.
        label,
        /// Whether something is known, none was confirmed, or nothing was said.
        state,
        /// Who confirmed that there is none.
        none,
        /// The statements in reading order.
        facts,
    }
}
wire_object! {
    /// One category of information, shown or withheld.
    CategoryView as "CategoryView" {
        /// The category.
        category,
        /// The category in Japanese.
        label,
        /// How much of it is shown.
        status,
        /// Why it is not shown.
        withheld_because,
        /// The sentence to show in its place.
        withheld_sentence,
        /// With existence: whether anything is recorded.
        recorded,
        /// Its content, when it is shown.
        sections,
    }
}

impl From<&Resident> for Registration {
    fn from(resident: &Resident) -> Self {
        let (state, on) = match resident.registration {
            Standing::Active => (State::Active, None),
            Standing::MovedAway(on) => (State::MovedAway, Some(on)),
            Standing::Deceased(on) => (State::Deceased, Some(on)),
        };
        Self { state, on }
    }
}

impl Registration {
    pub(crate) fn active() -> Self {
        Self {
            state: State::Active,
            on: None,
        }
    }
}

impl Provenance {
    pub(crate) fn of(origin: &Origin, today: Date) -> Self {
        Self {
            source: origin.source,
            source_label: origin.source.japanese().to_owned(),
            said_by: origin.said_by.clone(),
            as_of: origin.as_of,
            confirmed_on: origin.confirmed_on,
            entered_at: origin.entered_at,
            age: origin.age(today),
        }
    }
}

impl Fact {
    fn of(entry: &Entry, today: Date) -> Self {
        Self {
            fact_id: entry.fact,
            kind: entry.body.kind(),
            value: AnyFact(write_body(&entry.body)),
            text: one_line(&entry.body, today),
            provenance: Provenance::of(&entry.provenance, today),
        }
    }
}

impl Section {
    fn of(stored: &Stored, kind: FactKind, today: Date) -> Self {
        let (state, none, facts) = match stored.recorded(kind) {
            Recorded::Known(entries) => {
                let facts = entries
                    .into_iter()
                    .map(|entry| Fact::of(entry, today))
                    .collect();
                (Knowledge::Known, None, facts)
            }
            Recorded::KnownNone(origin) => {
                let none = Provenance::of(&origin, today);
                (Knowledge::None, Some(none), Vec::new())
            }
            Recorded::NotRecorded => (Knowledge::NotRecorded, None, Vec::new()),
        };
        Self {
            kind,
            label: kind.japanese().to_owned(),
            state,
            none,
            facts,
        }
    }
}

impl CategoryView {
    /// The categories of a record as its reader may see them.
    pub(crate) fn all(view: &SummaryView) -> Vec<Self> {
        view.sections
            .iter()
            .map(|(category, shown)| Self::of(*category, shown, view.today))
            .collect()
    }

    fn of(category: Category, shown: &Shown, today: Date) -> Self {
        let mut view = Self {
            category,
            label: category.japanese().to_owned(),
            status: Status::Withheld,
            withheld_because: None,
            withheld_sentence: None,
            recorded: None,
            sections: Vec::new(),
        };
        match shown {
            Shown::Full(stored) => {
                view.status = Status::Shown;
                view.sections = FactKind::ALL
                    .iter()
                    .filter(|kind| kind.category() == category)
                    .map(|kind| Section::of(stored, *kind, today))
                    .collect();
            }
            Shown::Existence { recorded } => {
                view.status = Status::Existence;
                view.recorded = Some(*recorded);
            }
            Shown::Withheld(because) => {
                view.withheld_because = Some(*because);
                view.withheld_sentence = Some(because.japanese().to_owned());
            }
        }
        view
    }

    pub(crate) fn samples() -> Vec<Self> {
        let allergy = super::record_fact::RecordFact::sample();
        let today = jiff::civil::date(2026, 11, 21);
        let origin = Origin {
            source: Source::Family,
            said_by: None,
            entered_by: uuid::Uuid::nil().into(),
            organization: uuid::Uuid::nil().into(),
            entered_at: crate::examples::text("2026-11-02T09:30:00+09:00"),
            as_of: crate::examples::text("2026-11-01"),
            confirmed_on: None,
        };
        let entry = allergy
            .body(crate::wire::At::new(today))
            .ok()
            .map(|body| Entry {
                fact: crate::examples::text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f90"),
                body,
                provenance: origin,
            });
        let allergies = Stored::build(Category::Allergies, entry);
        vec![
            Self::of(Category::Allergies, &Shown::Full(allergies), today),
            Self::of(
                Category::Devices,
                &Shown::Full(Stored::empty(Category::Devices)),
                today,
            ),
            Self::of(
                Category::Contacts,
                &Shown::Existence { recorded: true },
                today,
            ),
            Self::of(
                Category::Wishes,
                &Shown::Withheld(WithheldBecause::PersonsWish),
                today,
            ),
        ]
    }
}
