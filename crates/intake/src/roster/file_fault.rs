//! Why a whole file cannot be read.

use super::limit;

/// Why nothing of a file can be read. `Display` is for logs; [`FileFault::problem`] and
/// [`FileFault::expected`] are for the person who sent it. No cell of the file is in any of them,
/// except the names of unknown columns of what otherwise is a header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It has a header and no line below it.
    #[error("the file has no line below its header")]
    NoLines,
    /// Too many bytes.
    #[error("the file is larger than {} bytes", limit::BYTES)]
    TooLarge,
    /// Too many lines.
    #[error("the file has more than {} lines", limit::LINES)]
    TooManyLines,
    /// Saved as "Unicode text".
    #[error("the file is UTF-16")]
    Utf16,
    /// A workbook, an archive or another binary file.
    #[error("the file is not text")]
    NotText,
    /// The header line has a quote that does not close, or bytes of another encoding.
    #[error("the header line cannot be read")]
    HeaderBroken,
    /// No cell of the first line is the name of a column.
    #[error("the first line is not a header")]
    HeaderMissing,
    /// The header lacks columns, repeats them or has others.
    #[error("the header has other columns than the roster")]
    Columns {
        /// Required columns that are not there.
        missing: Vec<&'static str>,
        /// Columns that are there more than once.
        repeated: Vec<&'static str>,
        /// Names that no column has, shortened.
        unknown: Vec<String>,
        /// Places, from 1, of columns without a name.
        unnamed: Vec<usize>,
    },
}

impl FileFault {
    /// Stable, snake_case, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::NoLines => "file_no_lines",
            Self::TooLarge => "file_too_large",
            Self::TooManyLines => "file_too_many_lines",
            Self::Utf16 => "file_utf16",
            Self::NotText => "file_not_text",
            Self::HeaderBroken => "file_header_broken",
            Self::HeaderMissing => "file_header_missing",
            Self::Columns { .. } => "file_columns",
        }
    }

    /// What is wrong, in Japanese.
    pub fn problem(&self) -> String {
        match self {
            Self::Empty => "ファイルが空です".to_owned(),
            Self::NoLines => "見出しの下に1行もありません".to_owned(),
            Self::TooLarge => format!(
                "ファイルが大きすぎます（{}MBまで）",
                limit::BYTES / (1024 * 1024)
            ),
            Self::TooManyLines => format!("行が多すぎます（{}行まで）", limit::LINES),
            Self::Utf16 => "文字コードがUTF-16です".to_owned(),
            Self::NotText => "CSVのテキストではありません（Excelブックなど）".to_owned(),
            Self::HeaderBroken => {
                "1行目の見出しを読み取れません（引用符か文字コードの誤り）".to_owned()
            }
            Self::HeaderMissing => "1行目が見出しではありません".to_owned(),
            Self::Columns {
                missing,
                repeated,
                unknown,
                unnamed,
            } => {
                let places = unnamed.iter().map(|place| format!("{place}列目"));
                [
                    naming("必要な列がありません", missing),
                    naming("同じ列が2つ以上あります", repeated),
                    naming("名簿にない列があります", unknown),
                    naming("見出しのない列があります", &places.collect::<Vec<_>>()),
                ]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("。")
            }
        }
    }

    /// What would be right, in Japanese.
    pub const fn expected(&self) -> &'static str {
        match self {
            Self::Empty | Self::NoLines => "1行目に見出し、2行目から1人1行で書いてください",
            Self::TooLarge | Self::TooManyLines => "ファイルを分けて取り込んでください",
            Self::Utf16 | Self::NotText => {
                "Excelで「名前を付けて保存」から「CSV UTF-8（コンマ区切り）」を選んで保存してください"
            }
            Self::HeaderBroken | Self::HeaderMissing => "1行目をひな形の見出しと同じにしてください",
            Self::Columns { .. } => {
                "1行目をひな形の見出しにそろえてください（列の順番は自由です。使わない列は消してかまいません）"
            }
        }
    }
}

fn naming<S: AsRef<str>>(problem: &str, names: &[S]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    (!names.is_empty()).then(|| format!("{problem}: {}", names.join("、")))
}
