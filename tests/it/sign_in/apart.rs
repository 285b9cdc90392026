//! Two browsers, two users, one server behind nginx that keeps its connections: nothing of one ever reaches the other.

use crate::support::http::Answer;
use crate::support::nginx::Nginx;
use crate::support::trials::trials;
use crate::support::visitor::Visitor;

use super::Site;

const USERS: [&str; 2] = ["apart-one", "apart-two"];

#[tokio::test]
async fn no_page_cookie_or_link_of_one_user_ever_reaches_another() {
    let port = crate::support::wait::free_port();
    // The requests of both go in turn through connections that are kept: the log of nginx counts them.
    let nginx = Nginx::serving(|listen| {
        format!(
            "upstream portal {{ server 127.0.0.1:{port}; keepalive 2; keepalive_requests 100000; }}
             server {{ listen 127.0.0.1:{listen}; keepalive_requests 100000;
               location / {{ proxy_pass http://portal; proxy_http_version 1.1; proxy_set_header Connection \"\";
                 proxy_set_header Host $http_host; }} }}"
        )
    })
    .await;
    let page = nginx.url("/Subscriptions");
    let listen = format!("127.0.0.1:{port}");
    let site = Site::start(&[
        ("server.listen", &listen),
        ("server.public_url", &page),
        ("server.workers", "2"),
        ("identity.handoff.audience", "page"),
    ]);
    let mut visitors = Vec::new();
    for user in USERS {
        let mut claims = site.claims(user);
        claims["aud"] = "page".into();
        let token = site.signer.usual(&serde_json::Value::Object(claims));
        let mut visitor = Visitor::new(nginx.url(""));
        let posted = visitor
            .post("/Subscriptions/handoff", super::APP, &[("token", &token)])
            .await;
        visitor.follow(&posted).await.assert_status(303);
        visitors.push(visitor);
    }
    let stranger = Visitor::new(nginx.url(""));
    let rounds = trials("two users through one nginx: requests", 300, 10_000) / 10;
    for _ in 0..rounds {
        let mut asked = Vec::new();
        for turn in 0..10 {
            let who = rand::random::<u8>() % 3;
            let mut visitor = visitors.get(usize::from(who)).unwrap_or(&stranger).clone();
            let path = [
                "/Subscriptions",
                "/Subscriptions?crylk=x",
                "/Subscriptions/logout",
            ][turn % 3];
            asked.push(async move { (who, visitor.get(path).await) });
        }
        for (who, answer) in futures_util::future::join_all(asked).await {
            assert_about(usize::from(who), &answer);
        }
    }
}

#[track_caller]
fn assert_about(who: usize, answer: &Answer) {
    let expected = USERS.get(who);
    assert!([200, 303, 401].contains(&answer.status), "{answer:#?}");
    if let Some(set) = answer.header("set-cookie") {
        // Only a stranger with a query gets one: where they wanted to go.
        assert!(
            who == USERS.len() && set.starts_with("portal-way="),
            "{who}: {set}"
        );
    }
    for user in USERS {
        let there = answer.body.contains(user);
        assert_eq!(there, Some(&user) == expected, "{user}: {answer:#?}");
    }
}
