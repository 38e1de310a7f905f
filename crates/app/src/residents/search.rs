//! Searches an officer's own register for a stated purpose.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    lookups::{Asked, readable, stopped, turned_down, unusual},
    perform::{About, Kept, Looked, Noted, Still, look, own_register},
    residents::reach::{list_row, list_scope},
};
use tasuki_domain::{
    Category, Invalid,
    access::{Action, Outcome},
    birth_date::{BirthDateInput, PartialDate},
    caller::Caller,
    consent::Consent,
    fact::identity::{Identity, PersonName, Sex},
    id::LookupId,
    lookup::{Criteria, Grade, MatchedItem, SearchPurpose},
    resident::Resident,
    text::{Line, PhoneFragment},
    time::Date,
};
use tasuki_matching::{KeyKind, KeyTest, MAX_SUBJECTS, Probe, Subject, Test, normalize};
use tasuki_policy::Situation;
use tasuki_store::{CandidateScope, LookupRow, ReadTx, StoreError};

const ACTION: Action = Action::SearchResidents;

/// What to search a register for, and what for.
#[derive(Debug, Clone)]
pub struct SearchResidents {
    /// What for.
    pub purpose: SearchPurpose,
    /// What the officer knows.
    pub criteria: Criteria,
}

/// One registered person whom a search found. Nothing clinical stands here.
#[derive(Debug, Clone)]
pub struct ResidentFound {
    /// The registration.
    pub resident: Resident,
    /// The name.
    pub name: PersonName,
    /// The birth date.
    pub birth_date: PartialDate,
    /// The sex.
    pub sex: Sex,
    /// The town of the address.
    pub town: Option<Line>,
    /// The consent in force.
    pub consent: Option<Consent>,
    /// How sure.
    pub grade: Grade,
    /// In what they agree.
    pub matched: Vec<MatchedItem>,
}

/// The people whom a search of a register found.
#[derive(Debug, Clone)]
pub struct ResidentsFound {
    /// The search.
    pub id: LookupId,
    /// The people, best first, at most [`ResidentsFound::MAX_ROWS`].
    pub people: Vec<ResidentFound>,
    /// How many agreed in all.
    pub total: usize,
    /// Whether even that count stopped at its bound.
    pub bounded: bool,
}

impl ResidentsFound {
    /// People listed at most: a register's desk reads down a page, not down a town.
    pub const MAX_ROWS: usize = 50;
}

/// Searches the register of the caller's own city for a stated purpose.
///
/// A birth date, an address or a name alone is enough here. One entry is recorded for the search and
/// one per person listed, each with the purpose. Refuses where the table does not let the caller's
/// lists name anyone, and too many searches in a short time.
pub fn search(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    input: &SearchResidents,
) -> Answer<ResidentsFound> {
    let about = About::default();
    look(
        tasuki,
        caller,
        occasion,
        ACTION,
        about,
        |tx, present, draw| {
            let role = present.caller.role;
            let scope = list_scope(tasuki, role, Situation::OwnRegister);
            let (Some(own), Some(scope)) = (own_register(tx, present)?, scope) else {
                return Ok(Looked::refused(Refusal::Forbidden, ACTION, about));
            };
            let asked = Asked {
                action: ACTION,
                about,
                reason: input.purpose.japanese().to_owned(),
                criteria: &input.criteria,
            };
            if let Err(refusal) = sufficient(&input.criteria) {
                return turned_down(tasuki, tx, present, occasion, draw, &asked, refusal);
            }
            if let Some(refusal) = stopped(tasuki, tx, present, occasion, None)? {
                return turned_down(tasuki, tx, present, occasion, draw, &asked, refusal);
            }
            let register = [own];
            let reach = CandidateScope {
                municipalities: &register,
                consent: scope.consent,
                today: occasion.today(),
            };
            let (agreeing, bounded) = agreeing(tx, &input.criteria, &reach, occasion.today())?;
            let total = agreeing.len();
            let id: LookupId = draw.id();
            let mut whole = Noted::new(ACTION, about).because(asked.reason.clone());
            whole.rules = scope.rules;
            whole.lookup = Some(id);
            let mut noted = vec![whole];
            let mut still = Still::default();
            let mut people = Vec::new();
            for one in agreeing.into_iter().take(ResidentsFound::MAX_ROWS) {
                let Some(resident) = tx.resident(one.subject.resident)? else {
                    continue;
                };
                let consent = tx.consent_in_force(resident.id)?;
                let Some(decision) = list_row(
                    tasuki,
                    role,
                    Situation::OwnRegister,
                    consent.as_ref(),
                    occasion,
                    &resident,
                ) else {
                    continue;
                };
                let mut listed = Noted::new(Action::ListCandidate, About::resident(resident.id))
                    .resting_on(&decision)
                    .because(asked.reason.clone());
                listed.shown.insert(Category::Identity);
                listed.lookup = Some(id);
                noted.push(listed);
                still.residents.push((resident.id, resident.version));
                let identity = one.subject.identity;
                people.push(ResidentFound {
                    resident,
                    town: identity
                        .address
                        .map(|address| address.town)
                        .filter(|_| !decision.address_hidden),
                    name: identity.name,
                    birth_date: identity.birth_date,
                    sex: identity.sex,
                    consent,
                    grade: one.grade,
                    matched: one.matched,
                });
            }
            let listed = u32::try_from(people.len()).unwrap_or(u32::MAX);
            if let Some(whole) = noted.first_mut() {
                whole.people = listed;
                if people.is_empty() {
                    whole.outcome = Outcome::Missed;
                }
            }
            let row = LookupRow {
                candidates: listed,
                total: u32::try_from(total).unwrap_or(u32::MAX),
                ..asked.row(id, present, occasion)
            };
            let events = unusual(tasuki, tx, present, occasion, draw, listed)?;
            let found = ResidentsFound {
                id,
                people,
                total,
                bounded,
            };
            Ok(Looked {
                still,
                ..Looked::found(found, noted).keeping(Kept::Lookup(Box::new(row), events))
            })
        },
    )
}

fn sufficient(criteria: &Criteria) -> Result<(), Refusal> {
    readable(criteria)?;
    if criteria.is_enough_with_purpose() {
        return Ok(());
    }
    Err(Refusal::invalid(
        "criteria",
        Invalid::new(
            "criteria_too_few",
            "検索の条件が足りません",
            "氏名（2文字以上）・生年月日・町名・電話番号の全体・カード番号のどれかを入れてください",
        ),
    ))
}

struct Agreeing {
    subject: Subject,
    grade: Grade,
    matched: Vec<MatchedItem>,
}

/// Everyone on the register who agrees. What could be searched with in an emergency is judged as
/// there; less is a list of who has that birth date, address or name, in the order of their cards.
fn agreeing(
    tx: &mut ReadTx<'_>,
    criteria: &Criteria,
    reach: &CandidateScope<'_>,
    today: Date,
) -> Result<(Vec<Agreeing>, bool), StoreError> {
    if criteria.is_enough() {
        let probes = tasuki_matching::plan(criteria);
        let (subjects, bounded) = tx.candidates(&probes, reach, MAX_SUBJECTS)?;
        let graded = tasuki_matching::grade(criteria, &subjects, today);
        let agreeing = graded.into_iter().filter_map(|candidate| {
            let subject = subjects
                .iter()
                .find(|subject| subject.resident == candidate.resident)?;
            Some(Agreeing {
                subject: subject.clone(),
                grade: candidate.grade,
                matched: candidate.matched,
            })
        });
        return Ok((agreeing.collect(), bounded));
    }
    let (tests, matched) = tests_of(criteria);
    let (subjects, bounded) = tx.candidates(&[Probe { tests }], reach, MAX_SUBJECTS)?;
    let mut agreeing: Vec<Agreeing> = subjects
        .into_iter()
        .filter(|subject| agrees(criteria, &subject.identity))
        .map(|subject| Agreeing {
            subject,
            grade: Grade::Possible,
            matched: matched.clone(),
        })
        .collect();
    agreeing.sort_by_key(|one| one.subject.card);
    Ok((agreeing, bounded))
}

/// What the index is asked for; all of it must hold of the same person.
fn tests_of(criteria: &Criteria) -> (Vec<KeyTest>, Vec<MatchedItem>) {
    let mut tests = Vec::new();
    let mut matched = Vec::new();
    let mut add = |kind, test, item| {
        tests.push(KeyTest { kind, test });
        matched.push(item);
    };
    if let Some(BirthDateInput::Read(reading)) = &criteria.birth_date {
        let day = |date| PartialDate::Day(date).to_string();
        match reading.exact() {
            Some(exact) => add(
                KeyKind::BirthDate,
                Test::Exact(day(exact)),
                MatchedItem::BirthDate,
            ),
            None => add(
                KeyKind::BirthDate,
                // A month or a year known without a day begins with its own text.
                Test::Range(
                    PartialDate::Year(reading.from.year()).to_string(),
                    day(reading.to),
                ),
                MatchedItem::BirthDateRange,
            ),
        }
    }
    let kana = [
        (&criteria.family_kana, KeyKind::FamilyKana),
        (&criteria.given_kana, KeyKind::GivenKana),
    ];
    for (kana, kind) in kana {
        if let Some(kana) = kana {
            let key = normalize::kana_key(kana.as_str());
            add(kind, Test::Prefix(key), MatchedItem::KanaPrefix);
        }
    }
    if let Some(name) = &criteria.name {
        let key = normalize::written_key(name.as_str());
        add(KeyKind::Written, Test::Prefix(key), MatchedItem::Name);
    }
    if let Some(PhoneFragment::Last4(digits)) = &criteria.phone {
        let test = Test::Exact(digits.clone());
        add(KeyKind::PhoneLast4, test, MatchedItem::PhoneLast4);
    }
    if let Some(address) = &criteria.address {
        let key = normalize::address_key(address.as_str());
        add(KeyKind::Address, Test::Prefix(key), MatchedItem::Address);
    }
    if criteria.sex.is_some() {
        matched.push(MatchedItem::Sex);
    }
    (tests, matched)
}

/// What no key says: the sex, and whether a date known without its day may lie in the range.
fn agrees(criteria: &Criteria, identity: &Identity) -> bool {
    let sex = criteria.sex.is_none_or(|sex| sex == identity.sex);
    let born = match &criteria.birth_date {
        Some(BirthDateInput::Read(reading)) => {
            identity.birth_date.earliest() <= reading.to
                && reading.from <= identity.birth_date.latest()
        }
        _ => true,
    };
    sex && born
}
