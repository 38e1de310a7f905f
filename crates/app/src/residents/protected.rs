//! What the protection of an address (支援措置) hides beside the address line itself.

use crate::Refusal;
use tasuki_domain::{Invalid, fact::FactBody};

/// Takes out of a statement what says where the person is.
pub(super) fn hide(body: &mut FactBody) {
    if let FactBody::Identity(identity) = body {
        identity.address = None;
    }
}

/// Keeps what was hidden from the author of a statement as it was in the one before; refuses a new
/// one, which would set the hidden one aside unseen, or tell by being taken that it is the same.
pub(super) fn carry_over(body: &mut FactBody, before: &FactBody) -> Result<(), Refusal> {
    if let (FactBody::Identity(new), FactBody::Identity(old)) = (body, before) {
        keep(&mut new.address, &old.address)?;
    }
    Ok(())
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
