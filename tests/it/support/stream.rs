//! A stream of server-sent events, read as an open page reads it.

use std::time::{Duration, Instant};

use reqwest::{RequestBuilder, Response};

/// A page that listens.
pub(crate) struct Listening {
    pub(crate) response: Response,
    pub(crate) heard: String,
}

impl Listening {
    /// Sends the request of a page; of one that listened before with the id of the last event.
    pub(crate) async fn open(request: RequestBuilder, last: Option<&str>) -> Self {
        let request = last
            .iter()
            .fold(request, |request, id| request.header("last-event-id", *id));
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 200);
        let heard = String::new();
        Self { response, heard }
    }

    /// Reads on until a text was heard; `None` when the stream ends or is silent for so long.
    pub(crate) async fn until(&mut self, text: &str, within: Duration) -> Option<()> {
        let end = Instant::now() + within;
        while !self.heard.contains(text) {
            let left = end.saturating_duration_since(Instant::now());
            let chunk = tokio::time::timeout(left, self.response.chunk()).await.ok()?;
            self.heard.push_str(&String::from_utf8_lossy(&chunk.ok()??));
        }
        Some(())
    }

    pub(crate) fn last_id(&self) -> String {
        let mut lines = self.heard.lines().rev();
        let id = lines.find_map(|line| line.strip_prefix("id: "));
        id.expect("an id").to_owned()
    }
}
