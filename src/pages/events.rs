//! The stream by which an open page hears of changes.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, timeout_at};
use url::form_urlencoded;

use crate::customers::CustomerKey;
use crate::events::{Hub, Listener};
use crate::visit::{Answer, Outcome, Visitor};

use super::parts::Pages;

/// The silence after which a comment is sent: proxies close a connection on which nothing comes for a minute.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// An open stream.
struct Open {
    hub: Arc<Hub>,
    listener: Listener,
    customer: CustomerKey,
    /// The pieces that are to be sent before anything else.
    first: VecDeque<Bytes>,
    /// The time at which the page connects anew, and is asked again whose it is.
    end: Instant,
}

/// `GET {base}/events`: one message whenever something changed at the visitor's customer. It says that something did, and the page
/// then asks what. Without events the answer is 204, at which a browser does not ask again.
pub(crate) async fn events(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let last = last_heard(visitor.request);
    let Some(events) = &pages.events else {
        return Ok(Answer::machine(HttpResponse::NoContent().finish()));
    };
    let Some(listener) = events.hub.listen(&visitor.customer, last.as_deref()) else {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        return Ok(Answer::machine(HttpResponse::build(status).finish()));
    };
    let open = Open {
        first: first(&events.hub.id(listener.at), listener.missed),
        hub: Arc::clone(&events.hub),
        listener,
        customer: visitor.customer.clone(),
        end: Instant::now() + events.stream_for,
    };
    Ok(Answer::machine(streamed(stream::unfold(open, next))))
}

/// The id that the page heard last: a browser that connects anew by itself says it in a header, and our script in the query.
fn last_heard(request: &HttpRequest) -> Option<String> {
    let header = request.headers().get("last-event-id");
    let header = header.and_then(|last| Some(last.to_str().ok()?.to_owned()));
    header.or_else(|| {
        let mut pairs = form_urlencoded::parse(request.query_string().as_bytes());
        pairs.find_map(|(name, value)| (name == "last").then(|| value.into_owned()))
    })
}

/// A layer that compresses would hold the pieces back until there are many, and so would a proxy that buffers.
fn streamed(pieces: impl Stream<Item = Bytes> + 'static) -> HttpResponse {
    use futures_util::StreamExt as _;
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(pieces.map(Ok::<_, std::convert::Infallible>))
}

/// The id comes at once, so that a page that loses the connection before the first change knows where it stood.
fn first(id: &str, missed: Option<bool>) -> VecDeque<Bytes> {
    let mut first = VecDeque::from([Bytes::from(format!(
        "retry: 2000\nid: {id}\nevent: ready\ndata: {{}}\n\n"
    ))]);
    first.extend(missed.map(|rights| changed(id, rights)));
    first
}

fn changed(id: &str, rights: bool) -> Bytes {
    Bytes::from(format!(
        "id: {id}\nevent: changed\ndata: {{\"rights\":{rights}}}\n\n"
    ))
}

async fn next(mut open: Open) -> Option<(Bytes, Open)> {
    if let Some(piece) = open.first.pop_front() {
        return Some((piece, open));
    }
    let heartbeat = Instant::now() + HEARTBEAT;
    loop {
        match timeout_at(heartbeat.min(open.end), open.listener.news.recv()).await {
            Ok(Ok(news)) if news.customer == open.customer => {
                open.listener.at = news.n;
                let piece = changed(&open.hub.id(news.n), news.rights);
                return Some((piece, open));
            }
            Ok(Ok(news)) => open.listener.at = news.n,
            // It cannot be told whether this customer was among those that were missed.
            Ok(Err(RecvError::Lagged(missed))) => {
                open.listener.at += missed;
                let piece = changed(&open.hub.id(open.listener.at), false);
                return Some((piece, open));
            }
            Err(_) if heartbeat < open.end => return Some((Bytes::from_static(b":\n\n"), open)),
            Ok(Err(RecvError::Closed)) | Err(_) => return None,
        }
    }
}
