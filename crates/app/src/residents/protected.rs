//! What the protection of an address (支援措置) hides beside the address itself.
//!
//! Decided field by field, the person's safety first:
//!
//! * Hidden: the address; of telephone numbers those whose area code says where (the person's own
//!   and their contacts'; mobile numbers stay, so that a contact can still be reached); where a
//!   contact lives; of the home everything but the kind of household, for keys, entrances,
//!   cohabitants, animals, ways out and paper kits are told by what is around them; where the
//!   original of a wish is kept, which is the home.
//! * Shown: the names of people and their relation, without which nobody can be called; the names
//!   and numbers of physicians, offices, pharmacies and hospitals, which treat the person and tell
//!   a region at most; everything clinical and the person's own words.

use crate::Refusal;
use tasuki_domain::{
    Invalid,
    fact::{FactBody, home::Home},
    text::Phone,
};

/// Takes out of a statement what says where the person is.
pub(super) fn hide(body: &mut FactBody) {
    match body {
        FactBody::Identity(identity) => {
            identity.address = None;
            identity.phones.retain(|phone| !phone.tells_where());
        }
        FactBody::Contact(contact) => {
            contact.lives = None;
            contact.phones.retain(|phone| !phone.tells_where());
        }
        FactBody::Home(home) => {
            *home = Home {
                household: home.household,
                ..Home::default()
            };
        }
        FactBody::Wish(wish) => wish.original_place = None,
        _ => {}
    }
}

/// Keeps what was hidden from the author of a statement as it was in the one before; refuses a new
/// one, which would set the hidden one aside unseen, or tell by being taken that it is the same.
pub(super) fn carry_over(body: &mut FactBody, before: &FactBody) -> Result<(), Refusal> {
    match (body, before) {
        (FactBody::Identity(new), FactBody::Identity(old)) => {
            keep_phones(&mut new.phones, &old.phones);
            keep(&mut new.address, &old.address)
        }
        (FactBody::Contact(new), FactBody::Contact(old)) => {
            keep_phones(&mut new.phones, &old.phones);
            keep(&mut new.lives, &old.lives)
        }
        (FactBody::Home(new), FactBody::Home(old)) => {
            keep(&mut new.key, &old.key)?;
            keep(&mut new.entrance, &old.entrance)?;
            keep(&mut new.cohabitants, &old.cohabitants)?;
            keep(&mut new.animals, &old.animals)?;
            keep(&mut new.carrying_out, &old.carrying_out)?;
            keep(&mut new.paper_kit, &old.paper_kit)
        }
        (FactBody::Wish(new), FactBody::Wish(old)) => {
            keep(&mut new.original_place, &old.original_place)
        }
        _ => Ok(()),
    }
}

fn keep_phones(new: &mut Vec<Phone>, old: &[Phone]) {
    for phone in old.iter().filter(|phone| phone.tells_where()) {
        if !new.contains(phone) {
            new.push(phone.clone());
        }
    }
}

fn keep<T: Clone>(new: &mut Option<T>, old: &Option<T>) -> Result<(), Refusal> {
    if old.is_none() {
        return Ok(());
    }
    if new.is_some() {
        return Err(Refusal::invalid(
            "value",
            Invalid::new(
                "address_protected",
                "保護の申出により、住まいの分かる項目は変えられません",
                "その項目を空にして送ってください。変えるときは登録した市に連絡してください",
            ),
        ));
    }
    new.clone_from(old);
    Ok(())
}

#[cfg(test)]
mod tests;
