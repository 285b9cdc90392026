//! The document of an invoice: one line on one page, enough to be opened.

use std::fmt::Write;

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;

use crate::world::World;

use super::look::Visitor;
use super::message;

pub(super) fn show(customer: &Visitor, id: u64, world: &World) -> HttpResponse {
    let number = world
        .invoice(id)
        .filter(|invoice| invoice.id_customer == customer.id)
        .map(|invoice| invoice.full_number.clone());
    match number {
        Some(number) => HttpResponse::Ok()
            .content_type("application/pdf")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(pdf(&customer.words().invoice_numbered(number))),
        None => message::not_found(customer.look, world),
    }
}

/// The table of positions is computed, so that strict readers open it too. The line holds no parenthesis.
fn pdf(line: &str) -> String {
    let text = format!("BT /F1 18 Tf 60 760 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
    ];
    let mut document = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 5\n0000000000 65535 f \n".to_owned();
    // Writing to a text does not fail.
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", document.len());
        let _ = writeln!(document, "{} 0 obj\n{object}\nendobj", index + 1);
    }
    let start = document.len();
    document + &table + &format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
}
