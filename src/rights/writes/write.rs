use serde_json::json;

use crate::customers::CustomerKey;
use crate::proabono::{Refusal, Usage, with_causes};
use crate::rights::{Cause, Item, Known, Question, Rights, Told, now_for};

use super::change::{Change, ChangeRequest};
use super::quoted::{Quoted, quote};
use super::reply::Reply;
use super::target;

impl Rights {
    /// Changes a usage: asks for the price first, writes it when it is free or accepted, and reads the rights again. With a
    /// key, the same increment is not sent twice while the key is remembered.
    pub(crate) async fn write(
        &self,
        customer: &CustomerKey,
        request: ChangeRequest,
        key: Option<String>,
    ) -> Reply {
        let (rights, customer) = (self.clone(), customer.clone());
        // A server that hangs up must not leave a change half done, or one that nobody remembers.
        let task = tokio::spawn(async move {
            let digest = request.digest();
            let write = rights.change(&customer, &request);
            match key {
                Some(key) => rights.remembered().once((&customer, key), digest, write).await,
                None => write.await,
            }
        });
        task.await
            .unwrap_or_else(|_| Reply::not_written(500, json!({ "error": "internal" })))
    }

    async fn change(&self, customer: &CustomerKey, request: &ChangeRequest) -> Reply {
        let Some(change) = request.change() else {
            let text = "Write exactly one of increment, quantity and enabled.";
            return Reply::mistaken("one-change", text);
        };
        let item = match self.target(customer, request, change).await {
            Ok(item) => item,
            Err(reply) => return reply,
        };
        let quoted = match quote(self.live(), customer, &item, change).await {
            Ok(quoted) => quoted,
            Err(error) => return Reply::failed_before(&error),
        };
        if !quoted.free && request.accept != Some(quoted.amounts) {
            return Reply::quoted(&quoted, quoted.amounts);
        }
        match self.send(customer, &item, change).await {
            Ok(usage) => self.written(customer, &item, (&quoted, usage)).await,
            Err(reply) => {
                // It may have been counted, and whoever looks must see it.
                self.outdate(customer, Cause::Write);
                reply
            }
        }
    }

    /// The item that changes. Rights that are only remembered refuse no change, since a subscription may have begun meanwhile;
    /// nor do they say that a switch is set already, since a change of nothing has no price.
    async fn target(
        &self,
        customer: &CustomerKey,
        request: &ChangeRequest,
        change: Change,
    ) -> Result<Item, Reply> {
        let find = |known: &Known| target::subscription(known, &request.feature, request.subscription);
        // The times of reads differ, so that they tell whether there was one since. The clock would not: two requests can come
        // in one millisecond.
        let before = self.latest_read(customer);
        let known = self.of(customer).await;
        let item = find(&known);
        let certain = item.as_ref().is_ok_and(|item| !change.is_in(item));
        if certain {
            return item;
        }
        if known.failure.is_some() {
            return Err(Reply::away());
        }
        if before != Some(known.read_at()) {
            return item;
        }
        if self.reread(customer, Cause::Write).await.is_err() {
            return Err(Reply::away());
        }
        find(&*self.of(customer).await)
    }

    /// Sends the change: one that may be sent twice is sent again after a failure.
    async fn send(
        &self,
        customer: &CustomerKey,
        item: &Item,
        change: Change,
    ) -> Result<Option<Usage>, Reply> {
        let to = (customer, &item.feature, item.subscription);
        let first = self.live().usages().update(&change.request(to)).await;
        let sent = match first {
            Err(error) if change.is_absolute() && error.refusal().is_none_or(may_pass) => {
                self.live().usages().update(&change.request(to)).await
            }
            sent => sent,
        };
        sent.map_err(|error| {
            let cause = with_causes(&error);
            tracing::warn!(code = "usage-not-changed", %cause, "a usage could not be changed");
            Reply::failed(&error, change.is_absolute())
        })
    }

    async fn written(
        &self,
        customer: &CustomerKey,
        item: &Item,
        (quoted, usage): (&Quoted, Option<Usage>),
    ) -> Reply {
        if let Err(error) = self.reread(customer, Cause::Write).await {
            tracing::warn!(
                code = "rights-not-reread",
                %error,
                "a usage is changed, and the rights could not be read again"
            );
        }
        let known = self.of(customer).await;
        let quantities = self.quantities(&item.feature);
        let question = Question::of_list(&item.feature, quantities);
        let right = Told::of(&known, &question, quantities, now_for(&known));
        let usage = usage.as_ref().and_then(Item::of);
        Reply::written(json!({ "written": true, "quote": quoted, "usage": usage, "right": right }))
    }
}

/// Tells whether the same call may succeed a moment later. A call that came too soon would come too soon again.
fn may_pass(refusal: &Refusal) -> bool {
    refusal.is_failure() && refusal.status != 429
}
