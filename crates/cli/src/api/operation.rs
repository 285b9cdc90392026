//! One operation of the API as the command line knows it.

use std::future::Future;
use std::pin::Pin;

use clap::ArgMatches;
use futures_util::FutureExt as _;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use proabono::{Listing, Prepared, Request, holds_secrets};

use super::Api;
use super::flags::{self, Flag};
use super::kind::SECRET_SHAPE;
use super::lists::{self, Paging};
use super::stop::Stop;

/// What was said on the command line.
#[derive(Debug, Default)]
pub(super) struct Input {
    pub(super) key: Map<String, Value>,
    pub(super) options: Map<String, Value>,
    pub(super) body: Value,
    /// The file that the body was read from.
    pub(super) file: Option<String>,
    pub(super) paging: Paging,
    pub(super) how: How,
}

/// The form of the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum How {
    /// For people: the answer as its type has it.
    #[default]
    Table,
    /// For scripts: the JSON as it came.
    Json,
    /// The request, which is not sent.
    Dry,
}

impl How {
    pub(super) fn said(matches: &ArgMatches) -> Self {
        match (matches.get_flag("dry-run"), matches.get_flag("json")) {
            (true, _) => Self::Dry,
            (false, true) => Self::Json,
            (false, false) => Self::Table,
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(super) enum Reply {
    /// The request, which was not sent.
    Dry(Prepared),
    /// An object, or nothing.
    One(Option<Value>),
    /// A list, or the part that was asked for.
    Many(lists::Many),
    /// How many items there are, when ProAbono says.
    Count(Option<u64>),
}

type Answer = Pin<Box<dyn Future<Output = Result<Reply, Stop>>>>;

/// Where the body comes from.
#[derive(Clone, Debug)]
pub(super) enum Body {
    None,
    /// An object with these members.
    Object(Vec<Flag>),
    /// A list of such objects; flags make one of them.
    List(Vec<Flag>),
}

impl Body {
    fn of<B: JsonSchema>(given: Option<&str>) -> Self {
        let flags = flags::of::<B>(given);
        match flags.is_empty() {
            true => Self::None,
            false if flags::is_list::<B>() => Self::List(flags),
            false => Self::Object(flags),
        }
    }
}

/// A resource and its operations.
pub(super) struct Resource<A> {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) operations: fn() -> Vec<Operation<A>>,
}

/// One operation of the API that `A` is the client of.
pub(super) struct Operation<A> {
    pub(super) verb: &'static str,
    /// The method, and the path of the contract.
    pub(super) route: &'static str,
    pub(super) about: &'static str,
    /// What follows the verb in the examples of the help.
    pub(super) examples: Vec<&'static str>,
    /// The columns of its table.
    pub(super) columns: &'static [&'static str],
    /// What names the object: parts of the path, or mandatory parts of the query.
    pub(super) key: Vec<Flag>,
    pub(super) options: Vec<Flag>,
    pub(super) body: Body,
    pub(super) pages: bool,
    acts: bool,
    /// The option that may also stand at its place on the line.
    pub(super) placed: Option<&'static str>,
    pub(super) run: Box<dyn Fn(A, Input) -> Answer>,
}

/// No key, no options or no body.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(super) struct Nothing {}

impl<A: Api> Operation<A> {
    fn new(verb: &'static str, route: &'static str, about: &'static str) -> Self {
        Self {
            verb,
            route,
            about,
            examples: Vec::new(),
            columns: &[],
            key: Vec::new(),
            options: Vec::new(),
            body: Body::None,
            pages: false,
            acts: false,
            placed: None,
            run: Box::new(|_, _| async { Ok(Reply::One(None)) }.boxed_local()),
        }
    }

    /// An operation that answers with an object. `call` is the typed call: what it takes decides the flags.
    pub(super) fn one<K, O, B, T>(
        verb: &'static str,
        route: &'static str,
        about: &'static str,
        call: impl for<'a> Fn(&'a A, K, O, B) -> Request<'a, T> + Copy + 'static,
    ) -> Self
    where
        K: JsonSchema + DeserializeOwned + 'static,
        O: JsonSchema + DeserializeOwned + 'static,
        B: JsonSchema + DeserializeOwned + 'static,
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let run = move |api: A, input: Input| {
            async move {
                let key = read::<K>(Value::Object(input.key), None)?;
                let options = read::<O>(Value::Object(input.options), None)?;
                let body = read::<B>(input.body, input.file.as_deref())?;
                send(call(&api, key, options, body), input.how).await
            }
            .boxed_local()
        };
        Self {
            key: flags::of::<K>(A::GIVEN),
            options: flags::of::<O>(A::GIVEN),
            body: Body::of::<B>(A::GIVEN),
            run: Box::new(run),
            ..Self::new(verb, route, about)
        }
    }

    /// An operation that answers with a list.
    pub(super) fn list<O, T>(
        verb: &'static str,
        route: &'static str,
        about: &'static str,
        call: impl for<'a> Fn(&'a A, O) -> Listing<'a, T> + Copy + 'static,
    ) -> Self
    where
        O: JsonSchema + DeserializeOwned + 'static,
        T: Serialize + DeserializeOwned + Clone + PartialEq + 'static,
    {
        let run = move |api: A, input: Input| {
            async move {
                let options = read::<O>(Value::Object(input.options), None)?;
                let listing = call(&api, options);
                match input.how {
                    How::Dry => lists::prepared(listing, &input.paging),
                    How::Json => lists::read(listing.json(), &input.paging).await,
                    How::Table => lists::read(listing, &input.paging).await,
                }
            }
            .boxed_local()
        };
        Self {
            options: flags::of::<O>(A::GIVEN),
            pages: true,
            run: Box::new(run),
            ..Self::new(verb, route, about)
        }
    }

    /// The columns of the table that a list makes.
    pub(super) fn columns(self, columns: &'static [&'static str]) -> Self {
        Self { columns, ..self }
    }

    /// Takes this option at its place on the line too.
    pub(super) fn placed(self, property: &'static str) -> Self {
        Self {
            placed: Some(property),
            ..self
        }
    }

    /// An example of the help: what follows the verb.
    pub(super) fn example(mut self, arguments: &'static str) -> Self {
        self.examples.push(arguments);
        self
    }

    /// A `GET` that does something: an answer without a body is no miss.
    pub(super) fn acting(self) -> Self {
        Self { acts: true, ..self }
    }

    pub(super) fn path(&self) -> &'static str {
        self.route.split_once(' ').map_or(self.route, |(_, path)| path)
    }

    /// Whether this property is a part of the path.
    pub(super) fn in_path(&self, flag: &Flag) -> bool {
        self.path().contains(&format!("{{{}}}", flag.property))
    }

    /// Whether it changes nothing: a read, or a quote.
    pub(super) fn asks(&self) -> bool {
        !self.acts && self.route.starts_with("GET ") || self.path().starts_with("/v1/Quoting/")
    }

    /// Whether it writes over what is there.
    pub(super) fn replaces(&self) -> bool {
        self.route.starts_with("PUT ")
    }

    /// Every flag that it takes, but those of pages.
    pub(super) fn flags(&self) -> impl Iterator<Item = &Flag> {
        let body = match &self.body {
            Body::None => &[][..],
            Body::Object(flags) | Body::List(flags) => flags,
        };
        self.key.iter().chain(&self.options).chain(body)
    }
}

async fn send<T: Serialize + DeserializeOwned + Send>(
    request: Request<'_, T>,
    how: How,
) -> Result<Reply, Stop> {
    let value = match how {
        How::Dry => return Ok(Reply::Dry(request.prepared()?)),
        How::Json => request.json().await?,
        How::Table => {
            let answer = request.await?.map(serde_json::to_value);
            answer.transpose().map_err(Stop::unreadable)?
        }
    };
    Ok(Reply::One(value))
}

/// What was said, as the type that the client takes; the error names the file or the flag, and the member.
fn read<T: DeserializeOwned>(value: Value, file: Option<&str>) -> Result<T, Stop> {
    let value = if value.is_null() {
        Value::Object(Map::new())
    } else {
        value
    };
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let what = error.into_inner().to_string();
        let member = path
            .trim_start_matches("[0].")
            .split(['.', '['])
            .next()
            .unwrap_or_default();
        let from = match file {
            Some(file) => format!("--body {file}: "),
            None if member.is_empty() => String::new(),
            None => format!("--{}: ", flags::name(member)),
        };
        // serde quotes what it met, and what stands there may be a key; below a gateway's block the path may be one too.
        if path.split('.').any(holds_secrets) {
            return Stop::Usage(format!("{from}{member}: {SECRET_SHAPE}"));
        }
        Stop::Usage(if path == "." {
            format!("{from}{what}")
        } else {
            format!("{from}{path}: {what}")
        })
    })
}
