//! What the documentation shows is taken by the program as it stands.

use std::path::Path;

use crate::support::portal::run;

/// What an operator has in the environment.
const SECRETS: [(&str, &str); 5] = [
    ("PROABONO_AGENT_KEY", "agent-demo"),
    ("PROABONO_API_KEY", "api-demo"),
    ("PORTAL_SESSIONS__KEY", crate::sign_in::KEY),
    ("PORTAL_IDENTITY__OIDC__CLIENT_SECRET", "a-client-secret"),
    ("PORTAL_OPERATIONS__LISTEN", "127.0.0.1:0"),
];

/// What the snippets for one provider leave out.
const REST: [(&str, &str); 4] = [
    ("PROABONO_API_BASE", "https://api-1.proabono.com"),
    ("PROABONO_BUSINESS_ID", "1"),
    ("PROABONO_SEGMENT_REF", "acme-eur"),
    (
        "PORTAL_SERVER__PUBLIC_URL",
        "https://billing.example.com/Subscriptions",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

async fn assert_taken(file: &Path, variables: &[(&str, &str)]) {
    let done = run(variables, &["check", "--config", file.to_str().expect("a path")]).await;
    assert!(done.status.success(), "{}{}", done.stdout, done.stderr);
}

#[tokio::test]
async fn the_example_is_complete() {
    assert_taken(&root().join("examples/openid-connect.toml"), &SECRETS).await;
}

#[tokio::test]
async fn the_settings_for_each_provider_are_taken() {
    let text = std::fs::read_to_string(root().join("docs/sign-in/openid-connect.md")).expect("the page");
    let blocks: Vec<&str> = text
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(blocks.len(), 8, "the general one and seven providers");
    let folder = tempfile::tempdir().expect("a folder");
    for block in blocks {
        let file = folder.path().join("portal.toml");
        std::fs::write(&file, block).expect("a file");
        assert_taken(&file, &[SECRETS.as_slice(), &REST].concat()).await;
    }
}
