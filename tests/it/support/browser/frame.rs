//! The page's first frame, and what the browser makes of addresses.

use fantoccini::Locator;
use serde_json::{Value, json};

use super::{Browser, bounded};

/// Lists of addresses are sent in pieces of this length.
const PIECE: usize = 1_000;

impl Browser {
    /// The `src` attribute of the first frame, as it stands in the document.
    pub(crate) async fn frame_src(&self) -> Option<String> {
        let source = self
            .eval("document.querySelector('iframe')?.getAttribute('src') ?? null")
            .await;
        source.as_str().map(str::to_owned)
    }

    /// What the visitor reads in the first frame.
    ///
    /// # Panics
    ///
    /// When there is no frame, or no document in it.
    pub(crate) async fn frame_text(&self) -> String {
        let inside = async {
            self.client.enter_frame(0).await?;
            let text = self.client.find(Locator::Css("body")).await?.text().await;
            self.client.enter_parent_frame().await?;
            text
        };
        bounded("the frame's text", inside)
            .await
            .expect("the text of the first frame")
    }

    /// The result of a function body (`return location.href`) inside the first frame.
    ///
    /// # Panics
    ///
    /// When there is no frame, or the script fails.
    pub(crate) async fn in_frame(&self, script: &str) -> Value {
        let inside = async {
            self.client.enter_frame(0).await?;
            let value = self.client.execute(script, Vec::new()).await;
            self.client.enter_parent_frame().await?;
            value
        };
        bounded("the frame", inside)
            .await
            .expect("an answer from the first frame")
    }

    /// The host that the browser itself reads in each address; `None` where it sees no address.
    pub(crate) async fn hostname_of(&self, addresses: &[String]) -> Vec<Option<String>> {
        let script =
            "return arguments[0].map(x => { try { return new URL(x).hostname } catch { return null } })";
        let mut hosts = Vec::with_capacity(addresses.len());
        for piece in addresses.chunks(PIECE) {
            let answer = bounded("the hosts", self.client.execute(script, vec![json!(piece)])).await;
            let found: Vec<Option<String>> =
                serde_json::from_value(answer.expect("the hosts")).expect("a list of hosts");
            hosts.extend(found);
        }
        assert_eq!(hosts.len(), addresses.len());
        hosts
    }
}
