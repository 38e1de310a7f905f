//! Who the person is, where they live, what they permit.

use super::wire_object;
use tasuki_domain::{
    consent::{ConsentRow, Evidence, Proxy},
    fact::{
        home::Home,
        identity::{Address, Identity, OtherName, PersonName},
    },
};

wire_object! {
    /// A name as written, with its kana.
    PersonName as "PersonName" {
        /// Family name, or the whole of an undivided name.
        family,
        /// Given name.
        given,
        /// Kana of the family name.
        family_kana,
        /// Kana of the given name.
        given_kana,
    }
}

wire_object! {
    /// Another name that the person is known by.
    OtherName as "OtherName" {
        /// Why.
        kind,
        /// The name.
        name,
    }
}

wire_object! {
    /// An address within the municipality.
    Address as "Address" {
        /// 郵便番号
        postal_code,
        /// 町名（丁目まで）
        town,
        /// 番地・建物・部屋・方書
        rest,
    }
}

wire_object! {
    /// Who the person is.
    Identity as "Identity" {
        /// The name.
        name,
        /// Former names, aliases, Latin spellings.
        other_names,
        /// The birth date in any form that people write, as precisely as known; answers have ISO 8601.
        birth_date,
        /// Sex.
        sex,
        /// The address.
        address,
        /// Telephone numbers, the one to call first.
        phones,
        /// A language to speak when not Japanese.
        language,
    }
}

wire_object! {
    /// How to get in and who lives there.
    Home as "Home" {
        /// The household.
        household,
        /// Where the key is or who holds it.
        key,
        /// How to pass the entrance.
        entrance,
        /// Who lives there too.
        cohabitants,
        /// Animals.
        animals,
        /// What to mind when carrying the person out.
        carrying_out,
        /// Where the paper kit is kept.
        paper_kit,
    }
}

wire_object! {
    /// One permission: this category, to this class, for this purpose.
    ConsentRow as "ConsentRow" {
        /// What.
        category,
        /// To whom.
        recipient,
        /// For what.
        purpose,
    }
}

wire_object! {
    /// What proves a consent.
    Evidence as "ConsentEvidence" {
        /// How it was obtained.
        kind,
        /// The version of the form.
        form_version,
        /// The day on the form.
        signed_on,
    }
}

wire_object! {
    /// A representative.
    Proxy as "ConsentProxy" {
        /// Their name.
        name,
        /// Their relation to the person.
        relation,
        /// Why they may.
        basis,
    }
}
