//! The trusted header.

use super::{Case, End, count, hold};
use crate::support::raw;
use crate::support::served::Served;
use crate::support::wait::loopback;

const NOW: &str = "now-9c2f7a1e5b8d4036f1a7c3e85d2b6940";
const BEFORE: &str = "before-9c2f7a1e5b8d4036f1a7c3e85d2b6940";

/// How the portal is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Site {
    /// The peer is listed.
    Trusted,
    /// It is not.
    Stranger,
    /// A listener of IPv6 that shows the peer as `::ffff:127.0.0.1`, which is listed as IPv4.
    Mapped,
    /// The same, with the address of IPv6 alone in the list.
    MappedStranger,
    /// The peer is listed and must show a secret; the one before is taken too.
    Secret,
    /// A claim comes in a header.
    Claims,
}

const SITES: [Site; 6] = [
    Site::Trusted,
    Site::Stranger,
    Site::Mapped,
    Site::MappedStranger,
    Site::Secret,
    Site::Claims,
];

impl Site {
    fn start(self) -> Served {
        const MAPPED: (&str, &str) = ("server.listen", "[::ffff:127.0.0.1]:0");
        Served::start(match self {
            Self::Trusted => &[],
            Self::Stranger => &[("identity.proxy.from", "10.0.0.0/8, ::1")],
            Self::Mapped => &[MAPPED, ("identity.proxy.from", "127.0.0.1")],
            Self::MappedStranger => &[MAPPED, ("identity.proxy.from", "::1, 10.0.0.0/8")],
            Self::Secret => &[
                ("identity.proxy.secret_header", "X-Portal-Secret"),
                ("identity.proxy.secret", NOW),
                ("identity.proxy.previous_secret", BEFORE),
            ],
            Self::Claims => &[("identity.proxy.claims", "org=X-Remote-Org")],
        })
    }
}

const ALICE: &[u8] = b"X-Remote-User: alice";

fn line(name: &str, value: &str) -> Vec<u8> {
    format!("{name}: {value}").into_bytes()
}

/// One row: the site, what it is, the header lines, the end.
type Row = (Site, &'static str, Vec<Vec<u8>>, End);

/// The header itself.
fn header() -> Vec<Row> {
    use End::{NotSignedIn, Refused, Unreadable, User};
    let plain = |name, lines: &[&[u8]], end| {
        let lines = lines.iter().map(|line| line.to_vec()).collect();
        (Site::Trusted, name, lines, end)
    };
    let long = line("X-Remote-User", &"u".repeat(501));
    vec![
        plain("good", &[ALICE], User("alice")),
        plain("good, in other letters", &[b"x-REMOTE-user:alice"], User("alice")),
        plain("nothing", &[], NotSignedIn),
        plain("empty", &[b"X-Remote-User:"], NotSignedIn),
        plain("blank", &[b"X-Remote-User:  \t "], NotSignedIn),
        plain("duplicated", &[ALICE, b"X-Remote-User: bruno"], Refused),
        plain("duplicated, the same", &[ALICE, ALICE], Refused),
        plain("duplicated, one empty", &[ALICE, b"X-Remote-User:"], Refused),
        plain(
            "duplicated, the first empty",
            &[b"X-Remote-User:", ALICE],
            Refused,
        ),
        plain("twin beside", &[ALICE, b"X_Remote_User: bruno"], Refused),
        plain("twin before", &[b"X_Remote_User: bruno", ALICE], Refused),
        plain("twin alone", &[b"X_Remote_User: bruno"], Refused),
        plain("half a twin", &[ALICE, b"X-Remote_User: bruno"], Refused),
        plain("twin of a detail", &[ALICE, b"x_remote_name: Bruno"], Refused),
        plain(
            "duplicated detail",
            &[ALICE, b"X-Remote-Email: a@a.test", b"X-Remote-Email: b@b.test"],
            Refused,
        ),
        plain("too long", &[&long], Refused),
        plain("a tab inside", &[b"X-Remote-User: ali\tce"], Refused),
        plain(
            "a control of two bytes",
            &[b"X-Remote-User: ali\xc2\x85ce"],
            Refused,
        ),
        plain("a nought", &[b"X-Remote-User: ali\0ce"], Unreadable),
        plain("a folded line", &[b"X-Remote-User: alice\r\n bruno"], Unreadable),
        plain(
            "a space before the colon",
            &[b"X-Remote-User : alice"],
            Unreadable,
        ),
        plain("Latin-1", &[b"X-Remote-User: Chlo\xe9"], Refused),
        plain("broken UTF-8", &[b"X-Remote-User: \xed\xa0\x80"], Refused),
        plain(
            "a cookie of that name",
            &[b"Cookie: X-Remote-User=alice"],
            NotSignedIn,
        ),
        plain("a word like it", &[b"X-Remote-Users: alice"], NotSignedIn),
    ]
}

/// Who sends it.
fn peers() -> Vec<Row> {
    let mut rows = Vec::new();
    for (site, end) in [
        (Site::Trusted, End::User("alice")),
        (Site::Stranger, End::NotSignedIn),
        (Site::Mapped, End::User("alice")),
        (Site::MappedStranger, End::NotSignedIn),
    ] {
        rows.push((site, "the header alone", vec![ALICE.to_vec()], end));
        for claimed in ["10.0.0.1", "127.0.0.1", "::1", "::ffff:10.0.0.1"] {
            for (name, value) in [
                ("X-Forwarded-For", claimed.to_owned()),
                ("X-Forwarded-For", format!("203.0.113.7, {claimed}")),
                ("Forwarded", format!("for=\"{claimed}\";by=\"{claimed}\"")),
                ("X-Real-IP", claimed.to_owned()),
                ("X-Client-IP", claimed.to_owned()),
                ("Via", format!("1.1 {claimed}")),
            ] {
                let lines = vec![line(name, &value), ALICE.to_vec()];
                rows.push((site, "a claimed address", lines, end));
            }
        }
    }
    rows
}

/// The secret and the claims.
fn beside() -> Vec<Row> {
    use End::{NotSignedIn, Refused, User};
    let with = |name, secrets: &[Vec<u8>], end| {
        let mut lines = vec![ALICE.to_vec()];
        lines.extend_from_slice(secrets);
        (Site::Secret, name, lines, end)
    };
    let shown = |value: &str| line("X-Portal-Secret", value);
    let secret_alone = vec![shown(NOW)];
    let org = |lines: &[&[u8]]| {
        let lines = [ALICE].iter().chain(lines).map(|line| line.to_vec());
        lines.collect::<Vec<_>>()
    };
    vec![
        with("the secret", &[shown(NOW)], User("alice")),
        with("the secret before", &[shown(BEFORE)], User("alice")),
        with("no secret", &[], Refused),
        with("an empty secret", &[shown("")], Refused),
        with("a wrong secret", &[shown(&"x".repeat(36))], Refused),
        with("the beginning of it", &[shown(&NOW[..35])], Refused),
        with("more than it", &[shown(&format!("{NOW}x"))], Refused),
        with("in other letters", &[shown(&NOW.to_uppercase())], Refused),
        with("both at once", &[shown(&format!("{NOW}, {BEFORE}"))], Refused),
        with("duplicated", &[shown(NOW), shown(NOW)], Refused),
        with("right and wrong", &[shown(NOW), shown("wrong")], Refused),
        with("wrong and right", &[shown("wrong"), shown(NOW)], Refused),
        with(
            "beside its twin",
            &[shown(NOW), line("X_Portal_Secret", NOW)],
            Refused,
        ),
        with("its twin alone", &[line("X_Portal_Secret", NOW)], Refused),
        with("in the query's place", &[line("X-Portal-Secrets", NOW)], Refused),
        (Site::Secret, "the secret and nobody", secret_alone, NotSignedIn),
        (Site::Secret, "nothing at all", Vec::new(), NotSignedIn),
        (
            Site::Claims,
            "a claim",
            org(&[b"X-Remote-Org: acme"]),
            User("alice"),
        ),
        (Site::Claims, "no claim", org(&[]), User("alice")),
        (
            Site::Claims,
            "a claim twice",
            org(&[b"X-Remote-Org: a", b"X-Remote-Org: b"]),
            Refused,
        ),
        (
            Site::Claims,
            "the twin of a claim",
            org(&[b"X_Remote_Org: b"]),
            Refused,
        ),
    ]
}

#[tokio::test]
async fn the_trusted_header_ends_in_a_user_or_without_a_customer() {
    let rows: Vec<_> = [header(), peers(), beside()].into_iter().flatten().collect();
    let users = rows.iter().filter(|(.., end)| matches!(end, End::User(_)));
    let (total, users) = (rows.len(), users.count());
    for kind in SITES {
        let site = kind.start();
        let of_it = rows.iter().filter(|(site, ..)| *site == kind);
        let cases: Vec<_> = of_it.map(case).collect();
        assert!(!cases.is_empty(), "{kind:?}");
        hold(&site, loopback(site.address().port()), &cases).await;
    }
    count("trusted header", total, users);
    assert!(users > 20 && total > 2 * users, "{users} of {total}");
}

fn case((site, name, lines, end): &Row) -> Case {
    let lines: Vec<_> = lines.iter().map(Vec::as_slice).collect();
    Case {
        name: format!("{site:?}: {name}"),
        request: raw::get("/Subscriptions", &lines),
        end: *end,
    }
}
