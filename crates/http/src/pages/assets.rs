//! `/assets/{file}`: style, script and icon under names that change with their content.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY},
};

/// A year, and never asked for again: another content has another name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Serves a file of the pages; anyone may read it.
pub(crate) async fn show(req: HttpRequest) -> HttpResponse {
    let header = |name| {
        let header = req.headers().get(name)?;
        header.to_str().ok()
    };
    let takes_gzip = header(ACCEPT_ENCODING).is_some_and(takes_gzip);
    let Some(sent) = tasuki_ui::asset(req.path(), takes_gzip) else {
        return super::not_found(&req);
    };
    let known = header(IF_NONE_MATCH)
        .is_some_and(|header| header.split(',').any(|each| each.trim() == sent.etag));
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((CACHE_CONTROL, FOR_EVER))
        .insert_header((VARY, "accept-encoding"))
        .insert_header((ETAG, sent.etag));
    if known {
        return answer.finish();
    }
    if sent.packed {
        answer.insert_header((CONTENT_ENCODING, "gzip"));
    }
    answer.content_type(sent.content_type).body(sent.bytes)
}

/// Whether an `Accept-Encoding` names gzip and does not weigh it with nothing.
fn takes_gzip(header: &str) -> bool {
    header.split(',').any(|each| {
        let mut parts = each.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        named && weight.is_none_or(|weight| weight.parse().is_ok_and(|weight: f32| weight > 0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_who_takes_it() {
        for (header, expected) in [
            ("gzip", true),
            ("gzip, deflate, br, zstd", true),
            ("br;q=1.0, GZIP;q=0.5", true),
            ("gzip;q=0", false),
            ("br", false),
            ("", false),
            ("x-gzip2", false),
        ] {
            assert_eq!(takes_gzip(header), expected, "{header}");
        }
    }

    #[actix_web::test]
    async fn the_style_is_packed_for_who_takes_it_and_each_form_has_its_tag() {
        use actix_web::{
            App,
            http::StatusCode,
            test::{TestRequest, call_service, init_service, read_body},
            web,
        };
        let app = App::new().route("/assets/{file}", web::get().to(show));
        let app = init_service(app).await;
        let asks = |headers: &[(&'static str, &str)]| {
            let mut request = TestRequest::get().uri(tasuki_ui::asset::style_path());
            for (name, value) in headers {
                request = request.insert_header((*name, *value));
            }
            request.to_request()
        };
        let plain = call_service(&app, asks(&[])).await;
        let packed = call_service(&app, asks(&[("accept-encoding", "gzip, br")])).await;
        assert!(!plain.headers().contains_key(CONTENT_ENCODING));
        assert_eq!(packed.headers().get(CONTENT_ENCODING).unwrap(), "gzip");
        for answer in [&plain, &packed] {
            assert_eq!(answer.headers().get(VARY).unwrap(), "accept-encoding");
        }
        let tag = packed.headers().get(ETAG).unwrap().clone();
        assert_ne!(plain.headers().get(ETAG), Some(&tag));
        let known = [
            ("accept-encoding", "gzip"),
            ("if-none-match", tag.to_str().unwrap()),
        ];
        let again = call_service(&app, asks(&known)).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let (plain, packed) = (read_body(plain).await, read_body(packed).await);
        assert!(packed.len() * 2 < plain.len());
    }
}
