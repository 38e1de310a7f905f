//! The API's description (OpenAPI 3.1) → what the page says of it.

use serde_json::Value;
use tasuki_ui::page::docs::{DocBody, DocField, DocOperation, DocResponse, DocSchema, DocType};

const METHODS: [&str; 4] = ["get", "post", "put", "delete"];
const SCHEMAS: &str = "#/components/schemas/";

/// The API's description.
pub(super) struct Description(Value);

impl Description {
    pub(super) fn of(document: &utoipa::openapi::OpenApi) -> Self {
        // The description holds only what serializes; a test asks for every operation.
        Self(serde_json::to_value(document).unwrap_or_default())
    }

    /// Every operation, by path.
    pub(super) fn operations(&self) -> Vec<DocOperation> {
        let mut operations = Vec::new();
        for (path, item) in members(&self.0["paths"]) {
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    operations.push(self.operation(method, path, operation));
                }
            }
        }
        operations
    }

    /// Every form that operations share, by name.
    pub(super) fn schemas(&self) -> Vec<DocSchema> {
        members(&self.0["components"]["schemas"])
            .map(|(name, schema)| DocSchema {
                name: name.clone(),
                ..self.schema(schema)
            })
            .collect()
    }

    fn operation(&self, method: &str, path: &str, of: &Value) -> DocOperation {
        DocOperation {
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(&of["summary"]),
            description: text(&of["description"]),
            parameters: items(&of["parameters"])
                .map(|parameter| self.parameter(parameter))
                .collect(),
            request: self.body(&of["requestBody"]["content"]),
            responses: members(&of["responses"])
                .map(|(status, response)| DocResponse {
                    status: match status.as_str() {
                        "default" => "ほか".to_owned(),
                        status => status.to_owned(),
                    },
                    description: text(&response["description"]),
                    headers: members(&response["headers"])
                        .map(|(name, header)| DocField {
                            description: text(&header["description"]),
                            place: "ヘッダー",
                            ..self.field(name, &header["schema"], false)
                        })
                        .collect(),
                    body: self.body(&response["content"]),
                })
                .collect(),
        }
    }

    fn parameter(&self, of: &Value) -> DocField {
        let required = of["required"].as_bool().unwrap_or_default();
        let place = match of["in"].as_str() {
            Some("path") => "パス",
            Some("header") => "ヘッダー",
            _ => "クエリー",
        };
        DocField {
            place,
            description: text(&of["description"]),
            ..self.field(
                of["name"].as_str().unwrap_or_default(),
                &of["schema"],
                required,
            )
        }
    }

    fn body(&self, content: &Value) -> Option<DocBody> {
        let (media, of) = members(content).next()?;
        let schema = &of["schema"];
        let referred = schema["$ref"]
            .as_str()
            .and_then(|path| path.strip_prefix(SCHEMAS))
            .map(|name| &self.0["components"]["schemas"][name]);
        Some(DocBody {
            media: media.clone(),
            types: types(schema),
            fields: self.schema(referred.unwrap_or(schema)).fields,
            example: of
                .get("example")
                .and_then(|example| serde_json::to_string_pretty(example).ok()),
        })
    }

    fn schema(&self, of: &Value) -> DocSchema {
        let required: Vec<&str> = items(&of["required"]).filter_map(Value::as_str).collect();
        let choices: Vec<&Value> = items(&of["anyOf"]).chain(items(&of["oneOf"])).collect();
        DocSchema {
            name: String::new(),
            description: text(&of["description"]),
            fields: members(&of["properties"])
                .map(|(name, schema)| self.field(name, schema, required.contains(&name.as_str())))
                .collect(),
            codes: codes(of),
            one_of: choices
                .iter()
                .filter(|choice| choice.get("properties").is_none())
                .flat_map(|choice| types(choice))
                .collect(),
            variants: choices
                .iter()
                .filter(|choice| choice.get("properties").is_some())
                .map(|choice| self.schema(choice))
                .collect(),
        }
    }

    fn field(&self, name: &str, schema: &Value, required: bool) -> DocField {
        DocField {
            name: name.to_owned(),
            place: "",
            required,
            types: types(schema),
            description: text(&schema["description"]),
            example: items(&schema["examples"]).next().map(plain),
            codes: codes(schema),
        }
    }
}

/// What a value of that schema is; several where one of them is.
fn types(schema: &Value) -> Vec<DocType> {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|path| path.strip_prefix(SCHEMAS))
    {
        return vec![DocType {
            words: name.to_owned(),
            described: true,
            list: false,
        }];
    }
    let among: Vec<DocType> = ["allOf", "anyOf", "oneOf"]
        .into_iter()
        .flat_map(|key| items(&schema[key]))
        .flat_map(types)
        .collect();
    if !among.is_empty() {
        return among;
    }
    let named = match &schema["type"] {
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null"),
        one => one.as_str(),
    };
    let words = match named {
        Some("array") => {
            let mut of = types(&schema["items"]);
            of.iter_mut().for_each(|each| each.list = true);
            return of;
        }
        Some("string") => "文字",
        Some("integer") => "整数",
        Some("number") => "数",
        Some("boolean") => "true / false",
        Some("object") => "オブジェクト",
        _ => "JSON",
    };
    let words = match schema["format"].as_str() {
        Some(format) if named == Some("string") => format!("{words}（{format}）"),
        _ => words.to_owned(),
    };
    vec![DocType {
        words,
        described: false,
        list: false,
    }]
}

fn codes(schema: &Value) -> Vec<String> {
    items(&schema["enum"]).map(plain).collect()
}

/// A value as it is typed, without the quotes of JSON.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn described() -> Description {
        Description::of(&crate::document())
    }

    fn operation(method: &str, path: &str) -> DocOperation {
        described()
            .operations()
            .into_iter()
            .find(|each| each.method == method && each.path == path)
            .unwrap()
    }

    #[test]
    fn every_operation_is_told_in_words() {
        let operations = described().operations();
        assert!(operations.len() > 25);
        assert!(operations.iter().any(|each| each.method == "PUT"));
        for operation in &operations {
            assert!(
                !operation.summary.is_empty() && !operation.description.is_empty(),
                "{operation:?}"
            );
            assert!(!operation.responses.is_empty(), "{operation:?}");
        }
    }

    #[test]
    fn headers_fields_and_codes_are_told() {
        let record = operation("POST", "/v1/residents/{id}/facts");
        let parameters: Vec<_> = record
            .parameters
            .iter()
            .map(|each| (each.name.as_str(), each.place, each.required))
            .collect();
        assert_eq!(
            parameters,
            [
                ("id", "パス", true),
                ("If-Match", "ヘッダー", true),
                ("Idempotency-Key", "ヘッダー", false)
            ]
        );
        let body = record.request.unwrap();
        let kind = body.fields.iter().find(|each| each.name == "kind").unwrap();
        assert!(kind.required && kind.types[0].described);
        assert_eq!(kind.types[0].words, "FactKind");
        assert!(!kind.description.is_empty() && body.example.is_some());
        let made = record.responses.iter().find(|each| each.status == "201");
        assert_eq!(made.unwrap().headers[0].name, "ETag");
        assert!(record.responses.iter().any(|each| each.status == "ほか"));
        let schemas = described().schemas();
        let kinds = schemas.iter().find(|each| each.name == "FactKind").unwrap();
        assert!(kinds.codes.iter().any(|code| code == "allergy"));
        let standing = schemas.iter().find(|each| each.name == "WishStanding");
        assert!(standing.unwrap().variants.len() > 1);
    }

    #[test]
    fn every_form_that_is_named_is_described() {
        let schemas = described().schemas();
        let names: BTreeSet<&str> = schemas.iter().map(|each| each.name.as_str()).collect();
        assert!(names.len() > 100);
        let operations = described().operations();
        let bodies = operations.iter().flat_map(|each| {
            let answers = each.responses.iter().filter_map(|of| of.body.as_ref());
            each.request.iter().chain(answers)
        });
        let of_bodies = bodies.flat_map(|body| &body.types);
        let of_fields = schemas
            .iter()
            .flat_map(|each| &each.fields)
            .flat_map(|of| &of.types);
        for each in of_bodies.chain(of_fields).filter(|each| each.described) {
            assert!(names.contains(each.words.as_str()), "{each:?}");
        }
    }
}
