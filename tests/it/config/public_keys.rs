//! Keys of the hand-off that could check no token, and shapes in which a good one comes: `check` says which is which.

use super::{NOWHERE, assert_refused, check, handoff, problems};
use crate::sign_in::{APP, Site};
use crate::support::portal::Finished;
use crate::support::served::{borrowed, variables};
use crate::support::tokens::Signer;

macro_rules! key {
    ($name:literal) => {
        include_str!(concat!("public_keys/", $name, ".pem"))
    };
}

/// `check` of a hand-off with that algorithm and that key, under one of the two names of a key.
async fn check_key(algorithm: &str, name: &str, key: &str) -> Finished {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sessions.db");
    let good = match algorithm {
        "RS256" => key!("rsa-2048"),
        "ES256" => key!("p-256"),
        "EdDSA" => key!("ed25519"),
        _ => "9c2f7a1e5b8d4036f1a7c3e85d2b6940",
    };
    let mut settings = handoff(file.to_str().expect("UTF-8"));
    settings.push(("identity.handoff.algorithm", algorithm));
    if name != "identity.handoff.key" {
        settings.push(("identity.handoff.key", good));
    }
    settings.push((name, key));
    check(&borrowed(&variables(NOWHERE, &settings))).await
}

const ALGORITHMS: [&str; 4] = ["HS256", "RS256", "ES256", "EdDSA"];

/// Every key, what it is called, and the one algorithm that it is for.
const KEYS: [(&str, &str, &str); 15] = [
    (key!("rsa-2048"), "an RSA key of 2048 bits", "RS256"),
    (key!("rsa-2048-pkcs1"), "an RSA key of 2048 bits", "RS256"),
    (key!("rsa-1024"), "an RSA key of 1024 bits", ""),
    (key!("rsa-1024-pkcs1"), "an RSA key of 1024 bits", ""),
    (key!("rsa-pss"), "a key for RSA-PSS", ""),
    (key!("p-256"), "an EC key on P-256", "ES256"),
    (key!("p-384"), "an EC key on P-384", ""),
    (key!("p-521"), "an EC key on P-521", ""),
    (key!("secp256k1"), "an EC key on secp256k1", ""),
    (key!("ed25519"), "an Ed25519 key", "EdDSA"),
    (key!("ed448"), "an Ed448 key", ""),
    (key!("x25519"), "a key for encryption", ""),
    (key!("dsa"), "a DSA key", ""),
    (key!("certificate"), "a certificate", ""),
    (
        "-----BEGIN PRIVATE KEY-----\nZq7secret\n-----END PRIVATE KEY-----\n",
        "a private key",
        "",
    ),
];

#[tokio::test]
async fn each_pair_of_a_key_and_an_algorithm_is_taken_or_named_at_the_start() {
    for (key, kind, fits) in KEYS {
        for algorithm in ALGORITHMS {
            let finished = check_key(algorithm, "identity.handoff.key", key).await;
            if algorithm == fits {
                assert!(
                    finished.status.success(),
                    "{kind}, {algorithm}: {}",
                    finished.stderr
                );
                continue;
            }
            assert_refused(&finished);
            let [(place, what)] = &problems(&finished)[..] else {
                panic!("{kind}, {algorithm}: {}", finished.stderr);
            };
            assert_eq!(place, "PORTAL_IDENTITY__HANDOFF__KEY");
            let named = if algorithm == "HS256" {
                "HS256 takes a secret"
            } else {
                kind
            };
            assert!(what.contains(named), "{kind}, {algorithm}: {what}");
            let typed = kind.starts_with("an ") && algorithm != "HS256";
            assert!(
                !typed || what.contains(&format!("{algorithm} takes an ")),
                "{what}"
            );
            assert!(!finished.stderr.contains("Zq7secret"), "{}", finished.stderr);
        }
    }
}

#[tokio::test]
async fn the_key_before_the_last_change_is_judged_as_well() {
    let finished = check_key("ES256", "identity.handoff.previous_key", key!("p-384")).await;
    assert_refused(&finished);
    let (place, what) = &problems(&finished)[0];
    assert!(
        place == "PORTAL_IDENTITY__HANDOFF__PREVIOUS_KEY" && what.contains("P-384"),
        "{}",
        finished.stderr
    );
}

/// The same key with another letter in its last coordinate.
fn off_its_curve(pem: &str) -> String {
    let (head, last) = pem.trim().split_at(pem.len() - 60);
    let other = if last.starts_with('A') { "B" } else { "A" };
    format!("{head}{other}{}", &last[1..])
}

/// Public keys as `ssh-keygen` writes them.
const OF_SSH: [&str; 4] = [
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl a",
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDKgEzL0nFUlj7TGItlHN0l2bp+yh899kMYx0JkAf2LMLu9QRCPIvQdcZo6cmTo\
     UUtPX7waxM3tqQy5+jYSrKLI8U6a15hii/V+RVhY5TYtNkN/S18OFa00hcMNroFqyHzE3H8OhmiuEPQ/aOBUP/RWu0leUPQkGzEA\
     f1w8GG8wow== a",
    "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGNqIgD8imj1d8ytF90XMCbAECyW\
     oj/K98sNJnLWRUvSsma27aeG0UXOUviEb4H4mXJNv9nXU0gJzbw/hGEqX7o= a",
    "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"256-bit ECDSA\"\n\
     AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGNqIgD8imj1d8ytF9\n\
     0XMCbAECyWoj/K98sNJnLWRUvSsma27aeG0UXOUviEb4H4mXJNv9nXU0gJzbw/hGEqX7o=\n\
     ---- END SSH2 PUBLIC KEY ----\n",
];

#[tokio::test]
async fn a_key_of_ssh_is_told_how_it_becomes_one_in_pem() {
    for key in OF_SSH {
        for algorithm in ALGORITHMS {
            let finished = check_key(algorithm, "identity.handoff.key", key).await;
            assert_refused(&finished);
            assert!(
                problems(&finished)[0].1.contains("ssh-keygen"),
                "{key}: {}",
                finished.stderr
            );
        }
    }
}

#[tokio::test]
async fn what_is_no_public_key_says_what_it_is() {
    let point = off_its_curve(key!("p-256"));
    let several = [key!("p-256"), key!("p-256")].concat();
    for (key, said) in [
        ("{\"kty\":\"EC\"}", "jwks_url"),
        (
            "9c2f7a1e5b8d4036f1a7c3e85d2b6940",
            "from -----BEGIN PUBLIC KEY----- on",
        ),
        ("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQ", "damaged"),
        (
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "damaged",
        ),
        (
            "-----BEGIN PUBLIC KEY-----\n?\n-----END PUBLIC KEY-----",
            "damaged",
        ),
        (several.as_str(), "2 keys"),
        (point.as_str(), "no signature can be checked with it"),
    ] {
        let finished = check_key("ES256", "identity.handoff.key", key).await;
        assert_refused(&finished);
        assert!(
            problems(&finished)[0].1.contains(said),
            "{key}: {}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn a_secret_in_a_jwk_is_no_secret() {
    let jwk = r#"{"kty":"oct","k":"Zq7secretC96HltNgDbxp8PoXStpQE0yb1FJ5jYx3aUuQd5w2hA"}"#;
    let finished = check_key("HS256", "identity.handoff.key", jwk).await;
    assert_refused(&finished);
    assert!(
        problems(&finished)[0].1.contains("this is JSON"),
        "{}",
        finished.stderr
    );
    assert!(!finished.stderr.contains("Zq7secret"), "{}", finished.stderr);
}

/// The same key in the shapes in which variables, editors and tools carry it.
fn shapes(pem: &str) -> Vec<(&'static str, String)> {
    let one_line = |between: &str| pem.trim().replace('\n', between);
    vec![
        ("as it is", pem.to_owned()),
        ("with \\n for line breaks", one_line("\\n")),
        ("with \\r\\n for line breaks", one_line("\\r\\n")),
        ("with \\n at the end too", format!("{}\\n", one_line("\\n"))),
        ("folded by YAML", one_line(" ")),
        ("with line ends of Windows", pem.replace('\n', "\r\n")),
        ("with a mark", format!("\u{feff}{pem}")),
        (
            "with lines around it",
            format!("Bag Attributes\n    localKeyID: 54\n{pem}\n\n"),
        ),
        (
            "with the text of openssl",
            format!("Public-Key: (256 bit)\npub:\n{pem}"),
        ),
        ("without its last line end", pem.trim_end().to_owned()),
    ]
}

#[tokio::test]
async fn each_shape_of_a_good_key_lets_tokens_in() {
    for make in [Signer::rsa as fn() -> Signer, Signer::ec, Signer::ed] {
        for (shape, key) in shapes(&make().public()) {
            let algorithm = make().algorithm();
            let finished = check_key(algorithm, "identity.handoff.key", &key).await;
            assert!(
                finished.status.success(),
                "{algorithm} {shape}: {}",
                finished.stderr
            );
        }
        let signer = make();
        let public = signer.public();
        let mut signer = Some(signer);
        let mut site: Option<Site> = None;
        for (shape, key) in shapes(&public) {
            let more = [("identity.handoff.key", key.as_str())];
            let next = match site.take() {
                Some(site) => site.restarted(&more).await,
                None => Site::signed_by(signer.take().expect("a key"), &more),
            };
            let mut visitor = next.visitor();
            let form = [("token", next.token("alice"))];
            let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
            let posted = visitor.post("/Subscriptions/handoff", APP, &form).await;
            assert_eq!(posted.status, 303, "{shape}");
            site = Some(next);
        }
    }
}
