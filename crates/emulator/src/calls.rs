//! The calls of the API, remembered for tests. Headers are not kept, so credentials are not.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;
use serde_json::{Map, Value};

/// Above this many the oldest are dropped; the counts go on.
const MOST: usize = 10_000;

/// One call. `status` is `None` until it is answered, and stays so when the client gave up.
#[derive(Serialize)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) operation: String,
    pub(crate) status: Option<u16>,
    pub(crate) query: Map<String, Value>,
    pub(crate) body: Value,
    /// The body of the answer, where answers are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) answer: Option<Value>,
}

/// A call in the record, with its place among all calls.
#[derive(Serialize)]
pub(crate) struct Kept {
    number: u64,
    #[serde(flatten)]
    call: Call,
}

#[derive(Default)]
pub(crate) struct Calls {
    kept: VecDeque<Kept>,
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
        let number = self.last;
        self.kept.push_back(Kept { number, call });
        number
    }

    pub(crate) fn finish(&mut self, number: u64, status: u16, answer: Option<Value>) {
        if let Ok(index) = self.kept.binary_search_by_key(&number, |kept| kept.number) {
            let call = &mut self.kept[index].call;
            call.status = Some(status);
            call.answer = answer;
        }
    }

    /// How many calls there have been, those that were dropped or cleared included.
    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    pub(crate) fn kept(&self) -> &VecDeque<Kept> {
        &self.kept
    }

    pub(crate) fn counts(&self) -> &BTreeMap<String, u64> {
        &self.counts
    }

    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.counts.clear();
    }
}
