use actix_web::HttpRequest;
use actix_web::http::header;

/// Whether a POST comes from a page of this server: its `Origin` names the host that it was sent to.
pub(super) fn same_origin(request: &HttpRequest) -> bool {
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.strip_prefix("http://") == Some(host),
        _ => false,
    }
}
