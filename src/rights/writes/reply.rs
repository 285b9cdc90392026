use serde::Serialize;
use serde_json::{Value, json};

use crate::customers::Verdict;
use crate::proabono::{Error as ApiError, Refusal};

use super::change::Amounts;

/// The answer to a change: the status, and what stands in the body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    pub(crate) body: Value,
    /// True when the same increment must not be sent again: it was written, or it may have been.
    pub(super) binds: bool,
}

impl Reply {
    /// The change is written.
    pub(super) fn written(body: Value) -> Self {
        Self {
            status: 200,
            body,
            binds: true,
        }
    }

    /// The change costs something, and these amounts were not accepted.
    pub(super) fn quoted(quote: impl Serialize, amounts: Amounts) -> Self {
        let text = "The change has a price. Show it to the customer, and send the change again with these amounts in accept.";
        Self::not_written(
            409,
            json!({ "error": "accept", "text": text, "accept": amounts, "quote": quote }),
        )
    }

    /// Nothing is written, since the request cannot be taken so.
    pub(crate) fn mistaken(error: &str, text: &str) -> Self {
        Self::not_written(422, json!({ "error": error, "text": text }))
    }

    /// Nothing is written, and this says why.
    pub(super) fn not_written(status: u16, body: Value) -> Self {
        Self {
            status,
            body,
            binds: false,
        }
    }

    /// The call failed before anything could be written.
    pub(super) fn failed_before(error: &ApiError) -> Self {
        Self::definite(error).unwrap_or_else(Self::away)
    }

    /// The write itself failed. Without a definite answer an increment may have been counted.
    pub(super) fn failed(error: &ApiError, absolute: bool) -> Self {
        if let Some(reply) = Self::definite(error) {
            return reply;
        }
        // A request that came too soon was not looked at.
        let too_soon = error.refusal().is_some_and(|refusal| refusal.status == 429);
        if absolute || too_soon {
            return Self::away();
        }
        let text = "ProAbono did not answer, and may have counted the change. Look at the usage before you send it again.";
        Self {
            status: 502,
            body: json!({ "error": "uncertain", "text": text }),
            binds: true,
        }
    }

    pub(super) fn away() -> Self {
        let text = "ProAbono does not answer. Nothing is lost when the same is sent again.";
        Self::not_written(503, json!({ "error": "no-answer", "text": text }))
    }

    /// The reply to a refusal by ProAbono itself, after which nothing is written.
    fn definite(error: &ApiError) -> Option<Self> {
        let refusal = error.refusal()?;
        if !refusal.is_proabonos() || refusal.is_failure() {
            return None;
        }
        // That is no word about the customer, and nobody but the operator can mend it.
        if Verdict::of(error) == Verdict::Keys {
            let text = "ProAbono does not accept the keys of this server; nothing is written.";
            return Some(Self::not_written(503, json!({ "error": "keys", "text": text })));
        }
        Some(Self::refused(refusal))
    }

    fn refused(refusal: &Refusal) -> Self {
        let codes: Vec<String> = refusal
            .errors
            .iter()
            .map(|error| error.code.to_string())
            .collect();
        let text = "ProAbono refuses the change; nothing is written.";
        let status = if refusal.status == 422 { 422 } else { 403 };
        Self::not_written(
            status,
            json!({ "error": "refused", "text": text, "codes": codes }),
        )
    }
}
