//! Rules about the files themselves. Every rule is a function from files to complaints, and is shown a file that
//! breaks it before it is believed about the tree.

mod files;

use std::collections::BTreeSet;
use std::io;

use files::{File, holds};

const LONGEST: usize = 400;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "common", "helper", "helpers", "impl", "manager", "managers", "misc", "service", "services",
    "util", "utils",
];

const SOURCES: &[&str] = &[".rs", ".mjs", ".js", ".sh", ".sql", ".css", ".html"];

// Written in two pieces, so that this file keeps its own rules.
const UNFINISHED: &[&str] = &[
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("#[ig", "nore"),
    concat!("FIX", "ME"),
];

/// Folders that exist on one machine only.
const ONE_MACHINE: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/tmp/ba", "sh_jobs"),
];

/// Where packages come from is the setting of the machine that builds, often a mirror on a closed network.
const REGISTRY_HOSTS: &[&str] = &[
    concat!("static.crates", ".io"),
    concat!("index.crates", ".io"),
    concat!("registry.npmjs", ".org"),
    concat!("registry.yarnpkg", ".com"),
    concat!("py", "pi.org"),
    concat!("files.python", "hosted.org"),
    concat!("deb.deb", "ian.org"),
    concat!("security.deb", "ian.org"),
    concat!("proxy.gol", "ang.org"),
];

fn too_long(files: &[File]) -> Vec<String> {
    sources(files)
        .filter(|file| !file.path.ends_with("/schema.rs"))
        .filter(|file| !first_line(file).contains("@generated"))
        .filter(|file| file.text.lines().count() > LONGEST)
        .map(|file| format!("{}: more than {LONGEST} lines", file.path))
        .collect()
}

fn empty_names(files: &[File]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for file in files {
        let mut parts: Vec<&str> = file.path.split('/').collect();
        let name = parts.pop().unwrap_or_default();
        if is_source(file) {
            parts.extend(name.split('.').next());
        }
        for part in parts.iter().filter(|part| EMPTY_NAMES.contains(part)) {
            found.insert(format!(
                "{}: {part} says nothing; name what it is",
                file.path
            ));
        }
    }
    found.into_iter().collect()
}

fn unfinished(files: &[File]) -> Vec<String> {
    sources(files)
        .flat_map(|file| hits(file, UNFINISHED))
        .collect()
}

fn one_machine(files: &[File]) -> Vec<String> {
    files
        .iter()
        .flat_map(|file| {
            ONE_MACHINE.iter().filter_map(move |folder| {
                // The start of a path, not the middle of a URL or of a relative path.
                let starts_here = |at: usize| {
                    !file.text[..at].ends_with(|before: char| {
                        before.is_alphanumeric() || "._-~}*/)".contains(before)
                    })
                };
                file.text
                    .match_indices(folder)
                    .any(|(at, _)| starts_here(at))
                    .then(|| format!("{}: {folder}", file.path))
            })
        })
        .collect()
}

fn registries(files: &[File]) -> Vec<String> {
    let named = files.iter().flat_map(|file| hits(file, REGISTRY_HOSTS));
    let locked = files
        .iter()
        .filter(|file| file.path.ends_with("package-lock.json"))
        .flat_map(|file| hits(file, &["\"resolved\""]));
    named.chain(locked).collect()
}

/// A comment stands above every workspace dependency, or above the first of its unbroken group.
fn purposeless_dependencies(files: &[File]) -> Vec<String> {
    let Some(manifest) = files.iter().find(|file| file.path == "Cargo.toml") else {
        return vec!["Cargo.toml is missing".to_owned()];
    };
    let mut found = Vec::new();
    let (mut inside, mut explained) = (false, false);
    for line in manifest.text.lines() {
        if line.starts_with('[') {
            inside = line == "[workspace.dependencies]";
            explained = false;
        } else if line.trim().is_empty() {
            explained = false;
        } else if line.starts_with('#') {
            explained = line.trim_start_matches('#').trim().len() > 3;
        } else if inside && !explained && line.starts_with(|first: char| first.is_alphanumeric()) {
            let name = line.split([' ', '=']).next().unwrap_or_default();
            found.push(format!("Cargo.toml: what {name} is for stands nowhere"));
        }
    }
    found
}

/// Versions live in the root manifest only.
fn own_versions(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.path.ends_with("/Cargo.toml"))
        // What the fuzzer builds with another compiler is a workspace of its own.
        .filter(|file| !file.text.contains("\n[workspace]\n"))
    {
        let mut inside = false;
        for line in file.text.lines() {
            if line.starts_with('[') {
                inside = line.ends_with("dependencies]");
            } else if inside
                && line.starts_with(|first: char| first.is_alphanumeric())
                && !line.contains("workspace = true")
            {
                found.push(format!("{}: {line}", file.path));
            }
        }
    }
    found
}

fn two_commands(files: &[File]) -> Vec<String> {
    let readme = files
        .iter()
        .find(|file| file.path == "README.md")
        .map_or("", |file| &file.text);
    ["cargo run --release -- demo", "./test"]
        .iter()
        .filter(|command| !readme.contains(*command))
        .map(|command| format!("README.md does not say {command}"))
        .collect()
}

fn unequal_migrations(files: &[File]) -> Vec<String> {
    let tree = |prefix: &str| -> BTreeSet<String> {
        files
            .iter()
            .filter_map(|file| file.path.strip_prefix(prefix))
            .filter(|path| path.ends_with(".sql"))
            .map(str::to_owned)
            .collect()
    };
    let (sqlite, postgres) = (tree("migrations/sqlite/"), tree("migrations/postgres/"));
    if sqlite.is_empty() && postgres.is_empty() {
        return vec!["migrations: none found".to_owned()];
    }
    sqlite
        .symmetric_difference(&postgres)
        .map(|path| format!("migrations: {path} is in one tree only"))
        .collect()
}

fn hits(file: &File, needles: &[&str]) -> Vec<String> {
    needles
        .iter()
        .filter(|needle| file.text.contains(**needle))
        .map(|needle| format!("{}: {needle}", file.path))
        .collect()
}

fn is_source(file: &File) -> bool {
    SOURCES.iter().any(|ending| file.path.ends_with(ending))
}

fn sources(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| is_source(file))
}

fn first_line(file: &File) -> &str {
    file.text.lines().next().unwrap_or_default()
}

#[test]
fn source_files_stay_short() -> io::Result<()> {
    let long = "line\n".repeat(LONGEST + 1);
    let generated = format!("// @generated\n{long}");
    holds(
        too_long,
        &[("a/b.rs", &long), ("a/b.mjs", &long)],
        &[
            ("a/b.rs", &"line\n".repeat(LONGEST)),
            ("a/schema.rs", &long),
            ("a/c.rs", &generated),
            ("Cargo.lock", &long),
        ],
    )
}

#[test]
fn names_say_what_is_inside() -> io::Result<()> {
    holds(
        empty_names,
        &[
            ("crates/http/src/utils.rs", ""),
            ("crates/http/src/helpers/dates.rs", ""),
            ("tests/common/mod.rs", ""),
            ("tests/browser/misc.test.mjs", ""),
        ],
        &[
            ("crates/ui/src/utility_bill.rs", ""),
            ("deploy/service.yaml", ""),
            ("crates/app/src/implants.rs", ""),
        ],
    )
}

#[test]
fn nothing_is_left_unfinished() -> io::Result<()> {
    for token in UNFINISHED {
        let text = format!("fn f() {{}}\n    {token}");
        assert_eq!(
            unfinished(&[File::new("a/b.rs", &text)]).len(),
            1,
            "{token}"
        );
    }
    holds(unfinished, &[], &[("a/b.rs", "fn ignore() {}")])
}

#[test]
fn no_path_of_one_machine_is_named() -> io::Result<()> {
    for folder in ONE_MACHINE {
        let text = format!("open(\"{folder}x\")");
        assert_eq!(
            one_machine(&[File::new("a.md", &text)]).len(),
            1,
            "{folder}"
        );
    }
    let inside = format!("crates{0}a https://example.jp{0}b", ONE_MACHINE[0]);
    holds(one_machine, &[], &[("a.md", &inside)])
}

#[test]
fn no_package_registry_is_named() -> io::Result<()> {
    for host in REGISTRY_HOSTS {
        let text = format!("https://{host}/x");
        assert_eq!(registries(&[File::new("a.md", &text)]).len(), 1, "{host}");
    }
    holds(
        registries,
        &[("tests/browser/package-lock.json", "{\"resolved\": \"x\"}")],
        &[("tests/browser/package-lock.json", "{\"integrity\": \"x\"}")],
    )
}

#[test]
fn every_dependency_says_what_it_is_for() -> io::Result<()> {
    let head = "[workspace.dependencies]\n";
    let bare = format!("{head}serde = \"1\"\n");
    let broken_group = format!("{head}# Text formats.\nserde = \"1\"\n\ntoml = \"1\"\n");
    let empty_comment = format!("{head}#\nserde = \"1\"\n");
    let good =
        format!("{head}# Text formats.\nserde = \"1\"\ntoml = \"1\"\n[profile.dev]\ndebug = 1\n");
    holds(
        purposeless_dependencies,
        &[
            ("Cargo.toml", &bare),
            ("Cargo.toml", &broken_group),
            ("Cargo.toml", &empty_comment),
            ("elsewhere/Cargo.toml", &good),
        ],
        &[("Cargo.toml", &good)],
    )
}

#[test]
fn versions_stand_in_the_root_manifest() -> io::Result<()> {
    holds(
        own_versions,
        &[
            ("crates/a/Cargo.toml", "[dependencies]\nserde = \"1\"\n"),
            (
                "tests/Cargo.toml",
                "[dev-dependencies]\ntoml = { version = \"1\" }\n",
            ),
        ],
        &[(
            "crates/a/Cargo.toml",
            "[dependencies]\nserde.workspace = true\ntoml = { workspace = true }\n[features]\na = []\n",
        )],
    )
}

#[test]
fn readme_begins_with_the_two_commands() -> io::Result<()> {
    holds(
        two_commands,
        &[
            ("README.md", "cargo run --release -- demo"),
            ("a.md", "./test"),
        ],
        &[("README.md", "cargo run --release -- demo\n./test\n")],
    )
}

#[test]
fn both_databases_migrate_by_the_same_names() -> io::Result<()> {
    holds(
        unequal_migrations,
        &[
            ("migrations/sqlite/0001_start/up.sql", ""),
            ("migrations/README.md", ""),
        ],
        &[
            ("migrations/sqlite/0001_start/up.sql", ""),
            ("migrations/postgres/0001_start/up.sql", ""),
            ("migrations/sqlite/README.md", ""),
        ],
    )
}
