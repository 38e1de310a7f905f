//! The API's operations.

use super::outside;
use crate::page::{
    DocsView,
    docs::{DocBody, DocField, DocOperation, DocResponse, DocSchema, DocType},
};

pub(super) fn docs() -> Vec<(&'static str, DocsView)> {
    vec![(
        "docs",
        DocsView {
            frame: outside("APIの使い方", "/docs"),
            openapi_path: "/api/v1/openapi.json".into(),
            operations: vec![DocOperation {
                method: "POST".into(),
                path: "/api/v1/incidents/{id}/lookups".into(),
                summary: "登録者を検索する".into(),
                description: "候補を返します。\n\n検索は必ず記録されます。".into(),
                parameters: vec![field("If-Match", "ヘッダー")],
                request: Some(DocBody {
                    media: "application/json".into(),
                    types: vec![type_of("LookUp", true)],
                    fields: vec![field("family_kana", ""), field("sex", "")],
                    example: Some(
                        "{\n  \"family_kana\": \"ミホン\",\n  \"birth_date\": \"S15.3.2\"\n}"
                            .into(),
                    ),
                }),
                responses: vec![
                    DocResponse {
                        status: "201".into(),
                        description: "候補（0人のこともあります）".into(),
                        headers: vec![field("ETag", "ヘッダー")],
                        body: Some(DocBody {
                            media: "application/json".into(),
                            types: vec![type_of("LookUp", true)],
                            fields: Vec::new(),
                            example: Some("{}".into()),
                        }),
                    },
                    DocResponse {
                        status: "ほか".into(),
                        description: "この職種は検索できません".into(),
                        headers: Vec::new(),
                        body: None,
                    },
                ],
            }],
            schemas: vec![
                DocSchema {
                    name: "LookUp".into(),
                    description: "What is known of the person.".into(),
                    fields: vec![field("family_kana", ""), field("sex", "")],
                    ..schema()
                },
                DocSchema {
                    name: "Sex".into(),
                    codes: vec!["female".into(), "male".into()],
                    ..schema()
                },
                DocSchema {
                    name: "Standing".into(),
                    one_of: vec![type_of("Sex", true)],
                    variants: vec![DocSchema {
                        fields: vec![field("state", "")],
                        ..schema()
                    }],
                    ..schema()
                },
            ],
        },
    )]
}

fn type_of(words: &str, described: bool) -> DocType {
    DocType {
        words: words.into(),
        described,
        list: false,
    }
}

fn field(name: &str, place: &'static str) -> DocField {
    DocField {
        name: name.into(),
        place,
        required: name == "family_kana",
        types: vec![if name == "sex" {
            type_of("Sex", true)
        } else {
            type_of("文字", false)
        }],
        description: "読みの姓。".into(),
        example: Some("ミホン".into()),
        codes: Vec::new(),
    }
}

fn schema() -> DocSchema {
    DocSchema {
        name: String::new(),
        description: String::new(),
        fields: Vec::new(),
        codes: Vec::new(),
        one_of: Vec::new(),
        variants: Vec::new(),
    }
}
