//! Which encoding a file is in, and its cells as text.

use super::file_fault::FileFault;
use encoding_rs::SHIFT_JIS;
use std::borrow::Cow;

/// The encoding that a file was found to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, as Excel saves 「CSV UTF-8」.
    Utf8WithMark,
    /// CP932 (Windows-31J), as Excel saves 「CSV」 in Japan.
    Cp932,
}

impl Encoding {
    /// The stable name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf8WithMark => "utf8_bom",
            Self::Cp932 => "cp932",
        }
    }

    /// The name people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8WithMark => "UTF-8（BOM付き）",
            Self::Cp932 => "Shift_JIS（CP932）",
        }
    }

    /// The encoding of a file and its bytes without the byte order mark.
    ///
    /// A file that is not UTF-8 as a whole is still UTF-8 when its header is, beyond ASCII: Japanese
    /// headers in CP932 are never valid UTF-8, and one broken byte must not turn the rest of a
    /// UTF-8 file into other characters.
    pub(crate) fn detect(bytes: &[u8]) -> Result<(Self, &[u8]), FileFault> {
        if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
            return Ok((Self::Utf8WithMark, rest));
        }
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            return Err(FileFault::Utf16);
        }
        let header = bytes
            .split(|byte| matches!(byte, b'\n' | b'\r'))
            .next()
            .unwrap_or_default();
        if let Some(place) = header.iter().position(|byte| *byte == 0) {
            // ASCII in UTF-16 has a zero in every other byte from the first or second on.
            let wide = place < 2 && header.iter().skip(place).step_by(2).all(|byte| *byte == 0);
            return Err(if wide {
                FileFault::Utf16
            } else {
                FileFault::NotText
            });
        }
        let utf8 = std::str::from_utf8(bytes).is_ok()
            || (!header.is_ascii() && std::str::from_utf8(header).is_ok());
        Ok((if utf8 { Self::Utf8 } else { Self::Cp932 }, bytes))
    }

    /// The text of a cell; none when its bytes are not of the encoding.
    pub(crate) fn text<'a>(self, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
        match self {
            Self::Utf8 | Self::Utf8WithMark => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            // encoding_rs lets the lone byte 0x80 through as a control character; Windows does not
            // assign it either.
            Self::Cp932 => SHIFT_JIS
                .decode_without_bom_handling_and_without_replacement(bytes)
                .filter(|text| !text.contains('\u{80}')),
        }
    }
}

/// Whether a character is one that only the sender's machine can show (外字).
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let cp932 = SHIFT_JIS.encode("登録番号,氏\r\n1,海風").0.into_owned();
        for (bytes, expected) in [
            (b"\xEF\xBB\xBFa,b".to_vec(), Ok(Encoding::Utf8WithMark)),
            ("登録番号\n1".as_bytes().to_vec(), Ok(Encoding::Utf8)),
            (b"roster_key\n1".to_vec(), Ok(Encoding::Utf8)),
            (cp932, Ok(Encoding::Cp932)),
            (
                [b"\xE6\xB0\x8F,a\n".as_slice(), b"\xFF\xFF"].concat(),
                Ok(Encoding::Utf8),
            ),
            (b"\xFF\xFEa\0".to_vec(), Err(FileFault::Utf16)),
            (b"\xFE\xFF\0a".to_vec(), Err(FileFault::Utf16)),
            (b"a\0b\0".to_vec(), Err(FileFault::Utf16)),
            (b"\0a\0b".to_vec(), Err(FileFault::Utf16)),
            (b"PK\x03\x04\0\0\0abc".to_vec(), Err(FileFault::NotText)),
        ] {
            assert_eq!(
                Encoding::detect(&bytes).map(|(encoding, _)| encoding),
                expected
            );
        }
    }

    #[test]
    fn windows_letters_are_read_and_broken_bytes_are_not() {
        // NEC and IBM extensions that plain Shift_JIS lacks: ①, 髙, 﨑.
        for (bytes, text) in [
            (b"\x87\x40".as_slice(), "①"),
            (b"\xFB\xFC", "髙"),
            (b"\xFA\xB1", "﨑"),
        ] {
            assert_eq!(Encoding::Cp932.text(bytes).as_deref(), Some(text));
        }
        for bytes in [b"\x81".as_slice(), b"\xFD", b"\x80", b"\x82,"] {
            assert_eq!(Encoding::Cp932.text(bytes), None, "{bytes:?}");
        }
    }
}
