//! The record of the person's wishes.

use super::{At, Fields, Schemas, Wire, object::closed, wire_object};
use serde_json::{Map, Value, json};
use tasuki_domain::{
    Invalid,
    fact::wishes::{DoctorToCall, Speaker, Standing, Statement, Wish},
    text::Line,
    time::Date,
};
use utoipa::openapi::{
    RefOr,
    schema::{ObjectBuilder, OneOfBuilder, Schema, Type},
};

wire_object! {
    /// What was said of one procedure.
    Statement as "WishStatement" {
        /// Of which procedure.
        procedure,
        /// What was said.
        wanted,
    }
}

wire_object! {
    /// The doctor to call first.
    DoctorToCall as "DoctorToCall" {
        /// Who.
        name,
        /// The clinic.
        institution,
        /// The number.
        phone,
        /// When it is answered.
        hours,
        /// The number at night, when another.
        night_phone,
    }
}

wire_object! {
    /// One record of the person's wishes: reported, never commanded.
    Wish as "Wish" {
        /// Rows by procedure.
        statements,
        /// Whose words.
        speaker,
        /// When it was talked about.
        talked_on,
        /// With whom.
        present,
        /// For which expected condition (想定した病態).
        expected_condition,
        /// The person's own words.
        verbatim,
        /// Whether a physician stands behind it.
        standing,
        /// Whom to call first.
        call,
        /// Where the original paper is.
        original_place,
        /// When it is to be talked about again.
        review_by,
    }
}

/// A text that must be one of these; the fields that follow depend on it.
fn tag(fields: &Fields<'_>, name: &'static str, at: &mut At, tags: &[&str]) -> Option<String> {
    let tag: String = fields.get(name, at, None)?;
    if tags.contains(&tag.as_str()) {
        return Some(tag);
    }
    at.field(name, |at| {
        at.fault(Invalid::new(
            "unknown_code",
            "決められた値ではありません",
            format!("{} のどれかにしてください", tags.join(", ")),
        ));
    });
    None
}

fn tagged(description: &str, name: &str, tag: &str) -> ObjectBuilder {
    let only = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some([tag]));
    closed(description).property(name, only).required(name)
}

impl Wire for Speaker {
    const NAME: Option<&'static str> = Some("WishSpeaker");

    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let fields = Fields::of(value, at, &["who", "name"])?;
        let who = tag(&fields, "who", at, &["person", "substitute"]);
        if who? == "person" {
            return Some(Self::Person);
        }
        fields.get::<Line>("name", at, None).map(Self::Substitute)
    }

    fn write(&self) -> Value {
        match self {
            Self::Person => json!({"who": "person"}),
            Self::Substitute(name) => json!({"who": "substitute", "name": name.as_str()}),
        }
    }

    fn describe() -> RefOr<Schema> {
        let substitute = tagged(
            "Those of someone who may speak for the person.",
            "who",
            "substitute",
        )
        .property("name", Line::describe())
        .required("name");
        Schema::OneOf(
            OneOfBuilder::new()
                .item(tagged("The person's own words.", "who", "person"))
                .item(substitute)
                .build(),
        )
        .into()
    }
}

impl Wire for Standing {
    const NAME: Option<&'static str> = Some("WishStanding");

    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let fields = Fields::of(value, at, &["state", "physician", "on"])?;
        let state = tag(&fields, "state", at, &["confirmed", "heard", "withdrawn"])?;
        match state.as_str() {
            "confirmed" => {
                let physician = fields.get::<Line>("physician", at, None);
                let on = fields.get::<Date>("on", at, None);
                Some(Self::Confirmed {
                    physician: physician?,
                    on: on?,
                })
            }
            "withdrawn" => fields.get("on", at, None).map(|on| Self::Withdrawn { on }),
            _ => Some(Self::Heard),
        }
    }

    fn write(&self) -> Value {
        let mut object = Map::new();
        let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
        match self {
            Self::Confirmed { physician, on } => {
                put("state", Value::from("confirmed"));
                put("physician", physician.write());
                put("on", on.write());
            }
            Self::Heard => {
                put("state", Value::from("heard"));
            }
            Self::Withdrawn { on } => {
                put("state", Value::from("withdrawn"));
                put("on", on.write());
            }
        }
        Value::Object(object)
    }

    fn describe() -> RefOr<Schema> {
        let confirmed = tagged("Confirmed by a physician.", "state", "confirmed")
            .property("physician", Line::describe())
            .required("physician")
            .property("on", Date::describe())
            .required("on");
        let withdrawn = tagged("Withdrawn by the person on that day.", "state", "withdrawn")
            .property("on", Date::describe())
            .required("on");
        Schema::OneOf(
            OneOfBuilder::new()
                .item(confirmed)
                .item(tagged(
                    "Heard by someone else (医師未確認).",
                    "state",
                    "heard",
                ))
                .item(withdrawn)
                .build(),
        )
        .into()
    }

    fn collect(_: &mut Schemas) {}
}
