//! The power goes: whatever was not synced is gone, in whole or in part.

use crate::{
    chance::Chance,
    crash::{holds, interrupted, is_well, kills},
    disk::{Disk, Fault, Loss},
    installation::Installation,
    load::Town,
    say,
};

#[test]
fn a_power_cut_keeps_every_promise() {
    let what = "power cuts";
    let mut chance = Chance::of_this_run(what);
    let installation = Installation::on_sqlite();
    let mut disk = Disk::below(&installation);
    let mut serving = disk.serves(&installation);
    let town = Town::settled(installation);
    let mut unsynced = 0;
    for cut in 1..=kills() {
        let (answers, writes) = (chance.between(10, 250), chance.between(0, 60));
        interrupted(&town, serving, answers, |serving| {
            disk.breaks(Fault::Kill, u32::try_from(writes).unwrap());
            serving.ends_by_a_kill();
        });
        let loss = if chance.below(2) == 0 {
            Loss::Everything
        } else {
            Loss::Something
        };
        unsynced += disk.loses_power(loss, &mut chance);
        serving = disk.serves(&town.installation);
        let when = format!("{what}: after cut {cut}, {loss:?} lost");
        holds(&town, &format!("{when}, before anyone asks again"));
        town.asks_again();
        holds(&town, &when);
    }
    is_well(&town);
    drop(serving);
    let promises = town.diary.pages().promises.len();
    say(&format!(
        "{what}: {promises} promises kept; {unsynced} changes were lost or torn"
    ));
    assert!(unsynced > 0, "no cut came in the middle of anything");
}
