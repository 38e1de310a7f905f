//! Notices unusually many searches, once per hour or day, for the privacy officer.

use super::bounds::Unusual;
use crate::{Occasion, Refusal, Tasuki, occasion::Draw, perform::Present};
use tasuki_domain::{
    id::AccountId,
    search_event::{SearchEvent, SearchEventKind},
    time::Instant,
};
use tasuki_store::{ReadTx, Searcher, StoreError};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Japan's offset, which days begin by.
const JAPAN: i64 = 9 * HOUR;
/// How far back what is usual reaches.
const PAST: i64 = 28 * DAY;
/// Searches that what is usual is taken from at most, and that a day is read of.
const MOST: u32 = 1000;
/// How many times what is usual is unusual. The usual is an average over nights and days off.
const TIMES: u32 = 10;
/// The part of a bound below which nothing is unusual, whatever is usual.
const PART: u32 = 3;

/// What the searches of an account and its institution come to with one more that offered so many
/// people; empty as long as nothing is unusual.
pub(crate) fn unusual(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    draw: &mut Draw,
    people: u32,
) -> Result<Vec<SearchEvent>, StoreError> {
    let Some(bounds) = tasuki.bounds.unusual else {
        return Ok(Vec::new());
    };
    let caller = present.caller;
    let now = occasion.now.as_second();
    let mut watch = Watch {
        tx,
        present,
        occasion,
        draw,
        past: None,
        noticed: Vec::new(),
    };
    let (hour, day) = (start_of_hour(now), start_of_day(now));
    let before = watch
        .tx
        .lookups_of(caller.account, at(day - 1), MOST)?
        .into_iter()
        .filter(|(at, _)| at.as_second() >= day);
    let (mut searches, mut misses, mut listed) = (1, u32::from(people == 0), people);
    for (at, offered) in before {
        listed = listed.saturating_add(offered);
        if at.as_second() >= hour {
            searches += 1;
            misses += u32::from(offered == 0);
        }
    }
    let Unusual {
        account_searches,
        account_misses,
        account_listed,
        organization_searches,
        ..
    } = bounds;
    let account = Some(caller.account);
    use SearchEventKind::{AccountListed, AccountMisses, AccountSearches, OrganizationSearches};
    watch.weigh(AccountSearches, account, hour, searches, account_searches)?;
    watch.weigh(AccountMisses, account, hour, misses, account_misses)?;
    watch.weigh(AccountListed, account, day, listed, account_listed)?;
    // Of an institution only whether there are so many is asked, so that a busy one reads little.
    let of = Searcher::Organization(caller.organization);
    let mut are_there = |counted: u32| {
        // This search is one of them and not there yet.
        let place = counted.saturating_sub(1).max(1);
        let found = watch.tx.lookup_counted_back(of, at(hour - 1), place)?;
        Ok::<_, StoreError>(found.is_some())
    };
    let floor = organization_searches / PART;
    if are_there(floor)? {
        let counted = if are_there(organization_searches)? {
            organization_searches
        } else {
            floor
        };
        watch.weigh(
            OrganizationSearches,
            None,
            hour,
            counted,
            organization_searches,
        )?;
    }
    Ok(watch.noticed)
}

/// What a refused search comes to with those before it.
pub(super) fn refused(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    draw: &mut Draw,
    refusal: &Refusal,
) -> Result<Vec<SearchEvent>, StoreError> {
    let Some(bounds) = tasuki.bounds.unusual else {
        return Ok(Vec::new());
    };
    let hour = start_of_hour(occasion.now.as_second());
    let (kind, bound) = match refusal {
        Refusal::TooManySearches { .. } => (SearchEventKind::Stopped, 1),
        Refusal::Invalid { invalid, .. } if invalid.code == "criteria_too_few" => {
            (SearchEventKind::AccountRefused, bounds.account_refused)
        }
        _ => return Ok(Vec::new()),
    };
    let account = present.caller.account;
    let before = tx.refused_lookups_of(account, at(hour), refusal.code(), bound)?;
    let counted = before.saturating_add(1);
    let mut watch = Watch {
        tx,
        present,
        occasion,
        draw,
        past: None,
        noticed: Vec::new(),
    };
    if counted >= bound {
        watch.notice(kind, Some(account), hour, counted, bound, None)?;
    }
    Ok(watch.noticed)
}

fn start_of_hour(now: i64) -> i64 {
    now - now.rem_euclid(HOUR)
}

fn start_of_day(now: i64) -> i64 {
    now - (now + JAPAN).rem_euclid(DAY)
}

fn at(second: i64) -> Instant {
    Instant::from_second(second).unwrap_or(Instant::MIN)
}

struct Watch<'w, 't, 'p> {
    tx: &'w mut ReadTx<'t>,
    present: &'w Present<'p>,
    occasion: &'w Occasion,
    draw: &'w mut Draw,
    /// The account's searches before, once they were asked for.
    past: Option<Vec<(Instant, u32)>>,
    noticed: Vec<SearchEvent>,
}

impl Watch<'_, '_, '_> {
    /// Compares a count with its bound and with what is usual.
    fn weigh(
        &mut self,
        kind: SearchEventKind,
        account: Option<AccountId>,
        window_start: i64,
        counted: u32,
        bound: u32,
    ) -> Result<(), StoreError> {
        let floor = (bound / PART).max(1);
        if counted < floor || self.is_noticed(kind, account, window_start)? {
            return Ok(());
        }
        let usual = self.usual(kind, window_start)?;
        let from = usual.map_or(bound, |usual| {
            usual.saturating_mul(TIMES).max(floor).min(bound)
        });
        if counted >= from {
            self.notice(kind, account, window_start, counted, from, usual)?;
        }
        Ok(())
    }

    fn is_noticed(
        &mut self,
        kind: SearchEventKind,
        account: Option<AccountId>,
        window_start: i64,
    ) -> Result<bool, StoreError> {
        let organization = self.present.caller.organization;
        self.tx
            .has_search_event(kind, organization, account, at(window_start))
    }

    fn notice(
        &mut self,
        kind: SearchEventKind,
        account: Option<AccountId>,
        window_start: i64,
        counted: u32,
        bound: u32,
        usual: Option<u32>,
    ) -> Result<(), StoreError> {
        if !self.is_noticed(kind, account, window_start)? {
            self.noticed.push(SearchEvent {
                id: self.draw.id(),
                kind,
                organization: self.present.caller.organization,
                account,
                window_start: at(window_start),
                counted,
                bound,
                usual,
                at: self.occasion.now,
            });
        }
        Ok(())
    }

    /// What is usual in such a window, rounded up; none with less than a day to go by.
    fn usual(
        &mut self,
        kind: SearchEventKind,
        window_start: i64,
    ) -> Result<Option<u32>, StoreError> {
        let since = at(window_start - PAST);
        if kind == SearchEventKind::OrganizationSearches {
            // The newest thousand and the hours they took; this hour's are among them.
            let of = Searcher::Organization(self.present.caller.organization);
            let oldest = self.tx.lookup_counted_back(of, since, MOST)?;
            return Ok(oldest.and_then(|oldest| {
                let seconds = self.occasion.now.as_second() - oldest.as_second();
                per_window(u64::from(MOST), seconds, HOUR)
            }));
        }
        let past = match self.past.take() {
            Some(past) => past,
            None => self
                .tx
                .lookups_of(self.present.caller.account, since, MOST)?,
        };
        let before: Vec<(i64, u32)> = past
            .iter()
            .map(|(at, people)| (at.as_second(), *people))
            .filter(|(at, _)| *at < window_start)
            .collect();
        self.past = Some(past);
        let Some((oldest, _)) = before.last() else {
            return Ok(None);
        };
        let people = before.iter().map(|(_, people)| *people);
        let (counted, window) = match kind {
            SearchEventKind::AccountMisses => {
                (people.filter(|people| *people == 0).count() as u64, HOUR)
            }
            SearchEventKind::AccountListed => (people.map(u64::from).sum(), DAY),
            _ => (before.len() as u64, HOUR),
        };
        Ok(per_window(counted, window_start - oldest, window))
    }
}

/// How many that is in a window, rounded up.
fn per_window(counted: u64, seconds: i64, window: i64) -> Option<u32> {
    if seconds < DAY {
        return None;
    }
    let (seconds, window) = (u64::try_from(seconds).ok()?, u64::try_from(window).ok()?);
    u32::try_from(counted.saturating_mul(window).div_ceil(seconds)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_begin_as_in_japan() {
        let second = |text: &str| text.parse::<Instant>().unwrap().as_second();
        let now = second("2026-11-21T00:30:00+09:00");
        assert_eq!(start_of_hour(now), second("2026-11-21T00:00:00+09:00"));
        assert_eq!(start_of_day(now), second("2026-11-21T00:00:00+09:00"));
        let late = second("2026-11-21T23:59:59+09:00");
        assert_eq!(start_of_hour(late), second("2026-11-21T23:00:00+09:00"));
        assert_eq!(start_of_day(late), second("2026-11-21T00:00:00+09:00"));
    }

    #[test]
    fn the_usual_is_rounded_up_and_needs_a_day_of_past() {
        assert_eq!(per_window(100, DAY - 1, HOUR), None);
        assert_eq!(per_window(1, 10 * DAY, HOUR), Some(1));
        assert_eq!(per_window(48, DAY, HOUR), Some(2));
        assert_eq!(per_window(49, DAY, HOUR), Some(3));
        assert_eq!(per_window(30, 10 * DAY, DAY), Some(3));
    }
}
