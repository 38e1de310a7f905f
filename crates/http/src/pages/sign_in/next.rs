//! Where to go after signing in: a page of ours and nowhere else.

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
    fn the_path_carries_the_way_back() {
        assert_eq!(path_with(None, ""), "/sign-in");
        assert_eq!(path_with(None, "out"), "/sign-in?notice=out");
        assert_eq!(
            path_with(Some("/a?b=c&d"), "over"),
            "/sign-in?notice=over&next=%2Fa%3Fb%3Dc%26d"
        );
    }
}
