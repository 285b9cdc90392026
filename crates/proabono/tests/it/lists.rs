//! Lists that are read page after page, with any size of page and any number of items, also one that changes.

use std::num::NonZeroU32;

use futures_util::StreamExt as _;
use proabono::{Error, Feature, ListBalance, ListCustomers, ListFeatures};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Runtime;

use super::scripted::{Items, Scripted, Shape};
use crate::support::trials::trials;

/// The ids of all items, as the stream brings them.
async fn read(service: &Scripted, size: u32) -> Vec<u64> {
    let live = service.client();
    let listing = live.features().list(&ListFeatures::default());
    let features = listing
        .size_page(NonZeroU32::new(size).unwrap())
        .all()
        .await
        .unwrap();
    features
        .iter()
        .map(|feature: &Feature| feature.id.unwrap().0)
        .collect()
}

/// The number of calls that the rule "until `TotalItems` are read, or a page is empty" makes.
fn calls(totals: &[u64], size: u64) -> usize {
    let mut read = 0;
    for call in 0.. {
        let total = totals[call.min(totals.len() - 1)];
        let page = total.saturating_sub(call as u64 * size).min(size);
        read += page;
        if page == 0 || read >= total {
            return call + 1;
        }
    }
    unreachable!("the loop ends when the total is reached")
}

fn check(name: &str, strategy: impl Strategy<Value = (Vec<u64>, u32)>, claim: impl Fn(&[u64], u32, &[u64])) {
    let cases = u32::try_from(trials(name, 60, 2_000)).unwrap();
    let runtime = Runtime::new().unwrap();
    let service = runtime.block_on(async { Scripted::start() });
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    let result = runner.run(&strategy, |(totals, size)| {
        service.play(&totals);
        let ids = runtime.block_on(read(&service, size));
        let made = service.calls();
        prop_assert_eq!(made.len(), calls(&totals, u64::from(size)));
        let pages: Vec<(u64, u64)> = (1..=made.len() as u64)
            .map(|page| (page, u64::from(size)))
            .collect();
        prop_assert_eq!(made, pages);
        claim(&totals, size, &ids);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_list_of_any_length_is_read_whole_in_order_with_no_call_too_many() {
    let fixed = (0_u64..300, 1_u32..60).prop_map(|(total, size)| (vec![total], size));
    check("api: lists of any length", fixed, |totals, size, ids| {
        assert!(ids.iter().copied().eq(0..totals[0]));
        assert_eq!(
            calls(totals, u64::from(size)),
            usize::try_from(totals[0].div_ceil(u64::from(size)).max(1)).unwrap()
        );
    });
}

#[test]
fn a_list_that_grows_or_shrinks_while_it_is_read_still_ends_and_repeats_nothing() {
    let changing = (prop::collection::vec(0_u64..200, 1..8), 1_u32..40);
    check(
        "api: lists that change while they are read",
        changing,
        |totals, _, ids| {
            assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
            assert!(ids.len() as u64 <= *totals.iter().max().unwrap());
        },
    );
}

#[tokio::test]
async fn counting_reads_no_item_and_makes_one_call() {
    let service = Scripted::start();
    service.play(&[41]);
    let live = service.client();
    let listing = live.features().list(&ListFeatures::default());
    assert_eq!(listing.count().await.unwrap(), Some(41));
    assert_eq!(service.calls(), [(1, 0)]);
}

#[test]
fn a_list_that_does_not_say_its_length_is_read_whole_and_repeats_nothing() {
    let cases = u32::try_from(trials("api: lists without a total", 60, 2_000)).unwrap();
    let runtime = Runtime::new().unwrap();
    let service = runtime.block_on(async { Scripted::start() });
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    let shapes = prop_oneof![Just(Shape::Bare), Just(Shape::NoTotal)];
    let result = runner.run(
        &(0_u64..120, 1_u32..40, shapes, any::<bool>()),
        |(total, size, shape, ignores_page)| {
            service.play_shaped(total, shape, ignores_page);
            let ids = runtime.block_on(read(&service, size));
            let size = u64::from(size);
            // Of a service that ignores the page, the first one is all that can be read.
            let reachable = if ignores_page { total.min(size) } else { total };
            prop_assert!(ids.iter().copied().eq(0..reachable), "{ids:?}");
            let most = if ignores_page { 2 } else { total / size + 1 };
            prop_assert!(service.calls().len() as u64 <= most, "{:?}", service.calls());
            Ok(())
        },
    );
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// How many customers come before the list is found to have no end.
async fn before_no_end(service: &Scripted, size: u32) -> usize {
    let live = service.client();
    let listing = live.customers().list(&ListCustomers::default());
    let listing = listing.size_page(NonZeroU32::new(size).unwrap());
    let items: Vec<_> = listing.stream().collect().await;
    let (last, read) = items.split_last().unwrap();
    assert!(matches!(last, Err(Error::Endless(_))), "{last:?}");
    assert!(read.iter().all(Result::is_ok));
    read.len()
}

#[tokio::test]
async fn a_list_that_grows_as_fast_as_it_is_read_is_an_error() {
    let service = Scripted::start();
    for (growth, size) in [(2, 2), (3, 2), (50, 10), (1, 1)] {
        let totals: Vec<u64> = (1..200).map(|call| 5 + call * growth).collect();
        service.play(&totals);
        before_no_end(&service, size).await;
        assert!(service.calls().len() <= 25, "{} calls", service.calls().len());
    }
    // Back and forth, and a little further each time.
    let totals: Vec<u64> = (1..400).map(|call| 20 + call * 10 + call % 2 * 15).collect();
    service.play(&totals);
    before_no_end(&service, 10).await;
}

#[tokio::test]
async fn a_list_that_grows_more_slowly_than_it_is_read_is_read_to_its_end() {
    let service = Scripted::start();
    let totals: Vec<u64> = (0..200).map(|call| 100 + call).collect();
    service.play(&totals);
    let ids = read(&service, 4).await;
    assert!(ids.iter().copied().eq(0..ids.len() as u64));
    assert!(ids.len() > 130, "{}", ids.len());
}

#[tokio::test]
async fn a_list_that_stands_still_now_and_then_is_read_to_its_end() {
    let service = Scripted::start();
    // Every second page brings the end no nearer.
    let totals: Vec<u64> = (0..200).map(|call| 400 + call / 2 * 10).collect();
    service.play(&totals);
    let ids = read(&service, 10).await;
    assert!(ids.iter().copied().eq(0..780), "{}", ids.len());
    // It grows once, when its end is near.
    let totals: Vec<u64> = (0..40).map(|call| if call < 8 { 90 } else { 400 }).collect();
    service.play(&totals);
    let ids = read(&service, 10).await;
    assert!(ids.iter().copied().eq(0..400), "{}", ids.len());
}

#[tokio::test]
async fn lines_that_are_equal_are_read_whole() {
    let service = Scripted::start();
    service.play(&[20]);
    service.write(Items::Equal);
    let live = service.client();
    let listing = live.balance().list(&ListBalance::default());
    let lines = listing.size_page(NonZeroU32::new(7).unwrap()).all().await;
    assert_eq!(lines.unwrap().len(), 20);
    assert_eq!(service.calls(), [(1, 7), (2, 7), (3, 7)]);
}

#[tokio::test]
async fn equal_pages_of_items_without_ids_are_further_items_where_there_is_a_total() {
    let service = Scripted::start();
    // Without a total, the second page may be the first one again, of a service that takes no page numbers.
    for (shape, read) in [
        (Shape::Envelope, 20),
        (Shape::NoPage, 20),
        (Shape::NoTotal, 7),
        (Shape::Bare, 7),
    ] {
        service.play_shaped(20, shape, false);
        service.write(Items::Recurring);
        let live = service.client();
        let listing = live.customers().list(&ListCustomers::default());
        let all = listing.size_page(NonZeroU32::new(7).unwrap()).all().await;
        assert_eq!(all.unwrap().len(), read, "{shape:?}");
    }
}

#[tokio::test]
async fn a_list_that_repeats_its_first_page_is_an_error_and_no_item_comes_twice() {
    let service = Scripted::start();
    for (shape, size) in [
        (Shape::Envelope, 1),
        (Shape::Envelope, 7),
        (Shape::NoPage, 1),
        (Shape::NoPage, 7),
        (Shape::Echo, 7),
    ] {
        service.play_shaped(20, shape, true);
        assert_eq!(before_no_end(&service, size).await, size as usize, "{shape:?}");
        assert_eq!(service.calls().len(), 2, "{shape:?}");
    }
    // The items need no ids for that, if the answer says that it is the first page.
    for items in [Items::Differing, Items::Equal] {
        service.play_shaped(20, Shape::Envelope, true);
        service.write(items);
        assert_eq!(before_no_end(&service, 7).await, 7, "{items:?}");
        assert_eq!(service.calls().len(), 2, "{items:?}");
    }
}

#[tokio::test]
async fn equal_items_of_a_list_without_a_total_are_never_cut_off_silently() {
    let service = Scripted::start();
    for shape in [Shape::NoTotal, Shape::Bare] {
        // They may be the first page again, or further items.
        for ignores_page in [false, true] {
            service.play_shaped(20, shape, ignores_page);
            service.write(Items::Equal);
            assert_eq!(before_no_end(&service, 7).await, 7, "{shape:?}");
        }
        service.play_shaped(20, shape, false);
        service.write(Items::Differing);
        let live = service.client();
        let listing = live.customers().list(&ListCustomers::default());
        let all = listing.size_page(NonZeroU32::new(7).unwrap()).all().await;
        assert_eq!(all.unwrap().len(), 20, "{shape:?}");
    }
}
