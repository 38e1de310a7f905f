//! The one table of problems: code, status, sentence.

use actix_web::http::StatusCode;

macro_rules! codes {
    ($($variant:ident, $code:literal, $status:ident, $title:literal;)+) => {
        /// What went wrong, by a name that stays the same for programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code { $(#[doc = $title] $variant,)+ }

        impl Code {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The status of the answer.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)+ }
            }

            /// The sentence for people.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

codes! {
    MalformedJson, "malformed_json", BAD_REQUEST, "JSONとして読めません。";
    MalformedBody, "malformed_body", BAD_REQUEST, "本文を読み取れません。";
    NotUtf8, "not_utf8", BAD_REQUEST, "本文の文字コードがUTF-8ではありません。";
    MalformedQuery, "malformed_query", BAD_REQUEST, "URLの ? より後ろを読めません。";
    Unauthenticated, "unauthenticated", UNAUTHORIZED, "サインインが必要です。";
    SignedOut, "signed_out", UNAUTHORIZED, "サインインの有効期間が終わっています。";
    SignInFailed, "sign_in_failed", UNAUTHORIZED, "ログイン名・パスワード・確認コードのどれかが違います。";
    Forbidden, "forbidden", FORBIDDEN, "この職種ではできない操作です。";
    NotFound, "not_found", NOT_FOUND, "見つかりません。";
    NoSuchPath, "no_such_path", NOT_FOUND, "このURLには何もありません。";
    MethodNotAllowed, "method_not_allowed", METHOD_NOT_ALLOWED, "このURLではそのメソッドを使えません。";
    TooSlow, "too_slow", REQUEST_TIMEOUT, "本文が時間内に届きませんでした。";
    Conflict, "conflict", CONFLICT, "いまの状態ではできません。";
    IncidentOver, "incident_over", CONFLICT, "この事案は終わっています。";
    IncidentClosed, "incident_closed", CONFLICT, "この事案は終わっています。";
    ConsentSuperseded, "consent_superseded", CONFLICT, "この同意は新しい同意に置き換わっています。";
    ConsentIsOlder, "consent_is_older", CONFLICT, "この書面より新しい同意が効力をもっています。";
    ReplacesNotCurrent, "replaces_not_current", CONFLICT, "置き換える記録が現在のものではありません。";
    CollectionNotConsented, "collection_not_consented", CONFLICT, "本人が情報の収集に同意していません。";
    CategoryNotShown, "category_not_shown", CONFLICT, "内容が表示されない区分の記録は退けられません。";
    RecordedByAnother, "recorded_by_another", CONFLICT, "ほかの機関が記録した内容があります。";
    SearchEventReviewed, "search_event_reviewed", CONFLICT, "この知らせは確認が済んでいます。";
    RosterKeyTaken, "roster_key_taken", CONFLICT, "この登録番号は登録済みです。";
    PossibleDuplicate, "possible_duplicate", CONFLICT, "同じフリガナと生年月日の方が登録されています。";
    IdempotencyKeyReused, "idempotency_key_reused", CONFLICT, "この Idempotency-Key は別の内容で使われています。";
    Stale, "stale", PRECONDITION_FAILED, "読んだ後に記録が変わっています。";
    TooLarge, "too_large", PAYLOAD_TOO_LARGE, "本文が大きすぎます。";
    UnsupportedMediaType, "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE, "この Content-Type は受け取れません。";
    Invalid, "invalid", UNPROCESSABLE_ENTITY, "入力に誤りがあります。";
    BirthDateAmbiguous, "birth_date_ambiguous", UNPROCESSABLE_ENTITY, "生年月日が何通りにも読めます。";
    CriteriaTooFew, "criteria_too_few", UNPROCESSABLE_ENTITY, "検索の条件が足りません。";
    CalledAtInFuture, "called_at_in_future", UNPROCESSABLE_ENTITY, "覚知の時刻が未来です。";
    CalledAtLongAgo, "called_at_long_ago", UNPROCESSABLE_ENTITY, "覚知の時刻が1日より前です。";
    ConsentWithoutRows, "consent_without_rows", UNPROCESSABLE_ENTITY, "同意する範囲がひとつもありません。";
    ProxyMissing, "proxy_missing", UNPROCESSABLE_ENTITY, "代理署名なのに代理人がありません。";
    ProxyUnexpected, "proxy_unexpected", UNPROCESSABLE_ENTITY, "代理人がありますが、代理署名ではありません。";
    SignedInFuture, "signed_in_future", UNPROCESSABLE_ENTITY, "書面の日付が未来です。";
    UntilPassed, "until_passed", UNPROCESSABLE_ENTITY, "期限の日付が過ぎています。";
    AsOfInFuture, "as_of_in_future", UNPROCESSABLE_ENTITY, "いつの情報かの日付が未来です。";
    NoneNotRecordable, "none_not_recordable", UNPROCESSABLE_ENTITY, "この項目には「なし」を記録できません。";
    IdentityNotRetractable, "identity_not_retractable", UNPROCESSABLE_ENTITY, "基本情報は取り消せません。";
    ReplacesMissing, "replaces_missing", UNPROCESSABLE_ENTITY, "取り消す記録が指定されていません。";
    WishNeedsPhysician, "wish_needs_physician", UNPROCESSABLE_ENTITY, "医師が確認した意思の記録は医師だけが記録できます。";
    AddressProtected, "address_protected", UNPROCESSABLE_ENTITY, "住まいの分かる項目は保護されています。";
    UnreadableFile, "unreadable_file", UNPROCESSABLE_ENTITY, "ファイルを名簿として読めません。";
    IfMatchRequired, "if_match_required", PRECONDITION_REQUIRED, "If-Match に記録の版が必要です。";
    Throttled, "throttled", TOO_MANY_REQUESTS, "サインインの失敗が続いています。";
    TooManySearches, "too_many_searches", TOO_MANY_REQUESTS, "検索が続いたため、いったん止めています。";
    Internal, "internal", INTERNAL_SERVER_ERROR, "サーバーで予期しないことが起きました。";
    Busy, "busy", SERVICE_UNAVAILABLE, "いま混み合っています。";
    Unavailable, "unavailable", SERVICE_UNAVAILABLE, "いまデータベースを使えません。";
}

impl Code {
    /// The code of that name, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_a_status_a_sentence_and_its_own_name() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.code()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            let name = code.code();
            assert!(
                name.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                "{name}"
            );
            assert!(code.status().is_client_error() || code.status().is_server_error());
            assert!(code.title().ends_with('。'), "{name}");
            let findings =
                tasuki_ui::wording::findings(code.title(), tasuki_ui::wording::Context::Anything);
            assert!(findings.is_empty(), "{name}: {findings:?}");
            assert_eq!(Code::from_code(name), Some(*code));
        }
        assert_eq!(Code::from_code("no_such_code"), None);
    }
}
