//! Lookups (照会): a search within an incident and the people it offers.

pub(crate) mod criteria;
pub(crate) mod look_up;
mod pasted;

use crate::wire::{Wired, wire_code, wire_object};
use criteria::{Interpreted, LookUp};
use tasuki_domain::{
    birth_date::PartialDate,
    fact::identity::Sex,
    id::{LookupId, ResidentId},
    lookup::{
        Candidate as Person, Criteria, CriteriaItem, Grade, Lookup, Loosening, MatchedItem,
        SimilarItem,
    },
    text::Line,
    time::Date,
};

wire_code! {
    /// How sure a candidate is. Nothing opens by itself, whatever the grade.
    Grade as "Grade" { Certain "certain", Probable "probable", Possible "possible" }
}

wire_code! {
    /// In which item a candidate agrees with the search.
    MatchedItem as "MatchedItem" {
        CardNumber "card_number",
        Kana "kana",
        KanaPrefix "kana_prefix",
        KanaSound "kana_sound",
        Name "name",
        BirthDate "birth_date",
        BirthDateRange "birth_date_range",
        Sex "sex",
        Phone "phone",
        PhoneLast4 "phone_last4",
        Address "address",
    }
}

wire_code! {
    /// In which item a candidate is like the search and not the same, and what parts it.
    SimilarItem as "SimilarItem" {
        KanaVoice "kana_voice",
        KanaLength "kana_length",
        KanaOne "kana_one",
        KanaTwo "kana_two",
        KanaLetters "kana_letters",
        KanaPart "kana_part",
        NameOne "name_one",
        NamePart "name_part",
        BirthEra "birth_era",
        BirthTurned "birth_turned",
        BirthDigit "birth_digit",
        BirthNextYear "birth_next_year",
        BirthTwo "birth_two",
        BirthBeside "birth_beside",
        PhoneDigit "phone_digit",
        AddressPart "address_part",
    }
}

/// A search and the people it offers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    lookup_id: LookupId,
    interpreted: Interpreted,
    candidates: Vec<Candidate>,
    total: usize,
    bounded: bool,
    add: Vec<CriteriaItem>,
    loosened: Vec<Loosened>,
}

/// A way of searching once more with less.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loosened {
    loosening: Loosening,
    label: String,
    changes: String,
    without: Vec<CriteriaItem>,
    name: Option<Line>,
    near_years: bool,
}

wire_object! {
    /// A way of searching once more with less, when nobody was found: the same request without some items. Of a search by text the request is made of `interpreted`: its fields without `birth_date`, whose text is `typed` of that item's part.
    Loosened as "LoosenedSearch" {
        /// Which way.
        loosening,
        /// The words of its button.
        label,
        /// What it changes, in words.
        changes,
        /// The items to leave out.
        without,
        /// What to send as the name instead; left out when it stays.
        name,
        /// Whether to send near_years; true again where it was sent already, so that nothing is narrowed.
        near_years,
    }
}

/// What to do next: the items that would tell people apart, or the ways of searching with less.
fn next(
    asked: &Criteria,
    wider: bool,
    lookup: &Lookup,
    today: Date,
) -> (Vec<CriteriaItem>, Vec<Loosened>) {
    let more = lookup.total > lookup.candidates.len() || lookup.bounded;
    let add = if more { asked.would_help() } else { Vec::new() };
    // Less would only be cut off sooner.
    let loosened = if lookup.total == 0 && !lookup.bounded {
        asked.loosened(today)
    } else {
        Vec::new()
    };
    let loosened = loosened
        .into_iter()
        .map(|loosened| Loosened {
            loosening: loosened.way,
            label: loosened.way.japanese().to_owned(),
            changes: loosened.way.changes().to_owned(),
            near_years: loosened.way == Loosening::NearYears
                || (wider && loosened.criteria.birth_date.is_some()),
            without: asked
                .items()
                .into_iter()
                .filter(|item| !loosened.criteria.has(*item))
                .collect(),
            name: (loosened.criteria.name != asked.name)
                .then_some(loosened.criteria.name)
                .flatten(),
        })
        .collect();
    (add, loosened)
}

/// A search and the people it offers, on the wire.
pub(crate) type FoundBody = Wired<Found>;

/// A possible person.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    resident_id: ResidentId,
    name: String,
    kana: Option<String>,
    birth_date: PartialDate,
    birth_date_label: String,
    age: u16,
    age_to: Option<u16>,
    sex: Sex,
    town: Option<Line>,
    address_hidden: bool,
    card_suffix: String,
    grade: Grade,
    matched: Vec<MatchedItem>,
    similar: Vec<SimilarItem>,
    differing: Vec<MatchedItem>,
}

wire_object! {
    /// A possible person. A human opens the record; nothing opens by itself.
    Candidate as "Candidate" {
        /// Whose record to open.
        resident_id,
        /// The name as written.
        name,
        /// The kana.
        kana,
        /// The birth date, as precisely as recorded.
        birth_date,
        /// The birth date in words.
        birth_date_label,
        /// The age; the lowest possible one when the day of birth is not known.
        age,
        /// The highest possible age, when the day of birth is not known.
        age_to,
        /// Sex.
        sex,
        /// The town of the address; left out when it is protected or not recorded.
        town,
        /// Whether the town is left out because the address is protected (支援措置); if not, and there is none, none is recorded.
        address_hidden,
        /// The last four digits of the card number.
        card_suffix,
        /// How sure.
        grade,
        /// In what they agree.
        matched,
        /// In what they are alike, with what parts it; look closely.
        similar,
        /// In what they are another than was asked for.
        differing,
    }
}

wire_object! {
    /// A search and the people it offers. Nobody found is an answer too.
    Found as "LookupResult" {
        /// The search, which the access records name.
        lookup_id,
        /// How the criteria were understood.
        interpreted,
        /// The people offered, best first, at most 8.
        candidates,
        /// How many agreed in all; more than are listed asks for another condition.
        total,
        /// Whether even that count stopped at a bound; nobody found then says nothing, and another condition does.
        bounded,
        /// The items that would tell more people apart than can be listed, the most telling first.
        add = Vec::new(),
        /// Ways of searching once more with less, when nobody was found.
        loosened = Vec::new(),
    }
}

impl Candidate {
    fn of(person: Person, today: Date) -> Self {
        let (least, most) = person.birth_date.age_on(today);
        let years = |age: i16| u16::try_from(age).unwrap_or_default();
        Self {
            resident_id: person.resident,
            name: person.name.written(),
            kana: person.name.kana(),
            birth_date: person.birth_date,
            birth_date_label: person.birth_date.japanese(),
            age: years(least),
            age_to: (most != least).then(|| years(most)),
            sex: person.sex,
            address_hidden: person.town.is_hidden(),
            town: person.town.known().cloned(),
            card_suffix: person.card_suffix,
            grade: person.grade,
            matched: person.matched,
            similar: person.similar,
            differing: person.differing,
        }
    }
}

impl Found {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        Self {
            lookup_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f70"),
            interpreted: Interpreted::from(&LookUp::sample()),
            candidates: vec![Candidate {
                resident_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80"),
                name: "試験　花子".to_owned(),
                kana: Some("シケン　ハナコ".to_owned()),
                birth_date: text("1940-03-02"),
                birth_date_label: "昭和15年3月2日（1940）".to_owned(),
                age: 86,
                age_to: None,
                sex: Sex::Female,
                town: Some(text("波の町2丁目")),
                address_hidden: false,
                card_suffix: "5670".to_owned(),
                grade: Grade::Probable,
                matched: vec![MatchedItem::Kana, MatchedItem::BirthDate, MatchedItem::Sex],
                similar: vec![SimilarItem::AddressPart],
                differing: Vec::new(),
            }],
            total: 1,
            bounded: false,
            add: Vec::new(),
            loosened: Vec::new(),
        }
    }
}
