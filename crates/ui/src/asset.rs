//! Style, script and icon, compiled in; their names carry a hash of their content, so that they may
//! be cached for ever.

use flate2::{Compression, write::GzEncoder};
use std::{io::Write as _, sync::LazyLock};

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
    packed: Vec<u8>,
    etag: String,
    packed_etag: String,
}

/// A file as it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Its content type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The tag of these bytes; packed, it is another one.
    pub etag: &'static str,
    /// Whether the bytes are gzip.
    pub packed: bool,
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
            packed: packed(bytes),
            etag: format!("\"{hash:016x}\""),
            packed_etag: format!("\"{hash:016x}-gzip\""),
        }
    }
}

/// The bytes as gzip. Nothing secret is among them and nothing that a request says, so packing tells
/// nobody anything; pages, which hold both, go as they are.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail; packed to nothing, the file is sent as it is.
    let written = encoder.write_all(bytes);
    let packed = encoder.finish().unwrap_or_default();
    written.map_or_else(|_| Vec::new(), |()| packed)
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

/// The file at `/assets/…`, packed if whoever asks takes that; none when there is no such file or
/// version.
pub fn asset(path: &str, takes_gzip: bool) -> Option<Sent> {
    let all: [&'static Asset; 3] = [&STYLE_ASSET, &SCRIPT_ASSET, &ICON_ASSET];
    let asset = all.into_iter().find(|asset| asset.path == path)?;
    let packed = takes_gzip && !asset.packed.is_empty();
    let (bytes, etag) = if packed {
        (asset.packed.as_slice(), asset.packed_etag.as_str())
    } else {
        (asset.bytes, asset.etag.as_str())
    };
    Some(Sent {
        content_type: asset.content_type,
        bytes,
        etag,
        packed,
    })
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
    use std::io::Read as _;

    #[test]
    fn every_path_is_served_and_others_are_not() {
        for path in [style_path(), script_path(), icon_path()] {
            let plain = asset(path, false).expect("served");
            assert!(!plain.content_type.is_empty() && !plain.bytes.is_empty());
            let etag = plain.etag;
            assert!(etag.starts_with('"') && path.contains(etag.trim_matches('"')));
            let packed = asset(path, true).expect("served");
            assert!(packed.packed && !plain.packed && packed.etag != etag);
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(packed.bytes)
                .read_to_end(&mut unpacked)
                .unwrap();
            assert_eq!(unpacked, plain.bytes);
        }
        assert!(asset("/assets/app.css", true).is_none());
        assert!(asset("/assets/../Cargo.toml", true).is_none());
    }

    #[test]
    fn the_hash_is_fnv1a() {
        // The published test values of FNV-1a 64.
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn budgets_hold_before_and_after_packing() {
        assert!(STYLE.len() < 48 * 1024, "style {}", STYLE.len());
        assert!(SCRIPT.len() < 12 * 1024, "script {}", SCRIPT.len());
        let style = asset(style_path(), true).unwrap().bytes.len();
        let script = asset(script_path(), true).unwrap().bytes.len();
        assert!(style < 10 * 1024, "style {style}");
        assert!(script < 5 * 1024, "script {script}");
    }
}
