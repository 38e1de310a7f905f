//! A disk that is full or fails, for a while.

use crate::{
    chance::Chance,
    crash::{holds, is_well},
    disk::{Disk, Fault, Loss},
    installation::Installation,
    load::{Shift, Town},
    say,
};

/// Works, lets the disk fail in the middle, mends it, and wants everything to be as promised,
/// without a restart; and again after the power was cut.
fn is_turned_away_and_comes_back(fault: Fault) {
    let what = format!("{fault:?}");
    let mut chance = Chance::of_this_run(&what);
    let installation = Installation::on_sqlite();
    let mut disk = Disk::below(&installation);
    let mut serving = disk.serves(&installation);
    let town = Town::settled(installation);
    let workers = town.works(Shift::USUAL);
    for _ in 0..3 {
        town.diary.awaits(30);
        disk.breaks(fault, u32::try_from(chance.below(40)).unwrap());
        town.diary.awaits_refusals(20);
        disk.is_mended();
    }
    town.diary.awaits(30);
    town.diary.ends();
    for worker in workers {
        worker.join().unwrap();
    }
    assert!(serving.runs(), "{}", serving.log());
    holds(&town, &format!("{what}: mended, before anyone asks again"));
    town.asks_again();
    holds(&town, &format!("{what}: mended"));
    is_well(&town);
    say(&format!("{what}: {} operations failed", disk.failures()));

    serving.kill();
    disk.loses_power(Loss::Everything, &mut chance);
    let serving = disk.serves(&town.installation);
    holds(&town, &format!("{what}: after a power cut"));
    is_well(&town);
    drop(serving);
}

#[test]
fn a_full_disk_turns_away_and_comes_back() {
    is_turned_away_and_comes_back(Fault::Full);
}

#[test]
fn failing_writes_turn_away_and_come_back() {
    is_turned_away_and_comes_back(Fault::Writes);
}

/// What a failed sync has dropped is never counted on: SQLite writes the pages of the commit anew,
/// and the writer's connection is a new one. So nobody has to restart the service.
#[test]
fn failing_syncs_turn_away_and_come_back() {
    is_turned_away_and_comes_back(Fault::Syncs);
}
