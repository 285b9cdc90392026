use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// Counts its fetches, and answers each as the test says.
#[derive(Default)]
struct Script {
    asked: AtomicUsize,
    hangs: Mutex<bool>,
    fails: Mutex<bool>,
}

impl Source for Arc<Script> {
    type Value = usize;

    fn place(&self) -> String {
        "the script".to_owned()
    }

    async fn fetch(&self) -> Result<usize, String> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
        if *self.hangs.lock().unwrap() {
            std::future::pending::<()>().await;
        }
        if *self.fails.lock().unwrap() {
            return Err("it is away".to_owned());
        }
        Ok(number)
    }
}

fn fetched(fresh: Duration) -> (Arc<Script>, Fetched<Arc<Script>>) {
    let script = Arc::<Script>::default();
    let pace = Pace {
        patience: Duration::from_mins(1),
        fresh,
        again: Quota::per_hour(NonZeroU32::MIN),
    };
    (Arc::clone(&script), Fetched::new(script, pace))
}

fn asked(script: &Script) -> usize {
    script.asked.load(Ordering::SeqCst)
}

const LONG: Duration = Duration::from_hours(1);

#[tokio::test]
async fn all_who_wait_share_one_fetch_and_what_is_fresh_costs_none() {
    let (script, fetched) = fetched(LONG);
    let all = futures_util::future::join_all((0..9).map(|_| fetched.get())).await;
    assert!(all.iter().all(|held| held.as_ref().unwrap().value == 1));
    assert_eq!(fetched.get().await.unwrap().value, 1);
    assert_eq!(asked(&script), 1);
}

#[tokio::test]
async fn what_is_at_hand_waits_for_no_fetch_that_hangs() {
    let (script, fetched) = fetched(Duration::ZERO);
    assert_eq!(fetched.known().await.unwrap().value, 1, "the first one waits");
    *script.hangs.lock().unwrap() = true;
    for _ in 0..9 {
        let known = tokio::time::timeout(Duration::from_secs(5), fetched.known()).await;
        assert_eq!(known.unwrap().unwrap().value, 1);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(asked(&script), 2, "it is asked anew behind the scenes, once");
}

#[tokio::test]
async fn after_a_failure_a_document_is_away_and_what_is_known_of_it_is_still_at_hand() {
    let (script, fetched) = fetched(LONG);
    fetched.get().await.unwrap();
    *script.fails.lock().unwrap() = true;
    assert!(fetched.within(Duration::ZERO).await.is_err());
    assert!(fetched.get().await.is_err());
    assert_eq!(fetched.known().await.unwrap().value, 1);
    *script.fails.lock().unwrap() = false;
    assert_eq!(fetched.get().await.unwrap().value, 4);
}

#[tokio::test]
async fn a_document_that_lacks_something_is_fetched_again_within_the_quota() {
    let (script, fetched) = fetched(LONG);
    let first = fetched.get().await.unwrap();
    let second = fetched.after(&first).await.unwrap().unwrap();
    assert_eq!(second.value, 2);
    assert_eq!(
        fetched.after(&first).await.unwrap().unwrap().value,
        2,
        "a newer one is there"
    );
    assert!(fetched.after(&second).await.unwrap().is_none(), "too often");
    assert_eq!(asked(&script), 2);
}

#[tokio::test]
async fn failures_in_a_row_are_asked_for_slowly() {
    let (script, fetched) = fetched(LONG);
    *script.fails.lock().unwrap() = true;
    for _ in 0..40 {
        assert!(fetched.get().await.is_err());
    }
    assert!(asked(&script) <= 9, "{}", asked(&script));
}
