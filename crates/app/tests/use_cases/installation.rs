//! A database goes with one master key and one use.

use crate::town::Town;
use tasuki_app::{Foreign, Keys, Store, Tasuki};
use tasuki_auth::{seal::MasterKey, token::SigningKeys};
use tasuki_policy::Table;
use tasuki_store::Options;

fn opened(town: &Town, master: u8) -> Tasuki {
    let keys = Keys {
        signing: SigningKeys::generate([9; 32]).unwrap(),
        master: MasterKey::from_bytes([master; 32]),
    };
    let store = Store::open(&town.url(), Options::default()).unwrap();
    Tasuki::new(store, Table::builtin().unwrap(), keys)
}

#[test]
fn invariant_11_drill_data_and_real_data_never_meet() {
    for first in [false, true] {
        let town = Town::new();
        assert_eq!(town.tasuki.take_into_use(first).unwrap(), Ok(()));
        assert_eq!(opened(&town, 8).take_into_use(first).unwrap(), Ok(()));
        let foreign = if first {
            Foreign::ForDrills
        } else {
            Foreign::NotForDrills
        };
        assert_eq!(town.tasuki.take_into_use(!first).unwrap(), Err(foreign));
    }
}

#[test]
fn another_master_key_is_noticed_before_anyone_signs_in() {
    let town = Town::new();
    assert_eq!(town.tasuki.take_into_use(false).unwrap(), Ok(()));
    assert_eq!(
        opened(&town, 7).take_into_use(false).unwrap(),
        Err(Foreign::MasterKey)
    );
}
