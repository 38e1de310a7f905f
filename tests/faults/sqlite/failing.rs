//! A disk that is full or fails, for a while.

use crate::{
    chance::Chance,
    crash::{holds, is_well},
    disk::{Disk, Fault, Loss},
    installation::Installation,
    load::{Shift, Town},
    say,
};
use std::{sync::mpsc, thread};
use tasuki_store::{Options, Store, StoreError};

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

/// SQLite does not sync what it wrote back of a log that somebody still reads, goes on behind it next
/// time, and would never write it again when a later sync fails. So nothing is written back in part.
#[test]
fn a_log_that_somebody_reads_survives_a_failing_write_back() {
    let what = "a log that somebody reads";
    let mut chance = Chance::of_this_run(what);
    let installation = Installation::on_sqlite();
    let mut disk = Disk::below(&installation);
    let mut serving = disk.serves(&installation);
    let town = Town::settled(installation);
    let workers = town.works(Shift::USUAL);
    town.diary.awaits(30);
    // Another process that reads for long, as a backup does.
    let store = Store::open(
        &town.installation.direct.parse().unwrap(),
        Options::default(),
    )
    .unwrap();
    thread::scope(|scope| {
        let (started, reads) = mpsc::channel();
        let (leaves, stays) = mpsc::channel::<()>();
        let reading = scope.spawn(move || {
            store.read(|tx| {
                tx.organizations()?;
                started.send(()).unwrap();
                let _ = stays.recv();
                Ok::<_, StoreError>(())
            })
        });
        reads.recv().unwrap();
        while disk.log_pages() < 1_500 {
            town.diary.awaits(10);
        }
        disk.breaks(Fault::Backfill, 0);
        drop(leaves);
        reading.join().unwrap().unwrap();
    });
    while disk.failures() == 0 {
        town.diary.awaits(10);
    }
    disk.is_mended();
    let kept = disk.kept();
    while disk.kept() == kept {
        town.diary.awaits(10);
    }
    town.diary.awaits(30);
    town.diary.ends();
    for worker in workers {
        worker.join().unwrap();
    }
    assert!(serving.runs(), "{}", serving.log());
    serving.kill();
    disk.loses_power(Loss::Everything, &mut chance);
    let serving = disk.serves(&town.installation);
    holds(&town, &format!("{what}: after a power cut"));
    town.asks_again();
    is_well(&town);
    drop(serving);
}
