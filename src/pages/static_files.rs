use actix_web::http::header::{self, AcceptEncoding, Header as _};
use actix_web::{HttpResponse, web};

use crate::visit::{Answer, Outcome, Visit};
use crate::web::File;

/// `GET {base}/static/…`: one of the files that are compiled in, compressed where the browser takes that.
pub(crate) async fn static_file(visit: &Visit<'_>, file: &'static File) -> Outcome {
    let accepted = AcceptEncoding::parse(visit.request).ok();
    let (content, encoding) = file.encoded(accepted.as_ref());
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::VARY, "Accept-Encoding"));
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding.as_str()));
    }
    Ok(Answer::asset(response.body(web::Bytes::from_static(content))))
}
