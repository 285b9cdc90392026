//! The open pages, which hear of what changed.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio::sync::broadcast;

use crate::customers::CustomerKey;

/// The most customers whose latest change is remembered, for pages that connect anew.
const REMEMBERED: u64 = 50_000;
/// The changes that an open page may lag behind. One that lags further is told to look again.
const BEHIND: usize = 1_024;

/// A change at a customer.
#[derive(Clone, Debug)]
pub(crate) struct News {
    /// Its place among all changes since this server started.
    pub(crate) n: u64,
    pub(crate) customer: CustomerKey,
    /// True when the rights have changed, false when they have not or nobody looked.
    pub(crate) rights: bool,
}

/// Tells open pages of changes.
pub(crate) struct Hub {
    /// Tells one start of the server from another.
    start: u32,
    last: AtomicU64,
    latest: Cache<CustomerKey, u64>,
    /// `None` once the server ends.
    sender: Mutex<Option<broadcast::Sender<Arc<News>>>>,
    open: Arc<AtomicUsize>,
    most: usize,
}

/// The place of an open page in the hub, given back when it is dropped.
pub(crate) struct Listener {
    pub(crate) news: broadcast::Receiver<Arc<News>>,
    /// True when something changed since the page heard of anything last.
    pub(crate) missed: bool,
    open: Arc<AtomicUsize>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Hub {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            start: rand::random(),
            last: AtomicU64::new(0),
            latest: Cache::builder()
                .max_capacity(REMEMBERED)
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            sender: Mutex::new(Some(broadcast::channel(BEHIND).0)),
            open: Arc::default(),
            most,
        }
    }

    /// Tells the open pages of a customer that something changed.
    pub(crate) fn tell(&self, customer: &CustomerKey, rights: bool) {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        let n = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        self.latest.insert(customer.clone(), n);
        if let Some(sender) = &*sender {
            let customer = customer.clone();
            // It fails when no page is open.
            let _ = sender.send(Arc::new(News { n, customer, rights }));
        }
    }

    /// Lets a page hear of changes from now on. `last` is the id that it heard last. `None` when too many are open, or the server
    /// ends.
    pub(crate) fn listen(&self, customer: &CustomerKey, last: Option<&str>) -> Option<Listener> {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        let news = sender.as_ref()?.subscribe();
        if self.open.fetch_add(1, Ordering::Relaxed) >= self.most {
            self.open.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        let missed = last.is_some_and(|last| self.missed(customer, last));
        let open = Arc::clone(&self.open);
        Some(Listener { news, missed, open })
    }

    /// An id of another start says nothing, so something may have been missed.
    fn missed(&self, customer: &CustomerKey, last: &str) -> bool {
        let heard = last.split_once('-').and_then(|(start, n)| {
            let start = u32::from_str_radix(start, 16).ok()?;
            let n: u64 = n.parse().ok()?;
            (start == self.start).then_some(n)
        });
        heard.is_none_or(|heard| self.latest.get(customer).is_some_and(|latest| latest > heard))
    }

    /// The id of a change, or of the moment.
    pub(crate) fn id(&self, n: Option<u64>) -> String {
        let n = n.unwrap_or_else(|| self.last.load(Ordering::Relaxed));
        format!("{:x}-{n}", self.start)
    }

    /// The number of open pages.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Ends the requests of all open pages, which would hold up the end of the server.
    pub(crate) fn close(&self) {
        self.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

#[cfg(test)]
mod tests {
    use crate::proabono::{CustomerReference, SegmentReference};

    use super::*;

    fn key(name: &str) -> CustomerKey {
        CustomerKey {
            reference: CustomerReference::new(name).unwrap(),
            segment: SegmentReference::new("seg").unwrap(),
        }
    }

    #[test]
    fn a_page_that_connects_anew_learns_whether_it_missed_anything() {
        let (hub, ann) = (Hub::new(10), key("ann"));
        let before = hub.id(None);
        let missed = |hub: &Hub, last: &str| hub.listen(&ann, Some(last)).unwrap().missed;
        assert!(!missed(&hub, &before));
        hub.tell(&key("bob"), true);
        assert!(!missed(&hub, &before), "of another customer");
        hub.tell(&ann, false);
        assert!(missed(&hub, &before));
        assert!(!missed(&hub, &hub.id(None)));
        for other in ["", "0-0", "nonsense", &Hub::new(1).id(None)] {
            assert!(missed(&hub, other), "{other}");
        }
        assert!(!hub.listen(&ann, None).unwrap().missed);
    }

    #[test]
    fn the_open_pages_are_bounded_and_their_places_given_back() {
        let hub = Hub::new(2);
        let first = hub.listen(&key("a"), None);
        let second = hub.listen(&key("a"), None);
        assert!(first.is_some() && second.is_some() && hub.listen(&key("b"), None).is_none());
        drop(first);
        assert!(hub.listen(&key("b"), None).is_some());
        hub.close();
        assert!(hub.listen(&key("b"), None).is_none());
    }
}
