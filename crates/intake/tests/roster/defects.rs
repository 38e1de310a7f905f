//! Whatever is broken is reported, and nothing else.

use super::{
    TODAY,
    roster_generator::{Defect, generate},
};
use proptest::prelude::*;
use tasuki_intake::{Encoding, Roster, read_roster};

fn reported(roster: &Roster) -> Vec<(usize, String, String)> {
    let mut reported: Vec<_> = roster
        .faults
        .iter()
        .map(|fault| (fault.line, fault.column.clone(), fault.code.to_owned()))
        .collect();
    reported.sort();
    reported
}

fn listed(defects: &[Defect]) -> Vec<(usize, String, String)> {
    let mut listed: Vec<_> = defects
        .iter()
        .map(|defect| {
            (
                defect.line,
                defect.column.to_owned(),
                defect.code.to_owned(),
            )
        })
        .collect();
    listed.sort();
    listed
}

#[test]
fn a_roster_of_1003_lines_is_reported_exactly() {
    let generated = generate(20_261_121, 1_003, 240);
    assert_eq!(generated.defects.len(), 240);
    let roster = read_roster(&generated.bytes, TODAY).unwrap();
    assert_eq!(roster.encoding, Encoding::Cp932);
    assert_eq!(roster.lines, 1_003);
    assert_eq!(reported(&roster), listed(&generated.defects));
    assert_eq!(roster.rows.len(), generated.good);
    let faulty: Vec<usize> = generated.defects.iter().map(|defect| defect.line).collect();
    assert!(roster.rows.iter().all(|row| !faulty.contains(&row.line)));
}

#[test]
fn a_roster_without_defects_is_read_whole() {
    let generated = generate(7, 300, 0);
    let roster = read_roster(&generated.bytes, TODAY).unwrap();
    assert_eq!(roster.faults, []);
    assert_eq!((roster.rows.len(), generated.good), (300, 300));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_roster_is_reported_exactly(seed: u64, lines in 1usize..80, defects in 0usize..60) {
        let generated = generate(seed, lines, defects);
        let roster = read_roster(&generated.bytes, TODAY).unwrap();
        prop_assert_eq!(reported(&roster), listed(&generated.defects));
        prop_assert_eq!(roster.rows.len(), generated.good);
        prop_assert_eq!(roster.lines, lines);
    }
}
