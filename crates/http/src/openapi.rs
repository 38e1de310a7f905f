//! The API's description, made from the handlers themselves.

use crate::{
    examples::{Example, examples},
    problem::{PROBLEM_JSON, ProblemBody},
    routes::{self, Access, Kind},
};
use actix_web::App;
use serde_json::Value;
use utoipa::{
    PartialSchema as _, ToSchema as _,
    openapi::{
        Components, Content, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
        Ref, RefOr, ResponseBuilder,
        path::{Operation, PathItem},
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
        tag::TagBuilder,
    },
};
use utoipa_actix_web::AppExt as _;

const BEARER: &str = "bearer";

const DESCRIPTION: &str = "本人が同意した救急情報を、救急のときに見るためのAPIです。\
    読むたびに閲覧の記録が残り、記録できないときは何も返しません。\n\n\
    Every request but the open ones needs a bearer token of POST /v1/sessions. Everything that is not \
    what was asked for is application/problem+json (RFC 9457) with a stable code.";

/// The description of the API (OpenAPI 3.1).
pub fn document() -> OpenApi {
    let (_, collected) = App::new()
        .into_utoipa_app()
        .configure(routes::configure)
        .split_for_parts();
    let mut document = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Tasuki")
                .version("1")
                .description(Some(DESCRIPTION))
                .license(Some(
                    LicenseBuilder::new()
                        .name("MIT OR Apache-2.0")
                        .identifier(Some("MIT OR Apache-2.0"))
                        .build(),
                )),
        )
        .tags(Some(tags()))
        .paths(collected.paths)
        .components(Some(components(collected.components)))
        .build();
    let examples = examples();
    for (path, item) in &mut document.paths.paths {
        complete(path, item, &examples);
    }
    document
}

/// The description as it is committed: pretty, with a line end.
pub fn openapi_json() -> String {
    // The description holds only what serializes; the drift test would show an empty one.
    let mut text = document().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

fn tags() -> Vec<utoipa::openapi::Tag> {
    [
        ("sessions", "サインイン"),
        ("incidents", "救急事案"),
        ("lookups", "本人の検索"),
        ("residents", "登録者と記録"),
        ("consents", "同意"),
        ("care-teams", "ケアチーム"),
        ("accesses", "閲覧記録"),
        ("search-events", "検索が多いときの知らせ"),
        ("rosters", "名簿の取込"),
        ("policy", "閲覧のきまり"),
        ("operation", "運用"),
    ]
    .into_iter()
    .map(|(name, description)| {
        TagBuilder::new()
            .name(name)
            .description(Some(description))
            .build()
    })
    .collect()
}

fn components(collected: Option<Components>) -> Components {
    let mut components = collected.unwrap_or_default();
    let mut own = vec![(ProblemBody::name().into_owned(), ProblemBody::schema())];
    ProblemBody::schemas(&mut own);
    components.schemas.extend(own);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("The token of POST /v1/sessions."))
        .build();
    components.add_security_scheme(BEARER, SecurityScheme::Http(bearer));
    components
}

/// Adds what every operation has: who may ask, its problems, its examples.
fn complete(path: &str, item: &mut PathItem, examples: &[Example]) {
    for (method, operation) in [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("DELETE", &mut item.delete),
    ] {
        let Some(operation) = operation else { continue };
        let signed_in = routes::routes().iter().any(|route| {
            route.kind == Kind::Api
                && route.path == path
                && route.method.as_str() == method
                && route.access == Access::SignedIn
        });
        operation.security = Some(if signed_in {
            vec![SecurityRequirement::new(BEARER, Vec::<String>::new())]
        } else {
            Vec::new()
        });
        let problem = ContentBuilder::new()
            .schema(Some(RefOr::Ref(Ref::from_schema_name(ProblemBody::name()))))
            .build();
        // A status that an operation names for itself is a problem too.
        for (status, response) in &mut operation.responses.responses {
            if let RefOr::T(response) = response
                && status.starts_with('4')
            {
                response
                    .content
                    .insert(PROBLEM_JSON.to_owned(), problem.clone().into());
            }
        }
        operation.responses.responses.insert(
            "default".to_owned(),
            ResponseBuilder::new()
                .description("ほかの状態。code で種類を見分けます。")
                .content(PROBLEM_JSON, problem)
                .build()
                .into(),
        );
        let of = |example: &&Example| operation.operation_id.as_deref() == Some(example.operation);
        if let Some(example) = examples.iter().find(of) {
            exemplify(operation, example);
        }
    }
}

fn exemplify(operation: &mut Operation, example: &Example) {
    if let (Some(RefOr::T(body)), Some(request)) = (&mut operation.request_body, &example.request) {
        show(&mut body.content, request);
    }
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && status.starts_with('2')
        {
            show(&mut response.content, &example.answer);
        }
    }
}

fn show<'a>(
    contents: impl IntoIterator<Item = (&'a String, &'a mut RefOr<Content>)>,
    example: &Value,
) {
    for (_, content) in contents {
        if let RefOr::T(content) = content {
            content.example = Some(example.clone());
        }
    }
}
