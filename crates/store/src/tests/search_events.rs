//! Unusual searches: what nobody looked into comes first, and every page goes on where it stood.

use super::{fixtures::*, on_both};
use crate::{EventPlace, Store, StoreError};
use tasuki_domain::{
    id::SearchEventId,
    municipality::MunicipalityCode,
    search_event::{SearchEvent, SearchEventKind, SearchEventReview},
};

fn event(n: u64, seconds: i64) -> SearchEvent {
    SearchEvent {
        id: id(n),
        kind: SearchEventKind::AccountSearches,
        organization: city(),
        account: Some(officer()),
        window_start: at(i64::try_from(n).unwrap()),
        counted: 60,
        bound: 60,
        usual: None,
        at: at(seconds),
    }
}

fn looks_into(store: &Store, n: u64) {
    let review = SearchEventReview {
        by: officer(),
        at: at(900),
        note: parsed("本部に確認した"),
    };
    write(store, |tx| tx.insert_search_event_review(id(n), &review));
}

/// The numbers of a page, with the place where it ends.
fn page(
    store: &Store,
    town: &[MunicipalityCode],
    after: Option<EventPlace>,
    limit: u32,
) -> (Vec<SearchEventId>, Option<EventPlace>) {
    let events = store
        .read(|tx| tx.search_events_in(town, after, limit))
        .unwrap();
    let ids = events.iter().map(|(event, _)| event.id).collect();
    (ids, events.last().map(EventPlace::of))
}

fn ids<const N: usize>(ns: [u64; N]) -> Vec<SearchEventId> {
    ns.map(id).into()
}

on_both! {
    fn what_nobody_looked_into_comes_first_and_pages_go_on_where_they_stood(database) {
        let store = &database.store;
        let mut hall = organization(1);
        hall.jurisdiction = vec![atami()];
        write(store, |tx| {
            tx.insert_organization(&hall)?;
            tx.insert_account(&account(2, city()), &credential())?;
            // Two of one moment.
            let events = [(70, 10), (71, 11), (72, 11), (73, 13), (74, 14), (75, 15)];
            tx.insert_search_events(&events.map(|(n, seconds)| event(n, seconds)))?;
            Ok::<_, StoreError>(())
        });
        looks_into(store, 75);
        looks_into(store, 71);
        let town = [atami()];
        assert_eq!(page(store, &town, None, 9).0, ids([74, 73, 72, 70, 75, 71]));
        let (first, place) = page(store, &town, None, 2);
        assert_eq!(first, ids([74, 73]));
        // Somebody looks into the last of the page meanwhile: nothing is passed over.
        looks_into(store, 73);
        let (second, place) = page(store, &town, place, 3);
        assert_eq!(second, ids([72, 70, 75]));
        assert_eq!(page(store, &town, place, 9).0, ids([73, 71]));
        assert_eq!(page(store, &[usuki()], None, 9).0, ids([]));
        let nowhere = EventPlace { event: id(99), reviewed: false };
        assert_eq!(page(store, &town, Some(nowhere), 9).0, ids([]));
    }
}
