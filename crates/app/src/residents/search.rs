//! Searches an officer's own register for a stated purpose.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    lookups::{self, Asked, readable, stopped, turned_down, unusual},
    perform::{About, Kept, Looked, Noted, Still, look, own_register},
    residents::reach::{list_row, list_scope},
};
use tasuki_domain::{
    Category, Invalid,
    access::{Action, Outcome},
    birth_date::PartialDate,
    caller::Caller,
    consent::Consent,
    fact::identity::{PersonName, Sex},
    id::LookupId,
    lookup::{Criteria, CriteriaItem, Grade, ListedTown, MatchedItem, SearchPurpose, SimilarItem},
    resident::Resident,
    time::Date,
};
use tasuki_matching::{Judged, List, MAX_LISTED};
use tasuki_policy::Situation;
use tasuki_store::{CandidateScope, Candidates, LookupRow, ReadTx, StoreError};

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
    /// The town of the address, or why there is none.
    pub town: ListedTown,
    /// The consent in force.
    pub consent: Option<Consent>,
    /// How sure.
    pub grade: Grade,
    /// In what they agree.
    pub matched: Vec<MatchedItem>,
    /// In what they are alike, and what parts it.
    pub similar: Vec<SimilarItem>,
    /// In what they are another.
    pub differing: Vec<MatchedItem>,
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

/// Searches the register of the caller's own city for a stated purpose, people who moved away among
/// them.
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
                // Who moved away may be asked after, or come back.
                moved_away: true,
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
                let Some(resident) = tx.resident(one.resident)? else {
                    continue;
                };
                let Some(identity) = lookups::identity(tx, resident.id)? else {
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
                people.push(ResidentFound {
                    resident,
                    town: ListedTown::of(identity.address, decision.address_hidden),
                    name: identity.name,
                    birth_date: identity.birth_date,
                    sex: identity.sex,
                    consent,
                    grade: one.grade,
                    matched: one.matched,
                    similar: one.similar,
                    differing: one.differing,
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
    if tasuki_matching::meant(criteria).is_enough_with_purpose() {
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

/// Everyone on the register who agrees, best first, and whether there may be more. What could be
/// searched with in an emergency is judged as there; less is a list of who has that birth date,
/// address or name.
fn agreeing(
    tx: &mut ReadTx<'_>,
    criteria: &Criteria,
    reach: &CandidateScope<'_>,
    today: Date,
) -> Result<(Vec<Judged>, bool), StoreError> {
    if tasuki_matching::meant(criteria).is_enough() {
        let ranked = lookups::search(tx, criteria, reach, today)?;
        return Ok((ranked.people, ranked.bounded));
    }
    let list = List::of(criteria);
    let mut bounded = false;
    for probes in list.plan() {
        let mut found = Candidates::default();
        tx.candidates(&probes, reach, (MAX_LISTED, MAX_LISTED), &mut found)?;
        bounded |= found.bounded;
        found.subjects.retain(|subject| list.takes(&subject.sketch));
        if found.subjects.is_empty() {
            continue;
        }
        found.subjects.sort_by_key(|subject| subject.card);
        let matched = matched(criteria);
        let people = found.subjects.iter().map(|subject| Judged {
            resident: subject.resident,
            grade: Grade::Possible,
            score: 0,
            matched: matched.clone(),
            similar: Vec::new(),
            differing: Vec::new(),
        });
        return Ok((people.collect(), found.bounded));
    }
    Ok((Vec::new(), bounded))
}

/// In what everyone on the list agrees.
fn matched(criteria: &Criteria) -> Vec<MatchedItem> {
    criteria
        .items()
        .into_iter()
        .map(|item| match item {
            CriteriaItem::CardNumber => MatchedItem::CardNumber,
            CriteriaItem::FamilyKana | CriteriaItem::GivenKana => MatchedItem::KanaPrefix,
            CriteriaItem::Name => MatchedItem::Name,
            CriteriaItem::BirthDate => MatchedItem::BirthDate,
            CriteriaItem::Sex => MatchedItem::Sex,
            CriteriaItem::Phone => MatchedItem::PhoneLast4,
            CriteriaItem::Address => MatchedItem::Address,
        })
        .collect()
}
