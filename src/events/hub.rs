//! The open pages, which hear of what changed.

use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
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
    /// Tells one start of the server from another; where several instances share their news, one start of these.
    start: AtomicU32,
    last: AtomicU64,
    /// The place before the first change that is known here.
    from: AtomicU64,
    /// The place of each customer's latest change, and of the latest one of the rights.
    latest: Cache<CustomerKey, (u64, u64)>,
    /// `None` once the server ends.
    sender: Mutex<Option<broadcast::Sender<Arc<News>>>>,
    open: Arc<AtomicUsize>,
    most: usize,
}

/// The place of an open page in the hub, given back when it is dropped.
pub(crate) struct Listener {
    pub(crate) news: broadcast::Receiver<Arc<News>>,
    /// The place of the latest change when the page began to listen.
    pub(crate) at: u64,
    /// Set when something changed since the page heard of anything last: true when the rights were among it.
    pub(crate) missed: Option<bool>,
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
            start: AtomicU32::new(rand::random()),
            last: AtomicU64::new(0),
            from: AtomicU64::new(0),
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
        self.told((n, rights), customer, sender.as_ref());
    }

    /// Tells the open pages of a customer of a change that has its place among those of all instances.
    pub(crate) fn hear(&self, (start, n): (u32, u64), customer: &CustomerKey, rights: bool) {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        if self.start.swap(start, Ordering::Relaxed) != start {
            self.latest.invalidate_all();
            self.from.store(n.saturating_sub(1), Ordering::Relaxed);
            self.last.store(0, Ordering::Relaxed);
        }
        self.last.fetch_max(n, Ordering::Relaxed);
        self.told((n, rights), customer, sender.as_ref());
    }

    fn told(
        &self,
        (n, rights): (u64, bool),
        customer: &CustomerKey,
        sender: Option<&broadcast::Sender<Arc<News>>>,
    ) {
        let (latest, before) = self.latest.get(customer).unwrap_or_default();
        let of_rights = if rights { n.max(before) } else { before };
        self.latest.insert(customer.clone(), (n.max(latest), of_rights));
        if let Some(sender) = sender {
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
        let at = self.last.load(Ordering::Relaxed);
        let missed = last.and_then(|last| self.missed(customer, last, at));
        let open = Arc::clone(&self.open);
        Some(Listener {
            news,
            at,
            missed,
            open,
        })
    }

    /// An id of another start, or one that is too old, says nothing: something may have been missed, and nobody knows what.
    fn missed(&self, customer: &CustomerKey, last: &str, at: u64) -> Option<bool> {
        let heard = last.split_once('-').and_then(|(start, n)| {
            let start = u32::from_str_radix(start, 16).ok()?;
            let n: u64 = n.parse().ok()?;
            let known = n >= self.from.load(Ordering::Relaxed) && at.saturating_sub(n) < REMEMBERED;
            (start == self.start.load(Ordering::Relaxed) && known).then_some(n)
        });
        let Some(heard) = heard else {
            return Some(false);
        };
        let (n, rights) = self.latest.get(customer)?;
        (n > heard).then_some(rights > heard)
    }

    /// The id of the change at a place.
    pub(crate) fn id(&self, n: u64) -> String {
        format!("{:x}-{n}", self.start.load(Ordering::Relaxed))
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
        let now = |hub: &Hub| hub.id(hub.listen(&ann, None).unwrap().at);
        let missed = |hub: &Hub, last: &str| hub.listen(&ann, Some(last)).unwrap().missed;
        let before = now(&hub);
        assert_eq!(missed(&hub, &before), None);
        hub.tell(&key("bob"), true);
        assert_eq!(missed(&hub, &before), None, "of another customer");
        hub.tell(&ann, false);
        assert_eq!(missed(&hub, &before), Some(false));
        hub.tell(&ann, true);
        hub.tell(&ann, false);
        assert_eq!(missed(&hub, &before), Some(true));
        assert_eq!(missed(&hub, &now(&hub)), None);
        for other in ["", "0-0", "nonsense", &now(&Hub::new(1))] {
            assert_eq!(missed(&hub, other), Some(false), "{other}");
        }
        assert_eq!(hub.listen(&ann, None).unwrap().missed, None);
    }

    #[test]
    fn a_page_that_comes_from_another_instance_learns_whether_it_missed_anything() {
        let (one, other, ann) = (Hub::new(10), Hub::new(10), key("ann"));
        let missed = |hub: &Hub, last: &str| hub.listen(&ann, Some(last)).unwrap().missed;
        for hub in [&one, &other] {
            hub.hear((7, 41), &key("bob"), false);
        }
        let before = one.id(one.listen(&ann, None).unwrap().at);
        assert_eq!(before, "7-41");
        assert_eq!(missed(&other, &before), None);
        other.hear((7, 43), &ann, true);
        // News may overtake each other.
        other.hear((7, 42), &ann, false);
        assert_eq!(missed(&other, &before), Some(true));
        assert_eq!(other.listen(&ann, None).unwrap().at, 43);
        assert_eq!(missed(&other, "7-39"), Some(false), "it was not here then");
        other.hear((8, 1), &ann, false);
        assert_eq!(missed(&other, &before), Some(false), "of another start");
        assert_eq!(missed(&other, "8-1"), None);
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
