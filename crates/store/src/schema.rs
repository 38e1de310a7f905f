//! The tables as diesel sees them; the migrations are what makes them.

diesel::table! {
    use crate::sql::types::*;
    organizations (id) {
        id -> Uid,
        kind -> Text,
        name -> Text,
        wishes_sentence -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::sql::types::*;
    jurisdictions (organization_id, municipality) {
        organization_id -> Uid,
        municipality -> Text,
        position -> Integer,
    }
}

diesel::table! {
    use crate::sql::types::*;
    accounts (id) {
        id -> Uid,
        organization_id -> Uid,
        role -> Text,
        login -> Text,
        name -> Text,
        generation -> Integer,
        active -> Bool,
        resident_id -> Nullable<Uid>,
        password_hash -> Text,
        totp_secret_sealed -> Binary,
        totp_step -> BigInt,
    }
}

diesel::table! {
    use crate::sql::types::*;
    ended_sessions (session_id) {
        session_id -> Uid,
        keep_until -> Instant,
    }
}

diesel::table! {
    use crate::sql::types::*;
    sign_in_failures (id) {
        id -> BigInt,
        key -> Text,
        at -> Instant,
    }
}

diesel::table! {
    use crate::sql::types::*;
    installation (id) {
        id -> Integer,
        master_key_check -> Binary,
        drill -> Bool,
    }
}

diesel::table! {
    use crate::sql::types::*;
    residents (id) {
        id -> Uid,
        municipality -> Text,
        card -> Text,
        roster_key -> Nullable<Text>,
        protected_address -> Bool,
        registration -> Text,
        registration_ended_on -> Nullable<Text>,
        version -> BigInt,
        registered_at -> Instant,
        key_version -> Integer,
    }
}

diesel::table! {
    use crate::sql::types::*;
    facts (id) {
        id -> Uid,
        resident_id -> Uid,
        kind -> Text,
        category -> Text,
        code -> Nullable<Text>,
        confirmed_none -> Bool,
        schema_version -> Integer,
        body -> Doc,
        provenance -> Doc,
        entered_at -> Instant,
        superseded_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::sql::types::*;
    summary_sections (resident_id, category) {
        resident_id -> Uid,
        category -> Text,
        body -> Doc,
    }
}

diesel::table! {
    use crate::sql::types::*;
    search_sketches (resident_id, version) {
        resident_id -> Uid,
        version -> Integer,
        body -> Doc,
        key_count -> Integer,
    }
}

diesel::table! {
    use crate::sql::types::*;
    search_keys (version, key, resident_id) {
        version -> Integer,
        key -> Text,
        resident_id -> Uid,
    }
}

diesel::table! {
    use crate::sql::types::*;
    applications (id) {
        id -> Uid,
        resident_id -> Uid,
        receipt -> Text,
        route -> Text,
        signed_on -> Text,
        received_by -> Uid,
        received_at -> Instant,
    }
}

diesel::table! {
    use crate::sql::types::*;
    consents (id) {
        id -> Uid,
        resident_id -> Uid,
        version -> Integer,
        collection -> Bool,
        evidence -> Doc,
        proxy -> Nullable<Doc>,
        until -> Nullable<Text>,
        granted_at -> Instant,
        granted_by -> Uid,
        state -> Text,
        ended_at -> Nullable<Instant>,
        rows -> Doc,
    }
}

diesel::table! {
    use crate::sql::types::*;
    identity_consents (resident_id, recipient, purpose) {
        resident_id -> Uid,
        recipient -> Text,
        purpose -> Text,
        until -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::sql::types::*;
    incidents (id) {
        id -> Uid,
        organization_id -> Uid,
        basis -> Doc,
        origin -> Text,
        called_at -> Instant,
        place -> Nullable<Text>,
        opened_by -> Uid,
        opened_at -> Instant,
        search -> Nullable<Doc>,
        closed_at -> Nullable<Instant>,
        closed_by -> Nullable<Uid>,
        number -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::sql::types::*;
    lookups (id) {
        id -> Uid,
        incident_id -> Nullable<Uid>,
        account_id -> Uid,
        organization_id -> Uid,
        at -> Instant,
        criteria_kinds -> Doc,
        candidates -> Integer,
        total -> Integer,
        refusal -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::sql::types::*;
    search_events (id) {
        id -> Uid,
        kind -> Text,
        subject_id -> Uid,
        window_start -> Instant,
        organization_id -> Uid,
        account_id -> Nullable<Uid>,
        counted -> Integer,
        bound -> Integer,
        usual -> Nullable<Integer>,
        at -> Instant,
    }
}

diesel::table! {
    use crate::sql::types::*;
    search_event_reviews (event_id) {
        event_id -> Uid,
        reviewed_by -> Uid,
        at -> Instant,
        note -> Text,
    }
}

diesel::table! {
    use crate::sql::types::*;
    access_entries (seq) {
        seq -> BigInt,
        id -> Uid,
        at -> Instant,
        resident_id -> Nullable<Uid>,
        incident_id -> Nullable<Uid>,
        organization_id -> Uid,
        leaf_hash -> Binary,
    }
}

diesel::table! {
    use crate::sql::types::*;
    access_reviews (municipality, seq) {
        municipality -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    use crate::sql::types::*;
    access_bodies (entry_id) {
        entry_id -> Uid,
        body -> Binary,
        salt -> Binary,
    }
}

diesel::table! {
    use crate::sql::types::*;
    access_erasures (entry_id) {
        entry_id -> Uid,
        at -> Instant,
        reason -> Text,
    }
}

diesel::table! {
    use crate::sql::types::*;
    care_teams (resident_id, organization_id, joined_at) {
        resident_id -> Uid,
        organization_id -> Uid,
        joined_at -> Instant,
        joined_by -> Uid,
        left_at -> Nullable<Instant>,
        left_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::sql::types::*;
    idempotency_keys (account_id, key) {
        account_id -> Uid,
        key -> Text,
        request_hash -> Binary,
        result -> Uid,
        at -> Instant,
    }
}

diesel::table! {
    use crate::sql::types::*;
    imports (id) {
        id -> Uid,
        municipality -> Text,
        file_hash -> Binary,
        imported_by -> Uid,
        at -> Instant,
        new_rows -> Integer,
        changed_rows -> Integer,
        same_rows -> Integer,
        rejected_rows -> Integer,
    }
}

diesel::table! {
    use crate::sql::types::*;
    staged_imports (id) {
        id -> Uid,
        account_id -> Uid,
        sealed -> Binary,
        at -> Instant,
    }
}

diesel::table! {
    use crate::sql::types::*;
    restorations (id) {
        id -> Uid,
        restored_at -> Instant,
        backup_id -> Uid,
        taken_at -> Instant,
        entries -> BigInt,
        known_entries -> Nullable<BigInt>,
        evidence_at -> Nullable<Instant>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    access_bodies,
    access_entries,
    accounts,
    consents,
    ended_sessions,
    facts,
    imports,
    jurisdictions,
    residents,
    search_event_reviews,
    search_events,
    search_keys,
    search_sketches,
    summary_sections,
);
