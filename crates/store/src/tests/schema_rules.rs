//! The schema's own rules, and that both databases have the same one.

use super::{database::Database, fixtures::found_city, on_both};
use crate::{DatabaseUrl, Options, connection, migrate};
use diesel::{RunQueryDsl as _, sql_types::Text};
use std::collections::{BTreeMap, BTreeSet};

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(database: &Database, sqlite: &str, postgres: &str) -> BTreeSet<String> {
    let sql = if database.is_sqlite() {
        sqlite
    } else {
        postgres
    };
    let lines: Vec<Line> = diesel::sql_query(sql).load(&mut database.shell()).unwrap();
    lines.into_iter().map(|line| line.line).collect()
}

const SQLITE_TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' \
     AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'";

/// `table.column null|not null`.
pub(super) fn columns(database: &Database) -> BTreeSet<String> {
    lines(
        database,
        &format!(
            "SELECT t.name || '.' || c.name || iif(c.\"notnull\", ' not null', ' null') AS line \
             FROM ({SQLITE_TABLES}) t JOIN pragma_table_info(t.name) c"
        ),
        "SELECT table_name || '.' || column_name || \
             CASE is_nullable WHEN 'NO' THEN ' not null' ELSE ' null' END AS line \
         FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'",
    )
}

/// `table: columns` of primary keys.
fn primary_keys(database: &Database) -> BTreeSet<String> {
    lines(
        database,
        &format!(
            "SELECT t.name || ': ' || (SELECT group_concat(name, ',') FROM \
             (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)) AS line \
             FROM ({SQLITE_TABLES}) t WHERE line IS NOT NULL"
        ),
        "SELECT conrelid::regclass || ': ' || (SELECT string_agg(attname, ',' ORDER BY place) \
             FROM unnest(conkey) WITH ORDINALITY AS k (number, place) \
             JOIN pg_attribute ON attrelid = conrelid AND attnum = number) AS line \
         FROM pg_constraint WHERE contype = 'p' AND connamespace = 'public'::regnamespace \
         AND conrelid::regclass::text NOT LIKE '\\_\\_%'",
    )
}

/// `table.column -> table` of references; every one has one column.
fn references(database: &Database) -> BTreeSet<String> {
    lines(
        database,
        &format!(
            "SELECT t.name || '.' || f.\"from\" || ' -> ' || f.\"table\" AS line \
             FROM ({SQLITE_TABLES}) t JOIN pragma_foreign_key_list(t.name) f"
        ),
        "SELECT conrelid::regclass || '.' || attname || ' -> ' || confrelid::regclass AS line \
         FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey) \
         WHERE contype = 'f'",
    )
}

/// `table.column` that an index begins with.
fn indexed(database: &Database) -> BTreeSet<String> {
    lines(
        database,
        &format!(
            "SELECT t.name || '.' || c.name AS line FROM ({SQLITE_TABLES}) t \
             JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c \
             WHERE c.seqno = 0 AND NOT i.partial"
        ),
        "SELECT indrelid::regclass || '.' || attname AS line FROM pg_index \
         JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0] \
         WHERE indpred IS NULL AND indrelid::regclass::text NOT LIKE 'pg\\_%'",
    )
}

/// `table name` of indexes with a name of their own.
#[cfg(feature = "postgres")]
fn index_names(database: &Database) -> BTreeSet<String> {
    lines(
        database,
        "SELECT tbl_name || ' ' || name AS line FROM sqlite_master \
         WHERE type = 'index' AND name NOT LIKE 'sqlite_%'",
        "SELECT tablename || ' ' || indexname AS line FROM pg_indexes \
         WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%' \
         AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)",
    )
}

on_both! {
    fn every_table_has_a_primary_key(database) {
        let table = |line: &String| line.split(['.', ':']).next().unwrap_or_default().to_owned();
        let tables: BTreeSet<String> = columns(database).iter().map(table).collect();
        let with_key: BTreeSet<String> = primary_keys(database).iter().map(table).collect();
        assert!(tables.len() > 20);
        assert_eq!(tables, with_key);
    }

    fn every_reference_is_indexed(database) {
        let indexed = indexed(database);
        let references = references(database);
        assert!(references.len() > 20);
        for reference in references {
            let column = reference.split(' ').next().unwrap();
            assert!(indexed.contains(column), "{reference}");
        }
    }

    fn migrations_go_down_and_up_again(database) {
        found_city(&database.store);
        let before = columns(database);
        migrate::revert(&database.url).unwrap();
        assert!(columns(database).is_empty());
        migrate::migrate(&database.url).unwrap();
        assert_eq!(columns(database), before);
    }
}

#[test]
fn both_databases_have_migrations_of_the_same_names() {
    let names = |database| -> BTreeMap<String, BTreeSet<String>> {
        let folder = format!("{}/../../migrations/{database}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let files = std::fs::read_dir(&path).unwrap();
                let name = |path: std::path::PathBuf| {
                    path.file_name().unwrap().to_str().unwrap().to_owned()
                };
                let files = files.map(|file| name(file.unwrap().path())).collect();
                (name(path), files)
            })
            .collect()
    };
    let sqlite = names("sqlite");
    assert!(!sqlite.is_empty());
    for files in sqlite.values() {
        assert!(files.contains("up.sql") && files.contains("down.sql"));
    }
    assert_eq!(sqlite, names("postgres"));
}

#[cfg(feature = "postgres")]
#[test]
fn both_databases_have_the_same_schema() {
    let Some(postgres) = Database::postgres() else {
        return;
    };
    let sqlite = Database::sqlite();
    assert_eq!(columns(&sqlite), columns(&postgres));
    assert_eq!(primary_keys(&sqlite), primary_keys(&postgres));
    assert_eq!(references(&sqlite), references(&postgres));
    assert_eq!(index_names(&sqlite), index_names(&postgres));
}

/// Text is ordered and compared by code point on both databases, whatever the server's default.
#[cfg(feature = "postgres")]
#[test]
fn every_text_of_postgres_is_in_collation_c() {
    let Some(postgres) = Database::postgres() else {
        return;
    };
    let others = lines(
        &postgres,
        "",
        "SELECT table_name || '.' || column_name AS line FROM information_schema.columns \
         WHERE table_schema = 'public' AND data_type = 'text' \
         AND collation_name IS DISTINCT FROM 'C' AND table_name NOT LIKE '\\_\\_%'",
    );
    assert_eq!(others, BTreeSet::new());
}

/// The tables that diesel was told of are those that are there: each can be read whole.
#[test]
fn the_code_knows_the_columns_as_they_are() {
    let database = Database::sqlite();
    let DatabaseUrl::Sqlite(_) = &database.url else {
        return;
    };
    let mut shell = connection::open(
        &database.url,
        connection::Purpose::Reading,
        &Options::default(),
    )
    .unwrap();
    let told = include_str!("../schema.rs");
    let mut columns_told = BTreeSet::new();
    let mut table = "";
    for line in told.lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            table = name;
        } else if let Some((name, kind)) = line.split_once(" -> ") {
            let null = if kind.starts_with("Nullable") {
                "null"
            } else {
                "not null"
            };
            columns_told.insert(format!("{table}.{name} {null}"));
        }
    }
    assert_eq!(columns_told, columns(&database));
    migrate::check(&mut shell).unwrap();
}
