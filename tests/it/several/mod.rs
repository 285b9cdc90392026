//! Several instances behind a real nginx, which share what they keep in a real Redis.

mod dropped;
mod events;
mod outage;
mod visits;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sign_in::{APP, KEY};
use crate::support::http::Answer;
use crate::support::nginx::Nginx;
use crate::support::portal::PortalProcess;
use crate::support::redis::Redis;
use crate::support::served::{borrowed, variables};
use crate::support::tokens::{SECRET, Signer, claims};
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;
use crate::support::wait::{START, free_port, poll};

/// The address of the page as the visitors would see it.
const PUBLIC: &str = "http://127.0.0.1/Subscriptions";
/// A key for Redis, which is none of the sessions.
const SEAL: &str = "b7d8a41c6b3e05f7a9c1d2e4f60718293a4b5c6d7e8f901234567890abcdef5f2c0e9";

/// The page, as several instances serve it.
pub(crate) struct Site {
    pub(crate) upstream: Upstream,
    pub(crate) redis: Redis,
    pub(crate) instances: Vec<PortalProcess>,
    pub(crate) nginx: Nginx,
    variables: Vec<Vec<(&'static str, String)>>,
}

impl Site {
    pub(crate) async fn start(instances: usize) -> Self {
        Self::with(instances, &[]).await
    }

    pub(crate) async fn with(instances: usize, more: &[(&str, &str)]) -> Self {
        let (upstream, redis) = (Upstream::start(account()), Redis::start().await);
        let variables: Vec<_> = (0..instances)
            .map(|_| settings(&upstream, &redis, more))
            .collect();
        let mut started = Vec::new();
        for variables in &variables {
            started.push(PortalProcess::start(&borrowed(variables), &["serve"]).await);
        }
        // A token that is older than this is refused.
        let birth = poll(START, async || {
            redis.tell("HGET portal:born at").contains("$10").then_some(())
        });
        assert!(birth.await.is_some(), "no instance has reached Redis");
        let ports: Vec<_> = started.iter().map(PortalProcess::port).collect();
        let nginx = Nginx::serving(|port| {
            let servers = ports.iter().map(|port| format!("server 127.0.0.1:{port} max_fails=0;"));
            let servers = servers.collect::<Vec<_>>().join("\n");
            format!(
                "upstream portal {{ {servers} keepalive 16; }}\n\
                 server {{ listen 127.0.0.1:{port}; location / {{\n\
                 proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host $http_host;\n\
                 proxy_connect_timeout 1s; proxy_pass http://portal; }} }}\n"
            )
        })
        .await;
        Self {
            upstream,
            redis,
            instances: started,
            nginx,
            variables,
        }
    }

    /// Starts an instance again, after it has ended.
    pub(crate) async fn again(&mut self, instance: usize) {
        let variables = borrowed(&self.variables[instance]);
        self.instances[instance] = PortalProcess::start(&variables, &["serve"]).await;
    }

    /// The address at the operator's listener of an instance.
    pub(crate) fn operations(&self, instance: usize, path: &str) -> String {
        // The later one counts.
        let mut pairs = self.variables[instance].iter().rev();
        let listen = pairs.find(|(name, _)| *name == "PORTAL_OPERATIONS__LISTEN");
        format!("http://{}{path}", listen.expect("the listener").1)
    }

    /// A visitor who comes through nginx.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::new(self.nginx.url("").trim_end_matches('/'))
    }

    /// The same visitor at one instance.
    pub(crate) fn at(&self, instance: usize, cookies: &BTreeMap<String, String>) -> Visitor {
        let mut visitor = Visitor::new(self.instances[instance].url(""));
        visitor.cookies.clone_from(cookies);
        visitor
    }

    /// A visitor whom the application handed over: nginx sends each step to another instance.
    pub(crate) async fn handed_over(&self, user: &str) -> Visitor {
        let mut visitor = self.visitor();
        let posted = hand_over(&mut visitor, &token(user)).await;
        visitor.follow(&posted).await.assert_status(303);
        visitor
    }
}

fn settings(upstream: &Upstream, redis: &Redis, more: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let probes = format!("127.0.0.1:{}", free_port());
    let url = redis.url();
    let mut pairs = vec![
        ("operations.listen", probes.as_str()),
        ("server.public_url", PUBLIC),
        ("page.sign_in_url", "https://app.acme.example/login"),
        ("sessions.key", KEY),
        ("redis.url", &url),
        ("redis.key", SEAL),
        ("identity.shared_ids", "true"),
        ("identity.handoff.issuer", APP),
        ("identity.handoff.origins", APP),
        ("identity.handoff.key", SECRET),
    ];
    pairs.extend(more);
    let mut variables = variables(upstream.origin(), &pairs);
    variables.push(("PORTAL_SERVER__LISTEN", format!("127.0.0.1:{}", free_port())));
    variables
}

pub(crate) fn token(user: &str) -> String {
    Signer::secret().usual(&Value::Object(claims(APP, PUBLIC, user)))
}

pub(crate) async fn hand_over(visitor: &mut Visitor, token: &str) -> Answer {
    visitor
        .post("/Subscriptions/handoff", APP, &[("token", token)])
        .await
}
