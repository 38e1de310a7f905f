//! Where to go after signing in: a page of ours and nowhere else.

use actix_web::http::Method;

/// Characters of a path at most.
const LONGEST: usize = 500;

/// The path if it leads to a page of ours: from the root, without another host, without controls.
pub(crate) fn local(path: &str) -> Option<&str> {
    let local = path.len() <= LONGEST
        && path.starts_with('/')
        && !path.starts_with("//")
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    // Signing in again after signing in would be a circle.
    (local && !path.starts_with("/sign-")).then_some(path)
}

/// The page to come back to after signing in: the one that was asked for, or the one that has the
/// form that was sent. What was sent is not sent again: it may be another person who signs in.
pub(crate) fn way_back(method: &Method, page: &str) -> Option<String> {
    if *method == Method::GET {
        // The first page is where signing in leads by itself.
        return local(page).filter(|page| *page != "/").map(str::to_owned);
    }
    let path = page.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let page = match segments.as_slice() {
        ["search"]
        | ["officer", "residents" | "import" | "search"]
        | ["consents", _, "withdraw"] => path.to_owned(),
        ["incidents", id, "close"] => format!("/incidents/{id}/search"),
        ["officer", "residents", id, "consents"] => format!("/officer/residents/{id}"),
        ["officer", "import", _, "commit"] => "/officer/import".to_owned(),
        ["search-events", _, "review"] => "/search-events".to_owned(),
        _ => return None,
    };
    local(&page).map(str::to_owned)
}

/// The sign-in page's path with where to go on to and why it is shown.
pub(crate) fn path_with(next: Option<&str>, notice: &str) -> String {
    let notice = (!notice.is_empty()).then(|| format!("notice={notice}"));
    let next = next.map(|next| format!("next={}", encoded(next)));
    let query: Vec<String> = [notice, next].into_iter().flatten().collect();
    if query.is_empty() {
        "/sign-in".to_owned()
    } else {
        format!("/sign-in?{}", query.join("&"))
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_gone_to() {
        for path in ["/", "/search", "/residents/0193/summary?incident_id=0193"] {
            assert_eq!(local(path), Some(path));
        }
        for path in [
            "",
            "search",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "/ a",
            "/山田",
            "/sign-in",
            "/sign-out",
        ] {
            assert_eq!(local(path), None, "{path}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(500))), None);
    }

    #[test]
    fn the_way_back_is_the_page_or_the_one_with_the_form() {
        for (page, expected) in [
            ("/search", Some("/search")),
            ("/", None),
            ("//evil.example/", None),
            (
                "/residents/1/summary?incident_id=2&a=b",
                Some("/residents/1/summary?incident_id=2&a=b"),
            ),
        ] {
            assert_eq!(way_back(&Method::GET, page).as_deref(), expected);
        }
        assert_eq!(way_back(&Method::POST, "/sign-out"), None);
        assert_eq!(
            way_back(&Method::POST, "/incidents/7/close").as_deref(),
            Some("/incidents/7/search")
        );
    }

    #[test]
    fn every_form_of_somebody_signed_in_has_a_page_to_come_back_to() {
        for route in crate::routes() {
            let form = route.kind == crate::Kind::Page
                && route.method == Method::POST
                && route.access == crate::Access::SignedIn;
            if !form || route.path == "/sign-out" {
                continue;
            }
            let back = way_back(&Method::POST, &route.path.replace("{id}", "7"))
                .unwrap_or_else(|| panic!("{} leads nowhere", route.path));
            let methods = crate::routes::methods_of(&back);
            assert!(methods.contains(&"GET"), "{} → {back}", route.path);
        }
    }

    #[test]
    fn the_path_carries_the_way_back() {
        assert_eq!(path_with(None, ""), "/sign-in");
        assert_eq!(path_with(None, "out"), "/sign-in?notice=out");
        assert_eq!(
            path_with(Some("/a?b=c&d"), "over"),
            "/sign-in?notice=over&next=%2Fa%3Fb%3Dc%26d"
        );
    }
}
