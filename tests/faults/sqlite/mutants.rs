//! The protections of SQLite, taken away.

use crate::{
    chance::Chance,
    crash::interrupted,
    disk::{Disk, Fault, Loss},
    installation::Installation,
    load::Town,
    mutants::{entries_that_vanish_are_missed, says_what_was_lost, things_done_twice_are_found},
    serving::Serving,
};

#[test]
fn mutant_a_disk_whose_syncs_lie_loses_what_was_acknowledged() {
    let installation = Installation::on_sqlite();
    let mut disk = Disk::below(&installation);
    let serving = disk.serves(&installation);
    let town = Town::settled(installation);
    disk.breaks(Fault::Lies, 0);
    interrupted(&town, serving, 120, Serving::kill);
    assert!(disk.failures() > 0);
    disk.loses_power(Loss::Everything, &mut Chance::new(1));
    let serving = disk.serves(&town.installation);
    says_what_was_lost(&town);
    drop(serving);
}

#[test]
fn mutant_entries_that_vanish_are_missed() {
    entries_that_vanish_are_missed(Installation::on_sqlite(), |town| {
        town.installation.shell(
            "CREATE TRIGGER vanish BEFORE INSERT ON access_bodies BEGIN SELECT RAISE(IGNORE); END",
        );
    });
}

#[test]
fn mutant_things_done_twice_are_found() {
    things_done_twice_are_found(Installation::on_sqlite());
}
