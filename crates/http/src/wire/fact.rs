//! What a fact says, by its kind.

use super::{At, Schemas, Wire};
use serde_json::Value;
use tasuki_domain::fact::{
    FactBody, FactKind,
    allergy::Allergy,
    backup_hospital::BackupHospital,
    care::{Baseline, CareLevel},
    condition::Condition,
    contact::Contact,
    device::Device,
    home::Home,
    identity::Identity,
    medication::Medication,
    physician::{Physician, Service},
    wishes::Wish,
};
use utoipa::openapi::{
    RefOr,
    schema::{AnyOfBuilder, Schema},
};

macro_rules! kinds {
    ($($kind:ident $type:ty,)+) => {
        /// Reads what a fact of that kind says.
        pub(crate) fn read_body(kind: FactKind, value: &Value, at: &mut At) -> Option<FactBody> {
            match kind {
                $(FactKind::$kind => <$type>::read(value, at).map(FactBody::$kind),)+
            }
        }

        /// Writes what a fact says; null where it only says that there is none.
        pub(crate) fn write_body(body: &FactBody) -> Value {
            match body {
                $(FactBody::$kind(value) => value.write(),)+
                FactBody::ConfirmedNone(_) | FactBody::Retracted(_) => Value::Null,
            }
        }

        impl Wire for AnyFact {
            const NAME: Option<&'static str> = Some("FactValue");

            fn read(value: &Value, _: &mut At) -> Option<Self> {
                Some(Self(value.clone()))
            }

            fn write(&self) -> Value {
                self.0.clone()
            }

            fn describe() -> RefOr<Schema> {
                let mut any = AnyOfBuilder::new()
                    .description(Some("What the fact says, by its kind."));
                $(any = any.item(<$type>::refer());)+
                Schema::AnyOf(any.build()).into()
            }

            fn collect(into: &mut Schemas) {
                $(<$type>::collect_own(into);)+
            }

            fn absent() -> Option<Self> {
                Some(Self(Value::Null))
            }
        }
    };
}

/// What a fact of any kind says, before its kind is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AnyFact(pub(crate) Value);

kinds! {
    Identity Identity,
    Home Home,
    Contact Contact,
    Physician Physician,
    Service Service,
    Condition Condition,
    Medication Medication,
    Allergy Allergy,
    Device Device,
    CareLevel CareLevel,
    Baseline Baseline,
    Wish Wish,
    BackupHospital BackupHospital,
}
