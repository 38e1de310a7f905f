//! Illnesses, medicines, allergies, devices.

use super::wire_object;
use tasuki_domain::fact::{
    allergy::Allergy,
    condition::Condition,
    device::Device,
    medication::{DrugCode, Medication},
};

wire_object! {
    /// One illness or operation.
    Condition as "Condition" {
        /// Its name as said.
        name,
        /// Whether it is being treated.
        status,
        /// ICD-10, where known.
        icd10,
        /// Since when, or when it was.
        since,
        /// What is left of it, or the days of treatment.
        note,
    }
}

wire_object! {
    /// A drug code with its system.
    DrugCode as "DrugCode" {
        /// Which system.
        system,
        /// The code.
        value,
    }
}

wire_object! {
    /// One medicine.
    Medication as "Medication" {
        /// Its name as dispensed or said.
        name,
        /// Its code.
        code,
        /// Dose with its unit.
        dose,
        /// Usage.
        usage,
        /// Days of supply.
        days,
        /// When it was last dispensed.
        dispensed_on,
        /// The pharmacy.
        pharmacy,
        /// The prescribing institution.
        prescriber,
    }
}

wire_object! {
    /// One allergy or adverse reaction.
    Allergy as "Allergy" {
        /// To what, as said.
        substance,
        /// What kind of thing that is.
        agent,
        /// What happened.
        reaction,
        /// How bad it was.
        severity,
        /// When.
        when,
    }
}

wire_object! {
    /// One device or treatment at home.
    Device as "Device" {
        /// Which.
        kind,
        /// Which side.
        side,
        /// Where.
        place,
        /// Model, flow, days.
        detail,
        /// Since when.
        since,
        /// The supplier's number.
        supplier_phone,
    }
}
