//! The spoof matrix: for each provider a table of what somebody may present, and the one thing it ends in. Whatever is not
//! a user ends without a call to ProAbono: no customer is looked up, and none is created.

mod proxy;

use std::net::SocketAddr;

use super::assert_nobody;
use crate::support::raw;
use crate::support::served::Served;
use crate::support::trials::record;

/// What a request ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The page of the customer `cust-` and this id.
    User(&'static str),
    /// As if nothing had been presented.
    NotSignedIn,
    /// Refused, with a page.
    Refused,
    /// The server's parser refuses the request.
    Unreadable,
}

/// One cell of the matrix.
pub(super) struct Case {
    pub(super) name: String,
    /// The bytes that are sent.
    pub(super) request: Vec<u8>,
    pub(super) end: End,
}

/// Tries every case on a site, in this order.
pub(super) async fn hold(site: &Served, address: SocketAddr, cases: &[Case]) {
    for case in cases {
        site.upstream.forget().await;
        let answer = raw::exchange(address, &case.request).await;
        let called = site.upstream.reads_and_writes().await;
        let name = &case.name;
        match case.end {
            End::User(id) => {
                assert_eq!(raw::status(&answer), 200, "{name}: {answer}");
                let reference = format!("\"customer_ref\":\"cust-{id}\"");
                assert!(answer.contains(&reference), "{name}: {answer}");
                assert!(called.0 <= 1 && called.1 <= 1, "{name}: {called:?}");
            }
            End::NotSignedIn => nobody(name, &answer, 401, called),
            End::Refused => nobody(name, &answer, 403, called),
            End::Unreadable => nobody(name, &answer, 400, called),
        }
    }
}

#[track_caller]
fn nobody(name: &str, answer: &str, status: u16, called: (u64, u64)) {
    assert_eq!(raw::status(answer), status, "{name}: {answer}");
    assert_nobody(answer, status);
    assert!(!answer.contains("customer_ref"), "{name}: {answer}");
    assert_eq!(called, (0, 0), "{name}: a customer was looked up");
}

/// Says how large the matrix is.
pub(super) fn count(provider: &str, cases: usize, users: usize) {
    record(
        &format!("spoof matrix, {provider}"),
        &format!("{cases} cases: {users} end in a user, the others without a customer"),
    );
}
