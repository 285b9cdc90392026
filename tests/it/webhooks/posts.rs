//! The signed posts, checked by the npm package `standardwebhooks` and by node's own cryptography.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::support::portal::{Finished, run};
use crate::support::served::{borrowed, variables};

use super::application::Application;

pub(super) const SECRET: &str = "whsec_uLQ8tTqv5HPzzKqYqFq0sC3bcq0Kqf4C0TXcEKe7wn0=";
const BEFORE: &str = "whsec_iQbPbS4u1hWvFj7nPq8Wn0Vw0sZ4v6Qk2oYc7b9mTtE=";
/// The second key pair of RFC 8032, section 7.1: the seed, and its public key.
const PRIVATE: &str = "whsk_TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=";
const PUBLIC: &str = "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";

/// The command with the variables of a server, and those of the posts.
async fn test(url: &str, keys: &str, more: &[(&str, &str)]) -> Finished {
    let account = variables("http://127.0.0.1:9", &[]);
    let mut variables = borrowed(&account);
    variables.extend([
        ("PORTAL_WEBHOOKS__HOST_URL", url),
        ("PORTAL_WEBHOOKS__HOST_KEYS", keys),
    ]);
    variables.retain(|(_, value)| !value.is_empty());
    variables.extend(more);
    let finished = run(&variables, &["webhooks", "test"]).await;
    for key in [SECRET, BEFORE, PRIVATE] {
        let shown = format!("{}{}", finished.stdout, finished.stderr);
        assert!(!shown.contains(&key[6..]), "a key is shown: {shown}");
    }
    finished
}

#[tokio::test]
async fn a_receiver_that_nobody_here_wrote_takes_each_signature_and_no_forgery() {
    let application = Application::start(&[SECRET, BEFORE], &[PUBLIC]).await;
    let keys = [SECRET, BEFORE, PRIVATE].join(",");
    let finished = test(&format!("{}/events", application.origin), &keys, &[]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(finished.stdout.contains(PUBLIC), "{}", finished.stdout);
    let posts = application.posts();
    let [post] = posts.as_slice() else {
        panic!("{posts:?}");
    };
    assert_eq!(post["accepted"], json!([true, true, true]), "{post}");
    let forged = post["forged"].as_array().unwrap();
    assert!(
        forged.len() == 12 && forged.iter().all(|taken| taken == false),
        "{post}"
    );
    assert_eq!(
        (&post["method"], &post["body"]["type"]),
        (&json!("POST"), &json!("webhooks.test"))
    );
    assert_eq!(post["headers"]["content-type"], "application/json");
    let signature = post["headers"]["webhook-signature"].as_str().unwrap();
    let versions: Vec<_> = signature
        .split(' ')
        .filter_map(|one| one.split(',').next())
        .collect();
    assert_eq!(versions, ["v1", "v1", "v1a"]);
}

/// The documents' own checks, each as a program that reads a post from standard input.
const EXAMPLES: [(&str, &str, &[&str]); 2] = [
    (
        "node",
        "import { message } from './examples/webhooks/node.mjs'; import { readFileSync } from 'node:fs'; \
         const { headers, raw } = JSON.parse(readFileSync(0)); \
         console.log(message(headers, raw, process.env.SECRET).type);",
        &["--input-type=module", "-e"],
    ),
    (
        "python3",
        "import json, os, sys; sys.path.insert(0, 'examples/webhooks'); from python import message; \
         post = json.load(sys.stdin); \
         print(message(post['headers'], post['raw'].encode(), os.environ['SECRET'])['type'])",
        &["-B", "-c"],
    ),
];

/// The output of a check; `None` when it refuses the post.
fn checked((program, line, flags): (&str, &str, &[&str]), secret: &str, post: &Value) -> Option<String> {
    let mut child = Command::new(program)
        .args(flags)
        .arg(line)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("SECRET", secret)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(post.to_string().as_bytes()).expect("the post");
    drop(stdin);
    let output = child.wait_with_output().expect("its end");
    let printed = String::from_utf8(output.stdout).expect("text");
    output.status.success().then(|| printed.trim().to_owned())
}

/// The signature v1 of the first secret.
fn signature(signed: &str) -> String {
    let key = BASE64_STANDARD.decode(&SECRET["whsec_".len()..]).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(signed.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

#[tokio::test]
async fn the_checks_of_the_documents_take_a_post_and_no_forgery() {
    let application = Application::start(&[SECRET], &[]).await;
    let keys = [BEFORE, SECRET].join(",");
    test(&format!("{}/events", application.origin), &keys, &[]).await;
    let post = application.posts().remove(0);
    let with = |name: &str, value: Value| {
        let mut forged = post.clone();
        forged["headers"][name] = value;
        forged
    };
    let mut body = post.clone();
    body["raw"] = json!(format!("{} ", post["raw"].as_str().unwrap()));
    let forgeries = [
        body,
        with("webhook-id", json!("msg_1")),
        with("webhook-timestamp", json!("1000000000")),
        with("webhook-signature", json!("v1,AAAA v2,AAAA v1")),
    ];
    // Signed as it should be, and yet too old, or of a time to come.
    let signed_at = |seconds: i64| {
        let timestamp = (Timestamp::now().as_second() + seconds).to_string();
        let raw = post["raw"].as_str().unwrap();
        let signed = format!(
            "{}.{timestamp}.{raw}",
            post["headers"]["webhook-id"].as_str().unwrap()
        );
        let mut post = post.clone();
        post["headers"]["webhook-timestamp"] = json!(timestamp);
        post["headers"]["webhook-signature"] = json!(format!("v1,{}", signature(&signed)));
        post
    };
    for example in EXAMPLES {
        let at = |seconds| checked(example, SECRET, &signed_at(seconds));
        assert!(at(0).is_some() && at(-240).is_some(), "{}", example.0);
        assert_eq!((at(-600), at(600)), (None, None), "{}", example.0);
        for secret in [SECRET, BEFORE] {
            assert_eq!(
                checked(example, secret, &post).as_deref(),
                Some("webhooks.test"),
                "{}",
                example.0
            );
        }
        for forged in &forgeries {
            assert_eq!(checked(example, SECRET, forged), None, "{}: {forged}", example.0);
        }
        assert_eq!(checked(example, PRIVATE, &post), None, "{}", example.0);
    }
}

#[tokio::test]
async fn a_receiver_with_another_key_takes_nothing() {
    let application = Application::start(&[BEFORE], &[PUBLIC]).await;
    test(&format!("{}/events", application.origin), SECRET, &[]).await;
    assert_eq!(application.posts()[0]["accepted"], json!([false, false]));
}

#[tokio::test]
async fn two_attempts_have_ids_and_times_of_their_own() {
    let application = Application::start(&[SECRET], &[]).await;
    let url = format!("{}/events", application.origin);
    for _ in 0..2 {
        assert!(test(&url, SECRET, &[]).await.status.success());
    }
    let posts = application.posts();
    let header = |post: &Value, name: &str| post["headers"][name].as_str().unwrap().to_owned();
    let ids = [0, 1].map(|at| header(&posts[at], "webhook-id"));
    assert!(
        ids[0] != ids[1] && ids.iter().all(|id| !id.contains('.')),
        "{ids:?}"
    );
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    for post in &posts {
        let at: u64 = header(post, "webhook-timestamp").parse().unwrap();
        assert!(at.abs_diff(now) < 60, "{at} and {now}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_each_other_answer_is_said_with_what_to_do() {
    let application = Application::start(&[SECRET], &[]).await;
    for (path, part) in [
        ("/redirect", "it answered 307; a redirect is not followed"),
        ("/gone", "it answered 410 with \"nobody is here\""),
        ("/nothing", "it answered 404"),
    ] {
        let finished = test(&format!("{}{path}", application.origin), SECRET, &[]).await;
        assert!(
            !finished.status.success() && finished.stderr.contains(part),
            "{path}: {}",
            finished.stderr
        );
    }
    let paths: Vec<_> = application
        .posts()
        .iter()
        .map(|post| post["path"].clone())
        .collect();
    assert_eq!(paths, ["/redirect", "/gone", "/nothing"]);
    let away = test("http://127.0.0.1:9/a-secret-path", SECRET, &[]).await;
    assert!(away.stderr.contains("does not answer"), "{}", away.stderr);
    assert!(!away.stderr.contains("a-secret-path"), "{}", away.stderr);
}

#[tokio::test]
async fn a_long_answer_and_one_without_end_are_read_at_their_beginning() {
    let application = Application::start(&[SECRET], &[]).await;
    let long = test(&format!("{}/large", application.origin), SECRET, &[]).await;
    assert!(
        long.stderr.len() < 2_000 && long.stderr.contains("xxx"),
        "{}",
        long.stderr.len()
    );
    assert!(!long.stderr.contains('\u{1b}'));
    let start = Instant::now();
    let limit = [("PORTAL_WEBHOOKS__HOST_TIMEOUT", "1s")];
    let endless = test(&format!("{}/endless", application.origin), SECRET, &limit).await;
    assert!(endless.stderr.contains("it answered 500"), "{}", endless.stderr);
    assert!(start.elapsed() < Duration::from_secs(8));
}

#[tokio::test]
async fn posts_are_never_sent_unsigned_or_in_the_clear_and_the_remedy_is_said() {
    for (url, keys, part) in [
        (
            "https://app.acme.example/events",
            "",
            "it is not set, and posts are never sent unsigned",
        ),
        (
            "http://app.acme.example/events",
            SECRET,
            "PORTAL_WEBHOOKS__HOST_URL: write an https:// address",
        ),
        (
            "",
            SECRET,
            "PORTAL_WEBHOOKS__HOST_URL (in the file: webhooks.host_url): it is not set",
        ),
        (
            "",
            "",
            "set PORTAL_WEBHOOKS__HOST_URL and PORTAL_WEBHOOKS__HOST_KEYS",
        ),
        ("https://app.acme.example/events", PUBLIC, "this is a public key"),
        (
            "https://app.acme.example/events",
            "whsec_c2hvcnQ=",
            "24 to 64 bytes",
        ),
    ] {
        let finished = test(url, keys, &[]).await;
        assert!(
            !finished.status.success() && finished.stderr.contains(part),
            "{url} {}",
            finished.stderr
        );
    }
}
