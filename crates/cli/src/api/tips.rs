//! Tips for an id that is missing, that stands where none is taken, or that ProAbono does not know.

use clap::ArgMatches;
use proabono::{Code, Refusal};
use proabono_contract::Api;

use crate::operations::{Operation, Resource, Surface, kebab, named_object, singular};
use crate::program::Program;

use super::flags::Flag;
use super::task::Task;
use super::text::plain;

/// A slip in a command line that was refused.
#[derive(Clone, Debug)]
pub enum Slip {
    /// A word that is not taken at its place.
    Stray(String),
    /// Arguments that are needed, as clap names them: `--reference-customer <REFERENCE>` or `<ID>`.
    Missing(Vec<String>),
}

/// Tips on a slip in a command below `api`. The names of the command follow `api`: `live`, `customers`, `retrieve`.
pub fn tips<P: Program>(command: &[&str], slip: &Slip) -> Vec<String> {
    let &[api, resource, verb] = command else {
        return Vec::new();
    };
    let Some(api) = Api::ALL.into_iter().find(|one| one.name() == api) else {
        return Vec::new();
    };
    let surface = Surface::published(api);
    let resource = surface.resources.iter().find(|one| one.name == resource);
    let Some((resource, operation)) = resource.and_then(|one| Some((one, operation(one, verb)?))) else {
        return Vec::new();
    };
    let task = Task::of(&surface, operation);
    let place = Place::<P>::of(&surface, resource);
    match slip {
        Slip::Stray(word) => place.of_a_stray(&task, word),
        Slip::Missing(missing) => place.of_missing(&task, missing),
    }
}

fn operation<'r, 'c>(resource: &'r Resource<'c>, verb: &str) -> Option<&'r Operation<'c>> {
    resource.operations.iter().find(|one| one.verb == verb)
}

/// The commands of one resource, among those of its API.
pub(super) struct Place<'s, P> {
    surface: &'s Surface<'s>,
    resource: &'s Resource<'s>,
    program: std::marker::PhantomData<P>,
}

impl<'s, P: Program> Place<'s, P> {
    pub(super) fn of(surface: &'s Surface<'s>, resource: &'s Resource<'s>) -> Self {
        Self {
            surface,
            resource,
            program: std::marker::PhantomData,
        }
    }

    /// A command, as it is typed.
    fn command(&self, resource: &Resource, verb: &str) -> String {
        let api = self.surface.api.name();
        format!("{} api {api} {} {verb}", P::NAME, resource.name)
    }

    /// The command that reads the object by that word, where a list has no such filter, and the flags that take it.
    fn of_a_stray(&self, task: &Task, word: &str) -> Vec<String> {
        let word = plain(word);
        let flags: Vec<_> = task.parameters.iter().chain(&task.body).collect();
        let is_filter = |property: &str| flags.iter().any(|flag| flag.property == property);
        let retrieve = operation(self.resource, "retrieve").filter(|_| task.operation.pages());
        let retrieve = retrieve.map(|retrieve| Task::of(self.surface, retrieve));
        let reads_one = retrieve.is_some_and(
            |task| matches!(*task.placed(), [flag] if flag.may_name(&word) && !is_filter(&flag.property)),
        );
        let reading = reads_one.then(|| {
            let command = self.command(self.resource, "retrieve");
            format!("one alone is read by {command} {word}")
        });
        let takes =
            |flag: &&&Flag| !flag.placed && !self.surface.gives(&flag.property) && flag.may_name(&word);
        let flags: Vec<_> = flags
            .iter()
            .filter(takes)
            .map(|flag| format!("--{} {word}", flag.name()))
            .collect();
        let flags = (!flags.is_empty()).then(|| {
            let kind = if task.operation.pages() { "a filter" } else { "it" };
            format!("{kind} goes behind the name of its flag: {}", flags.join(" or "))
        });
        reading.into_iter().chain(flags).collect()
    }

    /// The place of each id that is missing, and the list that has it.
    fn of_missing(&self, task: &Task, missing: &[String]) -> Vec<String> {
        let is_missing = |flag: &&&Flag| {
            let (flag, place) = (format!("--{}", flag.name()), format!("<{}>", flag.place_name()));
            let mut names = missing.iter().filter_map(|one| one.split(' ').next());
            names.any(|name| name == flag || name == place)
        };
        let placed = task.placed();
        let ids = placed.iter().filter(is_missing).map(|flag| {
            let (place, name) = (flag.place_name(), flag.name());
            let list = self.list(&flag.property);
            let list = list.map_or_else(String::new, |list| format!("; {list} shows which there are"));
            format!("{place} stands at its place, or behind --{name}{list}")
        });
        ids.collect()
    }

    /// The lists that have the ids which were said, where ProAbono found nothing by them.
    pub(super) fn of_a_refusal(&self, task: &Task, matches: &ArgMatches, refusal: &Refusal) -> Vec<String> {
        // A proxy, or a wrong host, answers 404 too.
        let not_found = refusal.status == 404 && refusal.is_proabonos();
        if !not_found && !refusal.is(Code::CUSTOMER_UNACCESSIBLE) {
            return Vec::new();
        }
        let flags = task.parameters.iter().chain(&task.body);
        let said = flags.filter(|flag| flag.is_said(matches));
        let tips = said.filter_map(|flag| {
            let list = self.list(&flag.property)?;
            Some(format!("{list} shows which {} there is", flag.place_name()))
        });
        tips.collect()
    }

    /// The command that lists the objects that a property names: `ReferenceCustomer` is one of customers, and `Id` one of this
    /// resource.
    fn list(&self, property: &str) -> Option<String> {
        let named = match named_object(property).map(kebab).as_deref() {
            Some("") => Some(self.resource),
            Some(noun) => {
                let mut resources = self.surface.resources.iter();
                resources.find(|one| singular(&one.name) == noun)
            }
            None => None,
        }?;
        operation(named, "list").map(|list| self.command(named, &list.verb))
    }
}
