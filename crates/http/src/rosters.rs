//! A roster file's rows as the service takes them.

use tasuki_app::rosters::{FormConsent, RosterConsent, RosterLine};
use tasuki_domain::time::Date;
use tasuki_intake::{FileFault, Roster, RosterRow};

/// Reads a roster file: its good lines, and what is wrong with the others.
pub fn read(bytes: &[u8], today: Date) -> Result<Roster, FileFault> {
    tasuki_intake::read_roster(bytes, today)
}

/// The good lines of a roster.
pub fn lines(roster: Roster) -> Vec<RosterLine> {
    roster.rows.into_iter().map(line).collect()
}

fn line(row: RosterRow) -> RosterLine {
    RosterLine {
        line: row.line,
        key: row.key,
        identity: row.identity,
        protected_address: row.protected_address,
        facts: row.facts,
        consent: match row.consent {
            tasuki_intake::FormConsent::Unanswered => FormConsent::Unanswered,
            tasuki_intake::FormConsent::Nothing => FormConsent::Nothing,
            tasuki_intake::FormConsent::Permits(consent) => FormConsent::Permits(RosterConsent {
                rows: consent.rows,
                collection: consent.collection,
                evidence: consent.evidence,
                proxy: consent.proxy,
                until: consent.until,
            }),
        },
        signed_on: row.signed_on,
        as_of: row.as_of,
        confirmed_on: row.confirmed_on,
        source: row.source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_good_line_of_the_template_becomes_a_line() {
        let template = tasuki_intake::template_csv();
        let roster = read(template.as_bytes(), jiff::civil::date(2026, 11, 21)).unwrap();
        let (rows, faults) = (roster.rows.clone(), roster.faults.clone());
        assert!(faults.is_empty(), "{faults:?}");
        let lines = lines(roster);
        assert_eq!(lines.len(), rows.len());
        assert_eq!(lines[0].identity, rows[0].identity);
        assert_eq!(lines[0].facts, rows[0].facts);
    }
}
