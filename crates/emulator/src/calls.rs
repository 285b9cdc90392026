//! The calls of the API, remembered for tests. Headers are not kept, so credentials are not.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;
use serde_json::{Map, Value};

/// Above this many the oldest are dropped; the counts go on.
const MOST: usize = 10_000;

/// One call. `status` is `None` until it is answered, and stays so when the client gave up.
#[derive(Clone, Serialize)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) operation: String,
    pub(crate) status: Option<u16>,
    pub(crate) query: Map<String, Value>,
    pub(crate) body: Value,
}

#[derive(Default)]
pub(crate) struct Calls {
    kept: VecDeque<(u64, Call)>,
    counts: BTreeMap<String, u64>,
    last: u64,
}

impl Calls {
    pub(crate) fn begin(&mut self, call: Call) -> u64 {
        if self.kept.len() >= MOST {
            self.kept.pop_front();
        }
        *self.counts.entry(call.operation.clone()).or_default() += 1;
        self.last += 1;
        self.kept.push_back((self.last, call));
        self.last
    }

    pub(crate) fn finish(&mut self, number: u64, status: u16) {
        if let Ok(index) = self.kept.binary_search_by_key(&number, |(kept, _)| *kept) {
            self.kept[index].1.status = Some(status);
        }
    }

    pub(crate) fn kept(&self) -> Vec<&Call> {
        self.kept.iter().map(|(_, call)| call).collect()
    }

    pub(crate) fn counts(&self) -> &BTreeMap<String, u64> {
        &self.counts
    }

    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.counts.clear();
    }
}
