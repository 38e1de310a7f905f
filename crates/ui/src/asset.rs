//! Style, script and icon, compiled in; their names carry a hash of their content, so that they may
//! be cached for ever.

use std::sync::LazyLock;

const STYLE: &[u8] = concat!(
    include_str!("../assets/base.css"),
    include_str!("../assets/pages.css")
)
.as_bytes();
const SCRIPT: &[u8] = include_bytes!("../assets/app.js");
const ICON: &[u8] = include_bytes!("../assets/icon.svg");

struct Asset {
    path: String,
    content_type: &'static str,
    bytes: &'static [u8],
    etag: String,
}

static STYLE_ASSET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("app", "css", "text/css; charset=utf-8", STYLE));
static SCRIPT_ASSET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("app", "js", "text/javascript; charset=utf-8", SCRIPT));
static ICON_ASSET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon", "svg", "image/svg+xml", ICON));

impl Asset {
    fn new(name: &str, extension: &str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        let hash = fnv1a(bytes);
        Self {
            path: format!("/assets/{name}.{hash:016x}.{extension}"),
            content_type,
            bytes,
            etag: format!("\"{hash:016x}\""),
        }
    }
}

/// FNV-1a, 64 bits: it tells versions of our own files apart, nothing more.
const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut rest = bytes;
    while let [byte, tail @ ..] = rest {
        hash = (hash ^ *byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
        rest = tail;
    }
    hash
}

/// The content type, bytes and ETag of `/assets/…`; none when there is no such file or version.
pub fn asset(path: &str) -> Option<(&'static str, &'static [u8], &'static str)> {
    let all: [&'static Asset; 3] = [&STYLE_ASSET, &SCRIPT_ASSET, &ICON_ASSET];
    all.into_iter()
        .find(|asset| asset.path == path)
        .map(|asset| (asset.content_type, asset.bytes, asset.etag.as_str()))
}

/// The path of the style sheet.
pub fn style_path() -> &'static str {
    &STYLE_ASSET.path
}

/// The path of the script.
pub fn script_path() -> &'static str {
    &SCRIPT_ASSET.path
}

/// The path of the icon.
pub fn icon_path() -> &'static str {
    &ICON_ASSET.path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_served_and_others_are_not() {
        for path in [style_path(), script_path(), icon_path()] {
            let (content_type, bytes, etag) = asset(path).expect("served");
            assert!(!content_type.is_empty() && !bytes.is_empty());
            assert!(etag.starts_with('"') && path.contains(etag.trim_matches('"')));
        }
        assert!(asset("/assets/app.css").is_none());
        assert!(asset("/assets/../Cargo.toml").is_none());
    }

    #[test]
    fn the_hash_is_fnv1a() {
        // The published test values of FNV-1a 64.
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn budgets_hold_even_before_compression() {
        assert!(STYLE.len() < 48 * 1024, "style {}", STYLE.len());
        assert!(SCRIPT.len() < 12 * 1024, "script {}", SCRIPT.len());
    }
}
