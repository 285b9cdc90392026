//! The operations of an API as commands and checks know them: the contract, with the words that it lacks.
//!
//! An operation that is added to the contract is here at once, with a name of its command and a sentence.

mod names;
mod nouns;
mod path;
mod words;

use std::sync::LazyLock;

use proabono_contract::{Api, Contract, Type};

pub(crate) use nouns::{
    is_number_of_an_object, is_reference, kebab, named_object, sentence, singular, with_article,
    words as spaced,
};
pub(crate) use path::{filled, text};
pub(crate) use words::{OperationWords, Words, property};

/// The property that has the segment of the account unless another one is said.
pub(crate) const SEGMENT: &str = "ReferenceSegment";

/// An API.
pub(crate) struct Surface<'c> {
    pub(crate) api: Api,
    pub(crate) contract: &'c Contract,
    /// In the order of the contract.
    pub(crate) resources: Vec<Resource<'c>>,
}

/// The operations that have a command in common.
pub(crate) struct Resource<'c> {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) operations: Vec<Operation<'c>>,
}

/// One operation.
pub(crate) struct Operation<'c> {
    pub(crate) declared: &'c proabono_contract::Operation,
    pub(crate) verb: String,
    pub(crate) about: String,
    /// The columns of a table of answers; all that have something when there are none.
    pub(crate) columns: &'c [String],
    pub(crate) words: &'c OperationWords,
}

impl Surface<'static> {
    /// The published contract of an API.
    pub(crate) fn published(api: Api) -> Self {
        Self::of(api, api.contract(), Words::of(api))
    }
}

impl<'c> Surface<'c> {
    pub(crate) fn of(api: Api, contract: &'c Contract, words: &'c Words) -> Self {
        let mut surface = Self {
            api,
            contract,
            resources: Vec::new(),
        };
        for (declared, name) in contract.operations.iter().zip(names::all(contract, words)) {
            let own = words.operations.get(&declared.route()).unwrap_or(&NO_WORDS);
            let about = own.about.clone();
            let schema = success(declared).and_then(Type::schema);
            let columns = schema.and_then(|schema| words.columns.get(schema));
            let operation = Operation {
                declared,
                verb: name.verb,
                about: about.unwrap_or_else(|| names::about(contract, words, declared, &name.resource)),
                columns: columns.map(Vec::as_slice).unwrap_or_default(),
                words: own,
            };
            surface.resource(name.resource, words).operations.push(operation);
        }
        surface
    }

    /// True when the account says the value of this property unless somebody else does. The Backoffice API makes segments,
    /// so there it is a name like any other.
    pub(crate) fn gives(&self, name: &str) -> bool {
        self.api == Api::Live && name == SEGMENT
    }

    fn resource(&mut self, name: String, words: &Words) -> &mut Resource<'c> {
        let known = self.resources.iter().position(|resource| resource.name == name);
        let at = known.unwrap_or(self.resources.len());
        if known.is_none() {
            let about = words.resources.get(&name).cloned();
            let about = about.unwrap_or_else(|| sentence(&spaced(&name)));
            self.resources.push(Resource {
                name,
                about,
                operations: Vec::new(),
            });
        }
        &mut self.resources[at]
    }
}

static NO_WORDS: LazyLock<OperationWords> = LazyLock::new(OperationWords::default);

impl Operation<'_> {
    /// True when it changes nothing: a read, or a quote.
    pub(crate) fn asks(&self) -> bool {
        !self.words.acts && self.declared.method == "GET" || self.declared.tag == "Quoting"
    }

    /// True when it writes over what is there.
    pub(crate) fn replaces(&self) -> bool {
        self.declared.method == "PUT"
    }

    /// True when the answer is a list that is read page by page.
    pub(crate) fn pages(&self) -> bool {
        matches!(self.answer(), Some(Type::Page { .. }))
    }

    /// The type of a success.
    pub(crate) fn answer(&self) -> Option<&Type> {
        success(self.declared)
    }
}

fn success(operation: &proabono_contract::Operation) -> Option<&Type> {
    [200, 201].into_iter().find_map(|status| operation.answer(status))
}
