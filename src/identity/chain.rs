use std::fmt;
use std::sync::Arc;

use actix_web::HttpRequest;

use super::{Identify, Identity, User};

/// The providers, in the order in which they are asked. All of them are asked, and `decide` combines their answers.
#[derive(Clone, Default)]
pub struct Chain {
    providers: Vec<Arc<dyn Identify>>,
    shared_ids: bool,
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.providers.iter().map(|provider| provider.name()))
            .finish()
    }
}

impl Chain {
    /// Adds a provider after those that are there.
    pub fn push(&mut self, provider: Arc<dyn Identify>) {
        self.providers.push(provider);
    }

    /// Says that an id means the same user whichever provider it comes from.
    pub fn ids_are_shared(&mut self, shared: bool) {
        self.shared_ids = shared;
    }

    pub(crate) fn shares_ids(&self) -> bool {
        self.shared_ids
    }

    /// Tells whether there is no provider, so that nobody can be recognised.
    pub fn is_empty(&self) -> bool {
        self.providers.is_empty()
    }

    /// How many providers there are.
    pub fn len(&self) -> usize {
        self.providers.len()
    }

    /// Asks each provider and decides. Returns the name of the provider that decided with the decision.
    pub async fn identify(&self, request: &HttpRequest) -> (&'static str, Identity) {
        let mut decided = ("none", Identity::Nothing);
        for provider in &self.providers {
            let said = match provider.identify(request).await {
                Identity::User(user) if user.known_provider().is_none() => {
                    Identity::User(user.provider(provider.name()))
                }
                said => said,
            };
            decided = decide(decided, (provider.name(), said), self.shared_ids);
        }
        decided
    }
}

/// Combines the answers of several providers. A refusal is final. Otherwise the first provider that knows the user is
/// believed, and a provider that knows a different user turns the answer into a refusal: nothing here can tell which of
/// the two is right, and the wrong one would see another customer's invoices.
///
/// Ids of two providers are compared only where the configuration says that they mean the same users.
fn decide(
    before: (&'static str, Identity),
    said: (&'static str, Identity),
    shared_ids: bool,
) -> (&'static str, Identity) {
    match (&before.1, &said.1) {
        (Identity::Refused(_), _) | (_, Identity::Nothing) => before,
        (Identity::Nothing, _) | (_, Identity::Refused(_)) => said,
        (Identity::User(one), Identity::User(other)) if same(one, other, shared_ids) => before,
        (Identity::User(_), Identity::User(_)) => (
            "several",
            Identity::Refused("two providers know the visitor as different users"),
        ),
    }
}

fn same(one: &User, other: &User, shared_ids: bool) -> bool {
    one.id() == other.id() && (shared_ids || one.known_provider() == other.known_provider())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(id: &str, provider: &'static str) -> Identity {
        Identity::User(User::new(id).unwrap().provider(provider))
    }

    fn word(identity: &Identity) -> String {
        match identity {
            Identity::Nothing => "nothing".to_owned(),
            Identity::User(user) => format!("{} of {}", user.id(), user.known_provider().unwrap()),
            Identity::Refused(reason) => (*reason).to_owned(),
        }
    }

    #[test]
    fn every_ordered_pair_of_words_has_one_decision() {
        let conflict = "two providers know the visitor as different users";
        let refused = || Identity::Refused("no");
        let table = [
            (Identity::Nothing, Identity::Nothing, "nothing", "nothing"),
            (Identity::Nothing, user("a", "q"), "a of q", "a of q"),
            (Identity::Nothing, refused(), "no", "no"),
            (user("a", "p"), Identity::Nothing, "a of p", "a of p"),
            (user("a", "p"), user("a", "q"), "a of p", conflict),
            (user("a", "p"), user("a", "p"), "a of p", "a of p"),
            (user("a", "p"), user("b", "q"), conflict, conflict),
            (user("a", "p"), user("A", "q"), conflict, conflict),
            (user("a", "p"), refused(), "no", "no"),
            (refused(), Identity::Nothing, "no", "no"),
            (refused(), user("a", "q"), "no", "no"),
            (refused(), Identity::Refused("other"), "no", "no"),
        ];
        for (first, second, shared, apart) in table {
            for (shared_ids, expected) in [(true, shared), (false, apart)] {
                let decided = decide(("p", first.clone()), ("q", second.clone()), shared_ids);
                assert_eq!(word(&decided.1), expected, "{first:?}, {second:?}, {shared_ids}");
            }
        }
    }
}
