//! The page of an outage asks by itself whether it is over: ever less often, and not for ever.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::Method;

use crate::web::BasePath;
use crate::words::Problem;

/// The parameter with the number of times that a page has asked by itself.
const TRIES: &str = "tries";

/// The mark in an address whose answer is waited for to the end, which a page without an answer yet adds. `static/address.js`
/// takes it out of the address bar, and the number of times as well.
pub(crate) const WAITED: &str = "waited=1";

/// The pauses before each time, in seconds. After the last one the visitor has to ask.
const PAUSES: [u64; 8] = [10, 20, 40, 60, 60, 120, 120, 120];

/// A pause that ProAbono asks for is kept as far as this; a page that had to wait longer does not ask by itself.
const LONGEST: Duration = Duration::from_mins(10);

/// The next time that a page asks.
#[derive(Debug)]
pub(super) struct Again {
    /// The pause before it, in seconds.
    pub(super) seconds: u64,
    /// The number of this time.
    pub(super) tries: usize,
    /// The query with that number, for a browser without scripts. A query with something else in it is no part of a page: it may be a
    /// link, which is a secret.
    pub(super) query: Option<String>,
}

impl Again {
    /// The next time that the page of a problem asks; `asked` is the pause that ProAbono asks for.
    pub(super) fn of(
        base: &BasePath,
        request: &HttpRequest,
        problem: Problem,
        asked: Option<Duration>,
    ) -> Option<Self> {
        // What has a form in it, or a code that counts once, is not sent again.
        let safe = matches!(*request.method(), Method::GET | Method::HEAD) && !base.is_way(request.path());
        if !safe || !problem.ends_by_itself() {
            return None;
        }
        let Tried { tries, alone } = Tried::of(request);
        let pause = next_pause(tries, asked.unwrap_or_default())?;
        let tries = tries + 1;
        Some(Self {
            // Pages that saw the outage begin together do not come back together.
            seconds: pause + rand::random_range(0..=pause / 4),
            tries,
            query: alone.then(|| format!("?{TRIES}={tries}")),
        })
    }
}

/// Tells whether a page that begins to ask anew needs an address without the number.
pub(super) fn begins_anew(request: &HttpRequest) -> bool {
    let Tried { tries, alone } = Tried::of(request);
    tries > 0 && alone
}

/// The query of a page, as far as it is about the times that it has asked.
struct Tried {
    tries: usize,
    /// True when nothing else is in it.
    alone: bool,
}

impl Tried {
    fn of(request: &HttpRequest) -> Self {
        let number = |pair: &str| pair.strip_prefix(TRIES)?.strip_prefix('=')?.parse().ok();
        let pairs = request.query_string().split('&');
        let mut tried = Self {
            tries: 0,
            alone: true,
        };
        for pair in pairs.filter(|pair| !pair.is_empty() && *pair != WAITED) {
            match number(pair) {
                Some(number) => tried.tries = tried.tries.max(number),
                None => tried.alone = false,
            }
        }
        tried
    }
}

fn next_pause(tries: usize, asked: Duration) -> Option<u64> {
    let pause = *PAUSES.get(tries)?;
    let whole = asked.as_secs() + u64::from(asked.subsec_nanos() > 0);
    (asked <= LONGEST).then(|| pause.max(whole))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn again(method: Method, path: &str, problem: Problem) -> Option<Again> {
        let request = TestRequest::with_uri(path).method(method).to_http_request();
        Again::of(&BasePath::default(), &request, problem, None)
    }

    #[test]
    fn the_pauses_grow_and_end() {
        let mut query = String::new();
        for (tries, pause) in PAUSES.into_iter().enumerate() {
            let next = again(Method::GET, &format!("/{query}"), Problem::Unreachable).expect("another time");
            assert!(
                (pause..=pause + pause / 4).contains(&next.seconds),
                "{tries}: {next:?}"
            );
            query = next.query.expect("a query");
            assert_eq!(query, format!("?tries={}", tries + 1));
        }
        assert!(PAUSES.is_sorted());
        assert!(again(Method::GET, &format!("/{query}"), Problem::Unreachable).is_none());
        let huge = format!("/?tries={}", usize::MAX);
        assert!(again(Method::GET, &huge, Problem::Unreachable).is_none());
    }

    #[test]
    fn a_query_with_something_else_in_it_is_no_part_of_a_page() {
        let next = again(Method::GET, "/?crylk=x&tries=1&tries=3", Problem::Unreachable).expect("a time");
        assert_eq!((next.tries, next.query), (4, None));
    }

    #[test]
    fn only_what_can_be_asked_twice_and_passes_is_asked_again() {
        for method in [Method::GET, Method::HEAD] {
            assert!(again(method, "/", Problem::TooSlow).is_some());
        }
        assert!(again(Method::POST, "/", Problem::Unreachable).is_none());
        for path in ["/callback?code=x", "/handoff?token=x", "/logout/"] {
            assert!(
                again(Method::GET, path, Problem::SessionsAway).is_none(),
                "{path}"
            );
        }
        for problem in [
            Problem::NotFound,
            Problem::Internal,
            Problem::Refused,
            Problem::SignInAway,
        ] {
            assert!(again(Method::GET, "/", problem).is_none(), "{problem:?}");
        }
    }

    #[test]
    fn a_pause_that_proabono_asks_for_is_kept() {
        let pause = |tries, seconds| next_pause(tries, Duration::from_millis(seconds));
        assert_eq!(pause(0, 3_000), Some(10));
        assert_eq!(pause(0, 45_000), Some(45));
        assert_eq!(pause(0, 44_001), Some(45));
        assert_eq!(pause(2, 15_000), Some(40));
        assert_eq!(pause(0, 600_000), Some(600));
        assert_eq!(pause(0, 600_001), None);
    }

    #[test]
    fn a_visitor_who_asks_begins_anew() {
        let anew = |path| begins_anew(&TestRequest::with_uri(path).to_http_request());
        assert!(anew("/?tries=3") && anew("/?tries=3&waited=1"));
        for path in ["/", "/?tries=0", "/?tries=many", "/?retries=2", "/?a=b&tries=3"] {
            assert!(!anew(path), "{path}");
        }
    }
}
