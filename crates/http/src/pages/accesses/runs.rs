//! Looks that one piece of work made, as one line: an import of a thousand people is one thing
//! that somebody did.

use super::view;
use jiff::SignedDuration;
use tasuki_app::accesses::AccessLine as Recorded;
use tasuki_domain::access::Action;
use tasuki_ui::page::accesses::AccessLine;

/// Entries of one piece of work are not further apart than this.
const APART: SignedDuration = SignedDuration::from_secs(60);

/// The lines of entries that are in order, newest first.
pub(super) fn lines(of: &[Recorded]) -> Vec<AccessLine> {
    of.chunk_by(is_same_work)
        .filter_map(|run| {
            let newest = run.first()?;
            let mut line = view::line_of_many(newest);
            line.people = run
                .iter()
                .filter_map(|each| each.entry.resident)
                .map(view::mark)
                .collect();
            line.people.sort();
            line.people.dedup();
            Some(line)
        })
        .collect()
}

fn is_same_work(newer: &Recorded, older: &Recorded) -> bool {
    let (newer, older) = (&newer.entry, &older.entry);
    goes_through_many(newer.action)
        && newer.action == older.action
        && newer.account == older.account
        && newer.outcome == older.outcome
        && newer.at.duration_since(older.at) <= APART
}

/// Whether one piece of work of that kind leaves an entry for each of many people, or several
/// entries about nobody. A look at one person is never hidden behind another.
const fn goes_through_many(action: Action) -> bool {
    matches!(
        action,
        Action::ImportRoster | Action::ListResidents | Action::ListAccesses
    )
}

#[cfg(test)]
mod tests {
    use super::{super::tests::recorded, *};
    use uuid::Uuid;

    fn of(action: Action, person: u128, seconds_ago: i64) -> Recorded {
        let mut of = recorded(action);
        of.entry.resident = Some(Uuid::from_u128(person).into());
        of.entry.at -= SignedDuration::from_secs(seconds_ago);
        of
    }

    #[test]
    fn an_import_is_one_line_with_all_its_people() {
        let mut entries: Vec<_> = (1..=40)
            .map(|person| of(Action::ImportRoster, person, 0))
            .collect();
        let mut whole = of(Action::ImportRoster, 0, 1);
        whole.entry.resident = None;
        entries.push(whole);
        entries.push(of(Action::ImportRoster, 1, 3_600));
        let lines = lines(&entries);
        let people: Vec<_> = lines.iter().map(|line| line.people.len()).collect();
        assert_eq!(people, [40, 1]);
    }

    #[test]
    fn looks_at_people_stay_apart_and_so_do_those_of_others() {
        let summaries = [of(Action::ViewSummary, 1, 0), of(Action::ViewSummary, 1, 1)];
        assert_eq!(lines(&summaries).len(), 2);
        let mut another = of(Action::ImportRoster, 2, 1);
        another.entry.account = Uuid::from_u128(9).into();
        assert_eq!(lines(&[of(Action::ImportRoster, 1, 0), another]).len(), 2);
    }
}
