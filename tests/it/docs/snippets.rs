//! The Rust in the documents is a piece of an example, which is compiled and run by other tests.

use super::document::{blocks, read};

const EXAMPLES: [&str; 4] = [
    "examples/host_login.rs",
    "examples/mount.rs",
    "examples/bill_a_customer.rs",
    "examples/set_up_an_account/hook.rs",
];

/// The lines without their indentation.
fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    lines.join("\n")
}

#[test]
fn every_piece_of_rust_in_the_documents_stands_in_an_example() {
    let examples = EXAMPLES.map(|path| lines(&read(path)));
    let documents = ["docs/api.md", "docs/sign-in/host-application.md"].map(read);
    let pieces: Vec<_> = documents.iter().flat_map(|text| blocks(text, "rust")).collect();
    assert!(pieces.len() >= 4, "{pieces:?}");
    for piece in pieces {
        let piece = lines(&piece);
        assert!(
            examples.iter().any(|example| example.contains(&piece)),
            "no example has\n{piece}"
        );
    }
}

/// The recipes, each with the language of its block.
const RECIPES: [(&str, &str); 7] = [
    ("examples/nginx-auth-request.conf", "nginx"),
    ("examples/Caddyfile", "text"),
    ("examples/traefik.yml", "yaml"),
    ("examples/oauth2-proxy.cfg", "ini"),
    ("examples/nginx-oauth2-proxy.conf", "nginx"),
    ("examples/authelia.yml", "yaml"),
    ("examples/nginx-authelia.conf", "nginx"),
];

#[test]
fn the_page_of_the_trusted_header_quotes_every_recipe_as_it_is() {
    let page = read("docs/sign-in/trusted-header.md");
    for (path, language) in RECIPES {
        let quoted = blocks(&page, language).contains(&read(path));
        assert!(
            quoted,
            "docs/sign-in/trusted-header.md does not quote {path} as it is"
        );
    }
}

#[test]
fn the_settings_of_the_trusted_header_are_keys() {
    let page = read("docs/sign-in/trusted-header.md");
    let shown = &blocks(&page, "sh")[0];
    let names: Vec<_> = shown.lines().filter_map(|line| line.split_once('=')).collect();
    assert!(names.len() >= 7, "{names:?}");
    for (name, _) in names {
        assert!(
            proabono_portal::config::keys().any(|key| key.env == name),
            "{name} is no setting"
        );
    }
}

#[test]
fn the_page_of_the_rights_quotes_every_gate_as_it_is() {
    let page = read("docs/rights.md");
    for (path, language) in [
        ("examples/nginx-rights.conf", "nginx"),
        ("examples/Caddyfile-rights", "text"),
        ("examples/traefik-rights.yml", "yaml"),
    ] {
        let quoted = blocks(&page, language).contains(&read(path));
        assert!(quoted, "docs/rights.md does not quote {path} as it is");
    }
}
