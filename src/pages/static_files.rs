use actix_web::http::header::{self, AcceptEncoding, Header as _};
use actix_web::{HttpResponse, web};

use crate::visit::{Answer, Outcome, Visit};
use crate::web::{EMBED, File};
use crate::words::Problem;

use super::parts::Pages;

/// `GET {base}/static/…`: one of the files that are compiled in, compressed where the browser takes that.
pub(crate) async fn static_file(visit: &Visit<'_>, file: &'static File) -> Outcome {
    Ok(Answer::asset(response(visit, file)))
}

/// `GET {base}/static/…`: a file of the operator's.
pub(crate) async fn own_file(_: &Pages, visit: &Visit<'_>) -> Outcome {
    let name = visit.request.match_info().get("file").unwrap_or_default();
    let file = visit.site.look.file(name).ok_or(Problem::NotFound)?;
    Ok(Answer::own_file(&file))
}

/// `GET {base}/embed.js`: the element that shows the page in a page of an application.
pub(crate) async fn embed(_: &Pages, visit: &Visit<'_>) -> Outcome {
    Ok(Answer::script(response(visit, &EMBED)))
}

fn response(visit: &Visit<'_>, file: &'static File) -> HttpResponse {
    let accepted = AcceptEncoding::parse(visit.request).ok();
    let (content, encoding) = file.encoded(accepted.as_ref());
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::VARY, "Accept-Encoding"));
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding.as_str()));
    }
    response.body(web::Bytes::from_static(content))
}
