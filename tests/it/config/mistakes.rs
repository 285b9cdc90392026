//! Every key with a value that it cannot have, all at once.

use proabono_portal::config::keys;

use super::{assert_refused, check, check_with, problems};

/// A variable, a wrong value, and words of the remedy.
const MISTAKES: [(&str, &str, &str); 165] = [
    (
        "PORTAL_SERVER__LISTEN",
        "nonsense",
        "write an IP address and a port",
    ),
    (
        "PORTAL_SERVER__BASE_PATH",
        "no-slash",
        "write a path such as /Subscriptions",
    ),
    (
        "PORTAL_SERVER__PUBLIC_URL",
        "nonsense",
        "write the full address of the page",
    ),
    ("PORTAL_SERVER__WORKERS", "0", "write a number from 1 to 1024"),
    (
        "PORTAL_SERVER__SHUTDOWN_DELAY",
        "11m",
        "it must lie between 0s and 10m",
    ),
    (
        "PORTAL_SERVER__SHUTDOWN_TIMEOUT",
        "soon",
        "write a number and a unit",
    ),
    (
        "PORTAL_SERVER__HEAD_TIMEOUT",
        "0s",
        "it must lie between 1s and 10m",
    ),
    (
        "PORTAL_SERVER__BODY_TIMEOUT",
        "11m",
        "it must lie between 1s and 10m",
    ),
    ("PORTAL_SERVER__KEEP_ALIVE", "never", "write a number and a unit"),
    (
        "PORTAL_SERVER__ANSWER_TIMEOUT",
        "0s",
        "it must lie between 1s and 10m",
    ),
    (
        "PORTAL_SERVER__HEAD_SIZE",
        "64 KiB",
        "write a number from 8192 to 131072",
    ),
    (
        "PORTAL_SERVER__CONNECTIONS",
        "0",
        "write a number from 16 to 100000",
    ),
    (
        "PORTAL_SERVER__CONNECTIONS_PER_ADDRESS",
        "many",
        "write a number from 1 to 100000",
    ),
    (
        "PORTAL_OPERATIONS__LISTEN",
        "localhost",
        "write an IP address and a port",
    ),
    (
        "PROABONO_API_BASE",
        "http://api.test",
        "it must start with https://",
    ),
    (
        "PROABONO_BUSINESS_ID",
        "one",
        "it must be the number that the back office shows",
    ),
    ("PROABONO_SEGMENT_REF", "a=b", "none of < > ;"),
    ("PROABONO_AGENT_KEY", "two words", "copy it again"),
    ("PROABONO_API_KEY", "two words", "copy it again"),
    (
        "PROABONO_BACKOFFICE_BASE",
        "http://via.test",
        "it must start with https://",
    ),
    (
        "PROABONO_BACKOFFICE_SEGMENT_BASE",
        "https://acme.test/path",
        "it must be an origin only",
    ),
    ("PROABONO_BACKOFFICE_AGENT_KEY", "two words", "copy it again"),
    ("PROABONO_BACKOFFICE_API_KEY", "two words", "copy it again"),
    (
        "PORTAL_PROABONO__TIMEOUT",
        "1ms",
        "it must lie between 100ms and 1m",
    ),
    (
        "PORTAL_PROABONO__CONNECT_TIMEOUT",
        "2",
        "write a number and a unit",
    ),
    (
        "PORTAL_PROABONO__HTTP_PROXY",
        "nonsense",
        "write one such as http://",
    ),
    (
        "PORTAL_IDENTITY__PROXY__HEADER",
        "two words",
        "it is not the name of a header",
    ),
    (
        "PORTAL_IDENTITY__PROXY__NAME_HEADER",
        "Cookie",
        "let the proxy use one of its own",
    ),
    (
        "PORTAL_IDENTITY__PROXY__EMAIL_HEADER",
        "Host",
        "let the proxy use one of its own",
    ),
    (
        "PORTAL_IDENTITY__PROXY__LANGUAGE_HEADER",
        "a:b",
        "it is not the name of a header",
    ),
    (
        "PORTAL_IDENTITY__PROXY__CLAIMS",
        "X-Remote-Org",
        "write the claim and its header, such as",
    ),
    (
        "PORTAL_IDENTITY__PROXY__SECRET_HEADER",
        "Cookie",
        "let the proxy use one of its own",
    ),
    (
        "PORTAL_IDENTITY__PROXY__SECRET",
        "short",
        "shorter than 32 characters",
    ),
    (
        "PORTAL_IDENTITY__PROXY__PREVIOUS_SECRET",
        "thirty-two characters with spaces in it",
        "which a header may not carry",
    ),
    (
        "PORTAL_IDENTITY__PROXY__FROM",
        "0.0.0.0/0",
        "list the proxy's own",
    ),
    (
        "PORTAL_IDENTITY__OIDC__ISSUER",
        "http://login.test",
        "write an https:// address",
    ),
    (
        "PORTAL_IDENTITY__OIDC__DISCOVERY_URL",
        "http://login.test/.well-known/openid-configuration",
        "write an https:// address",
    ),
    (
        "PORTAL_IDENTITY__OIDC__CLIENT_AUTH",
        "both",
        "write automatic, basic or post",
    ),
    (
        "PORTAL_IDENTITY__OIDC__CLIENT_ID",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__OIDC__CLIENT_SECRET",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__OIDC__SCOPES",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__OIDC__ID_CLAIM",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__OIDC__NAME_CLAIM",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__OIDC__EMAIL_CLAIM",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__OIDC__LANGUAGE_CLAIM",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__OIDC__AUTOMATIC",
        "perhaps",
        "write true or false",
    ),
    (
        "PORTAL_IDENTITY__OIDC__SIGN_OUT",
        "perhaps",
        "write true or false",
    ),
    ("PORTAL_IDENTITY__OIDC__TIMEOUT", "1ms", "it must lie between"),
    (
        "PORTAL_IDENTITY__HANDOFF__ISSUER",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__HANDOFF__AUDIENCE",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__HANDOFF__ALGORITHM",
        "none",
        "write HS256, RS256, ES256 or EdDSA",
    ),
    (
        "PORTAL_IDENTITY__HANDOFF__ORIGINS",
        "http://app.test",
        "write an origin such as",
    ),
    ("PORTAL_IDENTITY__HANDOFF__LINKS", "maybe", "write true or false"),
    (
        "PORTAL_IDENTITY__HANDOFF__NAME_CLAIM",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__HANDOFF__EMAIL_CLAIM",
        "two words",
        "write printable ASCII",
    ),
    (
        "PORTAL_IDENTITY__HANDOFF__LANGUAGE_CLAIM",
        "two words",
        "write printable ASCII",
    ),
    ("PORTAL_IDENTITY__SHARED_IDS", "maybe", "write true or false"),
    ("PORTAL_SESSIONS__KEY", "short", "openssl rand -hex 64"),
    ("PORTAL_SESSIONS__PREVIOUS_KEY", "short", "openssl rand -hex 64"),
    ("PORTAL_SESSIONS__IDLE", "0s", "it must lie between 1s and 7d"),
    ("PORTAL_SESSIONS__ABSOLUTE", "1 week", "write a number and a unit"),
    (
        "PORTAL_CUSTOMERS__REFERENCE",
        "cust",
        "it must contain {id} or {claim.NAME}",
    ),
    (
        "PORTAL_CUSTOMERS__TABLE",
        "no/such/file.csv",
        "check its path and owner",
    ),
    ("PORTAL_CUSTOMERS__TABLE_ONLY", "perhaps", "write true or false"),
    (
        "PORTAL_CUSTOMERS__SEGMENT",
        "acme-eur",
        "one segment for all is PROABONO_SEGMENT_REF",
    ),
    ("PORTAL_CUSTOMERS__SEGMENTS", "a=b", "none of < > ;"),
    (
        "PORTAL_CUSTOMERS__AUTHORITY",
        "email",
        "only name, language and metadata can be listed",
    ),
    (
        "PORTAL_CUSTOMERS__METADATA",
        "a=",
        "write the name of a claim, or key=claim",
    ),
    (
        "PORTAL_CUSTOMERS__CREATE_WHEN_UNSURE",
        "perhaps",
        "write true or false",
    ),
    ("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "0s", "it must lie between"),
    ("PORTAL_CUSTOMERS__LINKS_STALE_FOR", "2h", "it must lie between"),
    ("PORTAL_CUSTOMERS__REMEMBERED", "0", "write a number from 1 to"),
    (
        "PORTAL_FRAME__HOSTS",
        "evil.test",
        "at or below proabono.com, such as",
    ),
    (
        "PORTAL_FRAME__EXTRA_SOURCES",
        "http://bank.test",
        "write an origin such as",
    ),
    (
        "PORTAL_HEADERS__FRAME_ANCESTORS",
        "https://*.acme.example",
        "name each origin",
    ),
    (
        "PORTAL_HEADERS__CONTEXT_ORIGINS",
        "https://app.acme.example/account",
        "write an origin such as",
    ),
    ("PORTAL_HEADERS__HSTS", "maybe", "write true or false"),
    (
        "PORTAL_PAGE__HOME_URL",
        "javascript:alert(1)",
        "write an https:// address",
    ),
    (
        "PORTAL_PAGE__SIGN_IN_URL",
        "//evil.test",
        "write an https:// address",
    ),
    (
        "PORTAL_PAGE__SIGN_OUT_URL",
        "nonsense",
        "write an https:// address",
    ),
    ("PORTAL_PAGE__SUPPORT_URL", "ftp://help.test", "a mailto: address"),
    (
        "PORTAL_PAGE__LANGUAGE",
        "xx",
        "the pages do not speak xx: write one of de, en, es, fr, it, nl, pt",
    ),
    ("PORTAL_PAGE__TEXTS", "$FOLDER", "nothing here writes out ~"),
    ("PORTAL_PAGE__HOME", "frame", "write portal or overview"),
    ("PORTAL_PAGE__STATUS", "maybe", "write true or false"),
    (
        "PORTAL_FRAME__HEIGHT_MEMBER",
        "data.height",
        "write the name of one member",
    ),
    ("PORTAL_PAGE__USAGE", "some", "write true or false"),
    ("PORTAL_PAGE__INVOICES", "three", "write true or false"),
    ("PORTAL_PAGE__NEW_TAB", "_blank", "write true or false"),
    ("PORTAL_PAGE__USER", "initials", "write true or false"),
    ("PORTAL_FRAME__RENEW_AFTER", "2d", "it must lie between 0s and 1d"),
    (
        "PORTAL_PAGE__LOGO_URL",
        "/etc/logo.bmp",
        "the path of a file that ends with .svg, .png",
    ),
    (
        "PORTAL_PAGE__LOGO_DARK_URL",
        "http://cdn.test/logo.svg",
        "write an https:// address",
    ),
    ("PORTAL_PAGE__ICON_URL", "icon", "ends with .svg"),
    (
        "PORTAL_PAGE__ACCENT",
        "#ffcc00",
        "the contrast with the light ground #f5f6f8 is 1.39:1, and must be at least 4.5:1. Take a darker colour",
    ),
    (
        "PORTAL_PAGE__ACCENT_DARK",
        "0b5cad",
        "the contrast with the dark ground #1a2028 is 2.45:1, and must be at least 4.5:1. Take a lighter colour",
    ),
    ("PORTAL_PAGE__COLOR_SCHEME", "system", "write auto, light or dark"),
    ("PORTAL_PAGE__RADIUS", "25", "write a number from 0 to 24"),
    (
        "PORTAL_PAGE__FONT",
        "Inter; color: red",
        "with commas between them",
    ),
    ("PORTAL_PAGE__FONT_URL", "inter.ttf", "ends with .woff2"),
    ("PORTAL_PAGE__HEADER", "$FILE", "nothing here writes out ~"),
    (
        "PORTAL_PAGE__FOOTER",
        "~/footer.html",
        "nothing here writes out ~",
    ),
    ("PORTAL_PAGE__STYLESHEET", "$FILE", "nothing here writes out ~"),
    (
        "PORTAL_WIDGET__SCRIPT_URL",
        "http://widget.test/w.js",
        "write the https:// address of the script",
    ),
    ("PORTAL_WIDGET__VISIBLE", "2", "write true or false"),
    ("PORTAL_WIDGET__OFFER_REF", "a&b", "none of < > ;"),
    ("PORTAL_WIDGET__HASH_NAME", "a-b", "use letters, digits and _"),
    (
        "PORTAL_WIDGET__SOURCES",
        "https://cdn.test/path",
        "write an origin such as",
    ),
    (
        "PORTAL_WIDGET__START_CALL",
        "alert(1)",
        "write the name of the function",
    ),
    (
        "PORTAL_FRAME__CLOSED_AFTER_SUBSCRIBE",
        "maybe",
        "write true or false",
    ),
    (
        "PORTAL_INSITE__GENERATION",
        "iframe",
        "write automatic, hosted or insite",
    ),
    (
        "PORTAL_INSITE__SCRIPT_URL",
        "http://portal.test/p.js",
        "write the https:// address of the script",
    ),
    (
        "PORTAL_INSITE__SOURCES",
        "https://cdn.test/path",
        "write an origin such as",
    ),
    ("PORTAL_CHAT__COMPANY_ID", "295b1064", "write the GUID"),
    ("PORTAL_CHAT__TENANT_ID", "one", "write a number from 0"),
    (
        "PORTAL_CHAT__HOST",
        "https://app.mluvii.com/widget/OOWidget.js",
        "write the host of the script",
    ),
    ("PORTAL_CHAT__LANGUAGE", "c", "write a language such as cs"),
    ("PORTAL_CHAT__COUNTRY", "XX", "write the two letters of a country"),
    (
        "PORTAL_CHAT__CUSTOMER_DATA",
        "reference",
        "write name, email or language",
    ),
    (
        "PORTAL_CHAT__SOURCES",
        "https://cdn.test/path",
        "write an origin such as",
    ),
    ("PORTAL_CHAT__INLINE_STYLES", "maybe", "write true or false"),
    ("PORTAL_OFFERS__SHOW", "yes", "write portal, list or off"),
    ("PORTAL_OFFERS__PRICING_TABLE", "a&b", "none of < > ;"),
    (
        "PORTAL_OFFERS__SIGN_UP_URL",
        "sign-up",
        "write the full address of the page",
    ),
    ("PORTAL_OFFERS__FRESH_FOR", "0s", "it must lie between"),
    ("PORTAL_RETURNS__URL", "welcome", "write an https:// address"),
    ("PORTAL_RETURNS__AFTER", "2m", "it must lie between"),
    (
        "PORTAL_RETURNS__UNSETTLED_FOR",
        "later",
        "write a number and a unit",
    ),
    ("PORTAL_LOG__FORMAT", "xml", "write text or json"),
    (
        "PORTAL_RIGHTS__QUANTITIES",
        "bought",
        "write reported or purchased",
    ),
    ("PORTAL_RIGHTS__PURCHASED", "feat-a, feat=b", "a reference has no"),
    ("PORTAL_RIGHTS__FRESH_FOR", "0s", "it must lie between 1s and 1d"),
    ("PORTAL_RIGHTS__STALE_FOR", "8d", "it must lie between"),
    ("PORTAL_RIGHTS__REMEMBERED", "0", "write a number from 1"),
    ("PORTAL_RIGHTS__KEY", "short", "openssl rand -hex 32"),
    ("PORTAL_RIGHTS__PREVIOUS_KEY", "short", "openssl rand -hex 32"),
    ("PORTAL_RIGHTS__WHEN_UNKNOWN", "guess", "write deny or allow"),
    (
        "PORTAL_RIGHTS__WRITES_REMEMBERED_FOR",
        "1s",
        "it must lie between 10m and 7d",
    ),
    ("PORTAL_WEBHOOKS__ENABLED", "maybe", "write true or false"),
    ("PORTAL_WEBHOOKS__FILE", ":memory:", "write the path of a file"),
    (
        "PORTAL_WEBHOOKS__KEEP_FOR",
        "1h",
        "it must lie between 1d and 400d",
    ),
    ("PORTAL_WEBHOOKS__ATTEMPTS", "0", "write a number from 1"),
    ("PORTAL_WEBHOOKS__READS_PER_SECOND", "0", "write a number from 1"),
    ("PORTAL_WEBHOOKS__MOST_WAITING", "9", "write a number from 10"),
    (
        "PORTAL_WEBHOOKS__RECONCILE_EVERY",
        "8d",
        "it must lie between 0s and 7d",
    ),
    (
        "PORTAL_WEBHOOKS__SILENCE_ALARM",
        "91d",
        "it must lie between 0s and 90d",
    ),
    ("PORTAL_WEBHOOKS__WAITING_ALARM", "0", "write a number from 1"),
    ("PORTAL_WEBHOOKS__REFUSALS_ALARM", "0", "write a number from 1"),
    (
        "PORTAL_WEBHOOKS__STREAM_FOR",
        "4s",
        "it must lie between 5s and 1h",
    ),
    ("PORTAL_WEBHOOKS__STREAMS", "many", "write a number from 0"),
    (
        "PORTAL_WEBHOOKS__HOST_URL",
        "http://app.test/x",
        "write an https:// address",
    ),
    (
        "PORTAL_WEBHOOKS__HOST_KEYS",
        "9c2f7a1e5b8d4036f1a7",
        "write whsec_ and a secret in Base64",
    ),
    (
        "PORTAL_WEBHOOKS__HOST_TIMEOUT",
        "0s",
        "it must lie between 1s and 1m",
    ),
    (
        "PORTAL_WEBHOOKS__HOST_ATTEMPTS",
        "0",
        "write a number from 1 to 100",
    ),
    (
        "PORTAL_WEBHOOKS__HOST_PARALLEL",
        "65",
        "write a number from 1 to 64",
    ),
    (
        "PORTAL_TELEMETRY__OTLP_ENDPOINT",
        "http://127.0.0.1:4318/v1/traces",
        "without a path",
    ),
    ("PORTAL_TELEMETRY__SERVICE_NAME", "two words", "without spaces"),
    ("PORTAL_TELEMETRY__METRICS_EVERY", "100ms", "1s"),
    (
        "PORTAL_TELEMETRY__ACCEPT_TRACEPARENT",
        "everybody",
        "write networks",
    ),
    (
        "PORTAL_TELEMETRY__PASS_TRACEPARENT",
        "perhaps",
        "write true or false",
    ),
    ("PORTAL_SESSIONS__COOKIE", "a;b", "write 1 to 40 letters"),
    ("PORTAL_SESSIONS__FILE", ":memory:", "write the path of a file"),
    (
        "PORTAL_REDIS__URL",
        "http://redis.test",
        "write an address such as rediss://",
    ),
    ("PORTAL_REDIS__KEY", "short", "openssl rand -hex 64 makes them"),
    ("PORTAL_REDIS__PREFIX", "a:b", "write 1 to 40 letters"),
];

/// Keys that take any text.
const FREE: [&str; 6] = [
    "PORTAL_PAGE__APPLICATION",
    "PORTAL_CHAT__PRESET",
    "PORTAL_CHAT__SCOPE",
    "PROABONO_PORTAL_SECRET",
    "PROABONO_WEBHOOK_SECRET",
    "PROABONO_WEBHOOK_PREVIOUS_SECRET",
];
/// Tried by themselves below: which key is right depends on the algorithm.
const HANDOFF_KEYS: [&str; 3] = [
    "PORTAL_IDENTITY__HANDOFF__KEY",
    "PORTAL_IDENTITY__HANDOFF__PREVIOUS_KEY",
    "PORTAL_IDENTITY__HANDOFF__JWKS_URL",
];
/// Tried alone: what its parser refuses is its own matter.
const LEVEL: &str = "PORTAL_LOG__LEVEL";

#[test]
fn every_key_is_tried_here() {
    for key in keys() {
        let tried = MISTAKES.iter().any(|(name, ..)| *name == key.env);
        assert!(
            tried || FREE.contains(&key.env) || HANDOFF_KEYS.contains(&key.env) || key.env == LEVEL,
            "{} is not",
            key.env
        );
    }
    assert_eq!(
        keys().count(),
        MISTAKES.len() + FREE.len() + HANDOFF_KEYS.len() + 1
    );
}

#[tokio::test]
async fn all_problems_are_reported_at_once_each_with_its_variable_and_remedy() {
    let variables: Vec<_> = MISTAKES.iter().map(|(name, value, _)| (*name, *value)).collect();
    let finished = check(&variables).await;
    assert_refused(&finished);
    let problems = problems(&finished);
    for (name, _, remedy) in MISTAKES {
        let said: Vec<_> = problems.iter().filter(|(place, _)| place == name).collect();
        assert_eq!(said.len(), 1, "{name}: {said:?}");
        assert!(
            said[0].1.contains(remedy),
            "{name} has no {remedy:?}: {}",
            said[0].1
        );
    }
    assert_eq!(problems.len(), MISTAKES.len(), "{problems:?}");
    assert!(finished.stderr.contains(&format!("{} problems", MISTAKES.len())));
}

#[tokio::test]
async fn a_level_that_is_no_filter_is_explained() {
    // The last two are taken by the library, as names of modules: everything else would fall silent.
    for level in ["proabono_portal=loud", "nonsense", "info,wran"] {
        let finished = super::check_with(&[(LEVEL, level)]).await;
        assert_refused(&finished);
        let words = "write error, warn, info, debug or trace";
        assert!(finished.stderr.contains(words), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn what_is_missing_is_named_with_the_place_to_find_it() {
    let finished = check(&[]).await;
    assert_refused(&finished);
    let problems = problems(&finished);
    for (name, key, words) in [
        (
            "PROABONO_API_BASE",
            "proabono.api_base",
            "back office, Integration, API",
        ),
        (
            "PROABONO_BUSINESS_ID",
            "proabono.business_id",
            "back office, Integration",
        ),
        ("PROABONO_SEGMENT_REF", "proabono.segment_ref", "it must be said"),
        ("PROABONO_AGENT_KEY", "proabono.agent_key", "back office"),
        ("PROABONO_API_KEY", "proabono.api_key", "back office"),
    ] {
        let place = format!("{name} (in the file: {key})");
        let said = problems.iter().find(|(said, _)| *said == place);
        let (_, what) = said.unwrap_or_else(|| panic!("{place} in {problems:?}"));
        assert!(what.contains("it is not set") && what.contains(words), "{what}");
    }
    let identity = problems.iter().find(|(place, _)| place == "identity");
    let (_, what) = identity.unwrap_or_else(|| panic!("{problems:?}"));
    for way in ["HANDOFF__ISSUER", "OIDC__ISSUER", "PROXY__HEADER", "PROXY__FROM"] {
        assert!(what.contains(way), "{way}: {what}");
    }
    assert_eq!(problems.len(), 6, "{problems:?}");
}

#[tokio::test]
async fn a_header_without_the_addresses_of_the_proxy_is_refused() {
    for from in ["", " ", ","] {
        let finished = super::check_with(&[("PORTAL_IDENTITY__PROXY__FROM", from)]).await;
        assert_refused(&finished);
        let problems = problems(&finished);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(
            problems[0].0.starts_with("PORTAL_IDENTITY__PROXY__FROM"),
            "{problems:?}"
        );
        assert!(problems[0].1.contains("127.0.0.0/8"), "{problems:?}");
    }
}

#[tokio::test]
async fn the_addresses_of_a_proxy_without_a_header_are_explained() {
    let finished = super::check_with(&[("PORTAL_IDENTITY__PROXY__HEADER", "")]).await;
    assert_refused(&finished);
    assert!(
        finished.stderr.contains("PORTAL_IDENTITY__PROXY__HEADER"),
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn every_address_there_is_cannot_be_trusted() {
    for from in [
        "0.0.0.0/0",
        "::/0",
        "127.0.0.0/8, ::/0",
        "0.0.0.0/1, 128.0.0.0/1",
        "::ffff:0.0.0.0/96",
    ] {
        let finished = super::check_with(&[("PORTAL_IDENTITY__PROXY__FROM", from)]).await;
        assert_refused(&finished);
        assert!(
            finished.stderr.contains("strangers could be any user"),
            "{}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn the_hash_cannot_take_the_name_of_another_parameter() {
    for name in ["customer_ref", "business_id", "visible"] {
        let finished = super::check_with(&[("PORTAL_WIDGET__HASH_NAME", name)]).await;
        assert_refused(&finished);
        assert!(
            finished.stderr.contains("another parameter of the widget"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn both_listeners_cannot_have_one_address() {
    let finished = super::check_with(&[
        ("PORTAL_SERVER__LISTEN", "127.0.0.1:8080"),
        ("PORTAL_OPERATIONS__LISTEN", "127.0.0.1:8080"),
    ])
    .await;
    assert_refused(&finished);
    assert!(
        finished
            .stderr
            .contains("PORTAL_OPERATIONS__LISTEN: it is the address of server.listen too")
    );
}

#[tokio::test]
async fn a_header_that_visitors_send_cannot_name_the_user() {
    for header in ["X-Forwarded-For", "Forwarded", "Referer", "Authorization"] {
        let finished = super::check_with(&[("PORTAL_IDENTITY__PROXY__HEADER", header)]).await;
        assert_refused(&finished);
        assert!(finished.stderr.contains("has another meaning"), "{header}");
    }
}

#[tokio::test]
async fn a_password_in_an_address_is_not_repeated() {
    let finished =
        super::check_with(&[("PROABONO_API_BASE", "https://user:canary-pw@api-1.proabono.com")]).await;
    assert_refused(&finished);
    assert!(!finished.stderr.contains("canary-pw"), "{}", finished.stderr);
}

#[tokio::test]
async fn an_address_and_a_number_of_two_businesses_are_noticed() {
    let finished = super::check_with(&[
        ("PROABONO_API_BASE", "https://api-2.proabono.com"),
        ("PROABONO_BUSINESS_ID", "1"),
    ])
    .await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(finished.stdout.contains("two businesses?"), "{}", finished.stdout);
}

#[tokio::test]
async fn a_key_of_the_hand_off_that_does_not_fit_is_explained() {
    let [key, previous, jwks] = HANDOFF_KEYS;
    let private = "-----BEGIN PRIVATE KEY-----\nMC4\n-----END PRIVATE KEY-----";
    let public = "-----BEGIN PUBLIC KEY-----\nMC4\n-----END PUBLIC KEY-----";
    let good = "9c2f7a1e5b8d4036f1a7c3e85d2b6940";
    for (algorithm, given, place, remedy) in [
        ("HS256", vec![], key, "Set it, or identity.handoff.jwks_url"),
        ("HS256", vec![(key, "short")], key, "openssl rand -hex 32"),
        ("HS256", vec![(key, public)], key, "HS256 takes a secret"),
        (
            "HS256",
            vec![(key, good), (previous, "short")],
            previous,
            "openssl rand -hex 32",
        ),
        (
            "HS256",
            vec![(jwks, "https://app.test/keys")],
            jwks,
            "a JWK set holds public keys",
        ),
        ("RS256", vec![(key, good)], key, "write the public key in PEM"),
        (
            "ES256",
            vec![(key, private)],
            key,
            "it belongs to the application alone",
        ),
        (
            "EdDSA",
            vec![(jwks, "http://app.test/keys")],
            jwks,
            "write an https:// address",
        ),
        (
            "EdDSA",
            vec![(jwks, "https://app.test/keys"), (key, public)],
            jwks,
            "set one of the two",
        ),
    ] {
        let mut variables = vec![
            ("PORTAL_IDENTITY__HANDOFF__ISSUER", "https://app.test"),
            ("PORTAL_IDENTITY__HANDOFF__ALGORITHM", algorithm),
        ];
        variables.extend(given);
        let finished = super::check_with(&variables).await;
        assert_refused(&finished);
        let said = problems(&finished);
        let said = said
            .iter()
            .any(|(name, what)| name.starts_with(place) && what.contains(remedy));
        assert!(said, "{place}, {remedy}: {}", finished.stderr);
    }
}

#[tokio::test]
async fn what_sign_in_needs_beside_its_own_settings_is_asked_for() {
    let handoff = [
        ("PORTAL_IDENTITY__HANDOFF__ISSUER", "https://app.test"),
        (
            "PORTAL_IDENTITY__HANDOFF__KEY",
            "9c2f7a1e5b8d4036f1a7c3e85d2b6940",
        ),
    ];
    let finished = super::check_with(&handoff).await;
    assert_refused(&finished);
    let said = problems(&finished);
    for place in [
        "PORTAL_SESSIONS__KEY",
        "PORTAL_SERVER__PUBLIC_URL",
        "PORTAL_PAGE__SIGN_IN_URL",
        "PORTAL_IDENTITY__SHARED_IDS",
    ] {
        assert!(
            said.iter().any(|(name, _)| name.starts_with(place)),
            "{place}: {}",
            finished.stderr
        );
    }
    // The header may be a leftover of a sample.
    let several = "several providers of identity are on: identity.proxy, identity.handoff. First remove every setting of the one";
    assert!(finished.stderr.contains(several), "{}", finished.stderr);
    let plain = [("PORTAL_SERVER__PUBLIC_URL", "http://app.test/Subscriptions")];
    let finished = super::check_with(&[plain.as_slice(), &handoff].concat()).await;
    assert!(
        finished.stderr.contains("must be reached over https"),
        "{}",
        finished.stderr
    );
}

/// Each by itself, with everything else as it should be.
#[tokio::test]
async fn a_look_that_cannot_be_shown_ends_the_start_with_the_name_of_its_setting() {
    for (variable, value, said) in [
        (
            "PORTAL_PAGE__ACCENT",
            "#ffcc00",
            ": links in #ffcc00 cannot be read",
        ),
        (
            "PORTAL_PAGE__ACCENT_DARK",
            "#0b5cad",
            ": links in #0b5cad cannot be read",
        ),
        (
            "PORTAL_PAGE__LOGO_URL",
            "/nowhere/logo.svg",
            ": /nowhere/logo.svg cannot be read",
        ),
        ("PORTAL_PAGE__LANGUAGE", "xx", ": the pages do not speak xx"),
    ] {
        let finished = check_with(&[(variable, value)]).await;
        let error = format!("{variable}{said}");
        assert_eq!(finished.status.code(), Some(1), "{error}");
        assert!(finished.stderr.contains(&error), "{error}: {}", finished.stderr);
    }
}
