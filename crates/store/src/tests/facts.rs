//! Facts, and the summary and search keys that follow them.

use super::{fixtures::*, on_both};
use crate::{Store, StoreError};
use tasuki_domain::{
    Category, Recorded,
    fact::{
        Fact, FactBody, FactKind,
        allergy::{Agent, Allergy},
        care::{CareLevel, Level},
    },
    id::{FactId, ResidentId},
    summary::Section,
};

fn allergy(substance: &str) -> FactBody {
    FactBody::Allergy(Allergy {
        substance: parsed(substance),
        agent: Agent::Drug,
        reaction: None,
        severity: None,
        when: None,
    })
}

fn level(level: Level) -> FactBody {
    FactBody::CareLevel(CareLevel {
        level,
        certified_on: None,
        valid_until: None,
        disability: None,
        dementia: None,
    })
}

fn record(
    store: &Store,
    n: u64,
    resident: ResidentId,
    body: FactBody,
    replaces: Option<u64>,
) -> Result<(), StoreError> {
    let fact = fact(n, resident, body);
    store.write(|tx| tx.record_fact(&fact, replaces.map(id)))
}

fn current(store: &Store, resident: ResidentId) -> Vec<FactId> {
    let facts = store.read(|tx| tx.current_facts(resident)).unwrap();
    facts.iter().map(|fact| fact.id).collect()
}

fn ids<const N: usize>(ns: [u64; N]) -> Vec<FactId> {
    ns.map(id).into()
}

fn section(store: &Store, resident: ResidentId, category: Category) -> Section {
    store
        .read(|tx| tx.sections(resident, Some(&[category])))
        .unwrap()
        .remove(0)
}

on_both! {
    fn a_correction_takes_the_place_of_one_fact(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        record(store, 11, who, allergy("架空薬A"), None).unwrap();
        record(store, 12, who, allergy("架空薬B"), None).unwrap();
        record(store, 13, who, allergy("架空薬C"), Some(11)).unwrap();
        assert_eq!(current(store, who), ids([10, 12, 13]));
        let history = store.read(|tx| tx.fact_history(who)).unwrap();
        assert_eq!(history.iter().map(|fact| fact.id).collect::<Vec<_>>(), ids([10, 11, 12, 13]));
        let old: Fact = store.read(|tx| tx.fact(id(11))).unwrap().unwrap();
        assert_eq!((old.superseded_by, old.body), (Some(id(13)), allergy("架空薬A")));
        assert_eq!(store.read(|tx| tx.fact(id(99))).unwrap(), None);
    }

    fn what_is_not_current_or_another_persons_cannot_be_replaced(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let other = register(store, 20, &identity("タスキ", "ソラ", "1950-03-02"));
        record(store, 11, who, allergy("架空薬A"), None).unwrap();
        record(store, 12, who, allergy("架空薬B"), Some(11)).unwrap();
        record(store, 21, other, allergy("架空薬D"), None).unwrap();
        for replaces in [11, 21, 10, 99] {
            let result = record(store, 30, who, allergy("架空薬C"), Some(replaces));
            assert!(matches!(result, Err(StoreError::Stale)), "{replaces}: {result:?}");
        }
        assert_eq!(current(store, who), ids([10, 12]));
        assert_eq!(current(store, other), ids([20, 21]));
    }

    fn of_a_single_kind_only_the_last_is_current(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        record(store, 11, who, level(Level::Care1), None).unwrap();
        record(store, 12, who, level(Level::Care2), None).unwrap();
        assert_eq!(current(store, who), ids([10, 12]));
        record(store, 13, who, level(Level::Care3), Some(12)).unwrap();
        assert_eq!(current(store, who), ids([10, 13]));
    }

    fn none_checked_and_a_known_fact_take_each_others_place(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let of = |kind| section(store, who, FactKind::category(kind));
        let recorded = |kind| match of(kind).recorded(kind) {
            Recorded::Known(entries) => entries.len(),
            Recorded::KnownNone(_) => 100,
            Recorded::NotRecorded => 200,
        };
        assert_eq!(recorded(FactKind::Allergy), 200);
        record(store, 11, who, allergy("架空薬A"), None).unwrap();
        record(store, 12, who, allergy("架空薬B"), None).unwrap();
        assert_eq!(recorded(FactKind::Allergy), 2);
        record(store, 13, who, FactBody::ConfirmedNone(FactKind::Allergy), None).unwrap();
        assert_eq!(recorded(FactKind::Allergy), 100);
        assert_eq!(current(store, who), ids([10, 13]));
        record(store, 14, who, FactBody::ConfirmedNone(FactKind::Device), None).unwrap();
        record(store, 15, who, allergy("架空薬C"), None).unwrap();
        assert_eq!(recorded(FactKind::Allergy), 1);
        assert_eq!(recorded(FactKind::Device), 100);
        assert_eq!(current(store, who), ids([10, 14, 15]));
    }

    fn the_summary_follows_in_the_same_transaction(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let undone = store.write(|tx| {
            tx.record_fact(&fact(11, who, allergy("架空薬A")), None)?;
            tx.rebuild_summary(who)?;
            assert_eq!(tx.sections(who, Some(&[Category::Allergies]))?[0].entries.len(), 1);
            Err::<(), _>(StoreError::Stale)
        });
        assert!(undone.is_err());
        assert_eq!(section(store, who, Category::Allergies), Section::empty(Category::Allergies));
        record(store, 12, who, allergy("架空薬B"), None).unwrap();
        let allergies = section(store, who, Category::Allergies);
        assert_eq!(allergies.entries.len(), 1);
        assert_eq!(allergies.entries[0].fact, id(12));
        let all = store.read(|tx| tx.sections(who, None)).unwrap();
        let categories: Vec<Category> = all.iter().map(|section| section.category).collect();
        assert_eq!(categories, Category::ALL);
        let rows = store.read(|tx| tx.section_rows(who, &[Category::Identity])).unwrap();
        assert_eq!(rows.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["identity"]);
        let nobody = store.read(|tx| tx.sections(id(999), None)).unwrap();
        assert!(nobody.iter().all(|section| section.entries.is_empty()));
    }
}
