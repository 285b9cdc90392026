//! Attempts that are being made.

use std::collections::HashMap;

use tokio::task::{Id, JoinSet};

use crate::hooks::Posting;

/// The attempts that are being made, each with its delivery, which an attempt that panics does not take with it.
#[derive(Default)]
pub(super) struct UnderWay {
    attempts: JoinSet<Option<u16>>,
    postings: HashMap<Id, Posting>,
}

impl UnderWay {
    /// Begins an attempt, which ends with the status that it was answered with.
    pub(super) fn begin(
        &mut self,
        posting: Posting,
        attempt: impl Future<Output = Option<u16>> + Send + 'static,
    ) {
        let id = self.attempts.spawn(attempt).id();
        self.postings.insert(id, posting);
    }

    /// The next attempt that has ended; `None` when none is being made. It may be dropped while it waits.
    pub(super) async fn next(&mut self) -> Option<(Posting, Option<u16>)> {
        let (id, status) = match self.attempts.join_next_with_id().await? {
            Ok(ended) => ended,
            Err(error) => {
                tracing::error!(%error, "a delivery to a webhook broke off; it counts as refused");
                (error.id(), None)
            }
        };
        Some((self.postings.remove(&id)?, status))
    }
}

#[cfg(test)]
mod tests {
    use super::{Posting, UnderWay};

    #[tokio::test]
    async fn an_attempt_that_panics_is_one_without_an_answer_and_others_go_on() {
        let mut under_way = UnderWay::default();
        under_way.begin(Posting::sample(1, 1), async { panic!("on purpose") });
        under_way.begin(Posting::sample(1, 2), async { Some(200) });
        let mut ended = Vec::new();
        while let Some((posting, status)) = under_way.next().await {
            ended.push((posting.trigger, status));
        }
        ended.sort_unstable();
        assert_eq!(ended, [(1, None), (2, Some(200))]);
    }
}
