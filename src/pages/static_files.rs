use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::visit::{Answer, Outcome, Visit};
use crate::web::File;

/// `GET {base}/static/…`: one of the files that are compiled in.
pub(crate) async fn static_file(_: &Visit<'_>, file: &'static File) -> Outcome {
    let response = HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .body(web::Bytes::from_static(file.content));
    Ok(Answer::asset(response))
}
