//! Who can be signed in.

/// A user of the application. An empty detail is not sent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Visitor {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) language: &'static str,
}

/// Alice Martin, subscribed, who speaks English.
pub(crate) const ALICE: Visitor = Visitor {
    id: "alice",
    name: "Alice Martin",
    email: "alice@acme.example",
    language: "en",
};
/// Chloé Dubois, who has an overdue invoice and speaks French.
pub(crate) const CHLOE: Visitor = Visitor {
    id: "chloe",
    name: "Chloé Dubois",
    email: "chloe@acme.example",
    language: "fr",
};
/// Bruno, who has no subscription.
pub(crate) const BRUNO: Visitor = Visitor {
    id: "bruno",
    name: "Bruno Muster",
    email: "bruno@acme.example",
    language: "en",
};
/// Dmitri, whom the merchant has suspended.
pub(crate) const DMITRI: Visitor = Visitor {
    id: "dmitri",
    name: "Dmitri Petrov",
    email: "dmitri@acme.example",
    language: "en",
};
