//! The file of the sessions: what is in it, and what happens when it is locked, full, or away.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::support::http::get;
use crate::support::wait::poll;

use super::{APP, Site, assert_shows};

#[tokio::test]
async fn the_file_holds_no_name_no_address_and_no_link() {
    let site = Site::start(&[]);
    let mut visitor = site.visitor();
    visitor
        .get("/Subscriptions?crylk=https%3A%2F%2Fmon-app.via.proabono.com%2Fcanary-link")
        .await;
    let mut claims = site.claims("canary-user");
    claims.insert("email".to_owned(), "canary@acme.example".into());
    claims.insert("name".to_owned(), "Canary Martin".into());
    let token = site.signer.usual(&serde_json::Value::Object(claims));
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await;
    let names = ["canary", "Canary", "crylk"];
    assert_nowhere(&site, &names);
    visitor.follow(&posted).await;
    assert_nowhere(&site, &names);
    for value in visitor.cookies.values() {
        assert_nowhere(&site, &[value]);
    }
}

fn assert_nowhere(site: &Site, texts: &[&str]) {
    let folder = site.file();
    let folder = folder.parent().expect("a folder");
    let mut bytes = 0;
    for file in std::fs::read_dir(folder).expect("the folder") {
        let content = std::fs::read(file.expect("a file").path()).expect("its content");
        bytes += content.len();
        for text in texts {
            let found = content
                .windows(text.len())
                .any(|window| window == text.as_bytes());
            assert!(!found, "{text} stands in the file");
        }
    }
    assert!(bytes > 4096, "nothing was written");
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_servers_own_user_reads_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::start(&[]);
    site.handed_over("alice").await;
    for file in std::fs::read_dir(site.file().parent().expect("a folder")).expect("the folder") {
        let file = file.expect("a file");
        let mode = file.metadata().expect("its mode").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
    }
}

#[tokio::test]
async fn a_store_that_does_not_answer_is_a_clear_page_and_comes_back_without_a_restart() {
    let site = Site::start(&[("sessions.idle", "10s")]);
    let mut visitor = site.handed_over("alice").await;
    ready(&site, 200).await;
    // Long enough for a visit to move the end of the session.
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    let other = Connection::open(site.file()).expect("the file");
    // Another program holds the file: nothing can be written.
    other.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
    let mut stranger = site.visitor();
    let posted = stranger
        .post("/Subscriptions/handoff", APP, &[("token", &site.token("bruno"))])
        .await;
    posted
        .assert_status(503)
        .assert_header("retry-after", "5")
        .assert_header_has("content-security-policy", "default-src 'none'")
        .assert_text("You cannot be recognised right now");
    // What needs no session is unaffected.
    get(&site.served.operations_url("/healthz"))
        .await
        .assert_status(200);
    // Who is signed in is served as before: readers do not wait for writers.
    for _ in 0..3 {
        let started = Instant::now();
        assert_shows(&visitor.get("/Subscriptions").await, "alice");
        assert!(
            started.elapsed() < Duration::from_millis(900),
            "{:?}",
            started.elapsed()
        );
    }
    ready(&site, 503).await;
    stranger.get("/Subscriptions/nothing").await.assert_status(404);
    other.execute_batch("ROLLBACK").expect("the end of the lock");
    ready(&site, 200).await;
    let posted = stranger
        .post("/Subscriptions/handoff", APP, &[("token", &site.token("bruno"))])
        .await;
    posted.assert_status(303);
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
}

/// Whether the server says that it takes visitors, and that it is the sessions when it does not.
async fn ready(site: &Site, status: u16) {
    let said = get(&site.served.operations_url("/readyz")).await;
    said.assert_status(status);
    if status == 503 {
        said.assert_text("the sessions cannot be read and written");
    }
}

#[tokio::test]
async fn a_damaged_file_shows_in_the_probe() {
    let site = Site::start(&[]);
    for user in 0..40 {
        site.handed_over(&format!("user-{user}")).await;
    }
    let file = site.file();
    Connection::open(&file)
        .expect("the file")
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("everything in one file");
    let whole = std::fs::read(&file).expect("the file");
    let mut damaged = whole.clone();
    // One page in the middle: not every visit meets it.
    let middle = damaged.len() / 4096 / 2 * 4096;
    damaged[middle..middle + 4096].fill(0xa5);
    std::fs::write(&file, damaged).expect("damage");
    ready(&site, 503).await;
    // From then on it is looked at each time.
    std::fs::write(&file, whole).expect("the mend");
    ready(&site, 200).await;
}

#[tokio::test]
async fn a_token_that_was_used_stays_used_when_the_file_is_deleted() {
    for restart in [false, true] {
        let mut site = Site::start(&[("identity.handoff.links", "true")]);
        let token = site.token("alice");
        let mut first = site.visitor();
        let posted = first
            .post("/Subscriptions/handoff", APP, &[("token", &token)])
            .await;
        posted.assert_status(303);
        // A second later the file is certainly younger than the token.
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        delete(&site);
        if restart {
            site = site.restarted(&[("identity.handoff.links", "true")]).await;
        }
        let mut second = site.visitor();
        let posted = second
            .post("/Subscriptions/handoff", APP, &[("token", &token)])
            .await;
        let nobody = second.follow(&posted).await;
        nobody.assert_status(400).assert_text("was not completed");
        assert!(second.cookies.is_empty());
        // What it was exchanged for is worth nothing either.
        first.get("/Subscriptions/handoff").await.assert_status(400);
        let mut third = site.visitor();
        let arrived = third.get(&format!("/Subscriptions/handoff?token={token}")).await;
        let asked = third.follow(&arrived).await;
        let yes = [("continue", "yes"), ("about", &super::about(&asked))];
        third
            .submit("/Subscriptions/handoff", &yes)
            .await
            .assert_status(400);
        site.handed_over("alice").await;
    }
}

/// Deletes the file, as the documentation says.
fn delete(site: &Site) {
    for ending in ["", "-wal", "-shm"] {
        let mut file = site.file().into_os_string();
        file.push(ending);
        std::fs::remove_file(file).expect("the file");
    }
}

#[tokio::test]
async fn a_file_that_is_taken_away_and_broken_is_a_clear_page_until_it_is_back() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    // The tables go, as after a restore of the wrong file.
    let other = Connection::open(site.file()).expect("the file");
    other
        .execute_batch("ALTER TABLE entries RENAME TO elsewhere")
        .expect("a change");
    let page = visitor.get("/Subscriptions").await;
    page.assert_status(503)
        .assert_header_has("content-security-policy", "default-src 'none'")
        .assert_no_text("entries");
    other
        .execute_batch("ALTER TABLE elsewhere RENAME TO entries")
        .expect("a change");
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
}

#[tokio::test]
async fn what_has_ended_leaves_the_file() {
    let site = Site::start(&[("sessions.idle", "1s"), ("sessions.absolute", "1s")]);
    site.handed_over("alice").await;
    let count = || {
        let file = Connection::open(site.file()).expect("the file");
        let sql = "SELECT count(*) FROM entries WHERE space = 'session'";
        file.query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("a count")
    };
    assert_eq!(count(), 1);
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    let site = site.restarted(&[]).await;
    site.visitor().get("/Subscriptions?a=b").await;
    let gone = poll(Duration::from_secs(10), async || {
        let file = Connection::open(site.file()).expect("the file");
        let sql = "SELECT count(*) FROM entries WHERE space = 'session'";
        let left = file.query_row(sql, [], |row| row.get::<_, i64>(0));
        (left.expect("a count") == 0).then_some(())
    });
    assert!(gone.await.is_some(), "the session is still in the file");
}

#[tokio::test]
async fn deleting_the_file_signs_everybody_out_and_the_server_goes_on_with_a_new_one() {
    let site = Site::start(&[]);
    let mut alice = site.handed_over("alice").await;
    let token = site.token("bruno");
    let mut bruno = site.visitor();
    bruno
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await
        .assert_status(303);
    delete(&site);
    alice.get("/Subscriptions").await.assert_status(401);
    let mut again = site.handed_over("alice").await;
    assert_shows(&again.get("/Subscriptions").await, "alice");
    assert!(site.file().exists());
}

#[tokio::test]
async fn signing_out_while_the_store_is_away_takes_the_cookie_all_the_same() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let other = Connection::open(site.file()).expect("the file");
    other
        .execute_batch("ALTER TABLE entries RENAME TO elsewhere")
        .expect("a change");
    visitor
        .submit("/Subscriptions/logout", &[])
        .await
        .assert_status(503);
    assert!(visitor.cookies.is_empty(), "{:?}", visitor.cookies);
}

#[tokio::test]
async fn a_session_that_must_end_leaves_the_browser_even_while_the_store_is_locked() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let mut claims = site.claims("alice");
    claims["aud"] = format!("{}/Subscriptions/logout", site.origin).into();
    let token = site.signer.usual(&serde_json::Value::Object(claims));
    let out = format!("/Subscriptions/logout?token={token}");
    let handed_over = format!("/Subscriptions/handoff?token={}", site.token("bruno"));
    for path in [out, handed_over] {
        let mut visitor = site.handed_over("alice").await;
        let other = Connection::open(site.file()).expect("the file");
        other.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
        let mut answer = visitor.get(&path).await;
        if answer.status == 303 {
            answer = visitor.follow(&answer).await;
        }
        answer.assert_status(503);
        assert!(!visitor.cookies.contains_key("portal-session"), "{path}");
    }
}

#[tokio::test]
async fn a_flood_of_long_addresses_fills_no_disk_and_takes_no_link_away() {
    let site = Site::start(&[]);
    let deep = format!("/Subscriptions?pa_query={}", "q".repeat(4_000));
    let mut honest = site.visitor();
    honest.get(&deep).await.assert_status(303);
    let long = format!("/Subscriptions?{}", "x".repeat(15_000));
    let mut flood = site.visitor();
    let mut kept = 0;
    for _ in 0..1_200 {
        flood.cookies.clear();
        let answer = flood.get(&long).await;
        assert!([303, 401].contains(&answer.status), "{answer:#?}");
        kept += u32::from(answer.status == 303);
    }
    assert!(kept < 1_100, "{kept} of 15 kilobytes each were kept");
    let posted = honest
        .post("/Subscriptions/handoff", APP, &[("token", &site.token("alice"))])
        .await;
    honest.follow(&posted).await.assert_header("location", &deep);
}
