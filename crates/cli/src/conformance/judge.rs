//! The verdict on an answer.

use proabono_contract::{Contract, Type};
use serde_json::Value;

use proabono::Answer;

use super::also;
use super::check::{Check, Expect};
use super::context::Context;
use super::report::Outcome;
use super::shapes::Shape;

pub(super) fn judge(
    check: &Check,
    answer: &Answer<Value>,
    contract: &Contract,
    context: &mut Context,
    notes: &mut Vec<String>,
) -> Outcome {
    let got = match verdict(check, answer, contract, notes) {
        Ok(()) => beside(check, answer, context),
        Err(got) => Err((check.expect.to_string(), got)),
    };
    match got {
        Ok(()) if check.expect.may_refuse(answer.status) => Outcome::Refused(described(answer)),
        Ok(()) => {
            learn(check, answer, context);
            Outcome::Ok
        }
        Err((expected, got)) => Outcome::Failed { expected, got },
    }
}

fn verdict(
    check: &Check,
    answer: &Answer<Value>,
    contract: &Contract,
    notes: &mut Vec<String>,
) -> Result<(), String> {
    let status = answer.status;
    match &check.expect {
        Expect::Status(statuses) if statuses.contains(&status) => success(check, answer, contract, notes),
        Expect::SuccessOr(statuses) if statuses.contains(&status) => refusal(answer, contract, notes),
        Expect::Success | Expect::SuccessOr(_) => success(check, answer, contract, notes),
        Expect::Nothing(statuses) if statuses.contains(&status) => match status {
            204 => empty(answer),
            _ => refusal(answer, contract, notes),
        },
        Expect::Refusal(statuses) if statuses.contains(&status) => refusal(answer, contract, notes),
        expect if status == 422 && expect.error().is_some() => {
            let (code, target) = expect.error().unwrap_or_default();
            invalid(answer, code, target, contract, notes)
        }
        _ => Err(described(answer)),
    }
}

fn success(
    check: &Check,
    answer: &Answer<Value>,
    contract: &Contract,
    notes: &mut Vec<String>,
) -> Result<(), String> {
    if check.found && answer.body.is_none() {
        return Err(format!(
            "status {} without a body, where something is due",
            answer.status
        ));
    }
    let operation = contract.operation(&check.route);
    let declares = |status| operation.is_some_and(|operation| operation.declares(status));
    if answer.status == 204 && (check.method() == "GET" || declares(204)) {
        return empty(answer);
    }
    if !(200..300).contains(&answer.status) || !declares(answer.status) {
        return Err(described(answer));
    }
    let due = operation.and_then(|operation| operation.answer(answer.status));
    match (due, &answer.body) {
        (Some(_), Some(body)) if check.found && also::items(body).is_some_and(<[_]>::is_empty) => {
            Err("an empty list, where something is due".to_owned())
        }
        // The content of some answers is documented nowhere, so the status says it all.
        (Some(Type::Any), _) | (None, None) => Ok(()),
        (Some(kind), Some(body)) => shaped(kind, body, contract, notes),
        (Some(kind), None) => Err(format!(
            "status {} without a body, where {kind} is due",
            answer.status
        )),
        (None, Some(_)) => Err(format!("status {} with a body, where none is due", answer.status)),
    }
}

fn empty(answer: &Answer<Value>) -> Result<(), String> {
    if answer.body.is_none() {
        Ok(())
    } else {
        Err("status 204 with a body".to_owned())
    }
}

/// One error object, or a list of them on a 422.
fn refusal(answer: &Answer<Value>, contract: &Contract, notes: &mut Vec<String>) -> Result<(), String> {
    let error = Type::Object("Error".to_owned());
    let kind = if answer.status == 422 {
        Type::list_of(error)
    } else {
        error
    };
    let body = answer.body.as_ref().unwrap_or(&Value::Null);
    shaped(&kind, body, contract, notes)?;
    let errors = body.as_array().map_or(std::slice::from_ref(body), Vec::as_slice);
    let complete = |error: &Value| error["Code"].is_string() && error["Message"].is_string();
    if errors.is_empty() || !errors.iter().all(complete) {
        return Err(format!(
            "status {} with an error that has no Code or no Message",
            answer.status
        ));
    }
    Ok(())
}

fn invalid(
    answer: &Answer<Value>,
    code: &str,
    target: &str,
    contract: &Contract,
    notes: &mut Vec<String>,
) -> Result<(), String> {
    refusal(answer, contract, notes)?;
    let errors = answer.body.as_ref().and_then(Value::as_array);
    let named = |error: &Value| {
        let at = error["Target"].as_str().unwrap_or_default();
        error["Code"] == code && at.rsplit(['.', ']']).next() == Some(target)
    };
    if errors.into_iter().flatten().any(named) {
        Ok(())
    } else {
        Err(described(answer))
    }
}

fn shaped(kind: &Type, body: &Value, contract: &Contract, notes: &mut Vec<String>) -> Result<(), String> {
    let mut shape = Shape::default();
    shape.answer(contract, kind, body);
    notes.append(&mut shape.notes);
    let more = shape.faults.len().saturating_sub(3);
    shape.faults.truncate(3);
    match (shape.faults.is_empty(), more) {
        (true, _) => Ok(()),
        (false, 0) => Err(shape.faults.join("; ")),
        (false, more) => Err(format!("{}; and {more} more", shape.faults.join("; "))),
    }
}

/// The status and the codes; never a value, which may be a link.
fn described(answer: &Answer<Value>) -> String {
    let body = answer.body.as_ref().unwrap_or(&Value::Null);
    let errors = body.as_array().map_or(std::slice::from_ref(body), Vec::as_slice);
    let mut text = format!("status {}", answer.status);
    for error in errors.iter().filter(|error| error["Code"].is_string()).take(5) {
        for name in ["Code", "Target"] {
            if let Some(word) = error[name].as_str() {
                text.push_str(if name == "Code" { ", " } else { " on " });
                text.extend(word.chars().filter(|c| !c.is_control()).take(80));
            }
        }
    }
    text
}

fn beside(check: &Check, answer: &Answer<Value>, context: &Context) -> Result<(), (String, String)> {
    match &answer.body {
        Some(body) if (200..300).contains(&answer.status) => also::judge(&check.also, body, context),
        _ => Ok(()),
    }
}

fn learn(check: &Check, answer: &Answer<Value>, context: &mut Context) {
    let Some(body) = &answer.body else { return };
    for (name, pointer) in &check.learn {
        if let Some(value) = find(body, pointer).filter(|value| value.is_string() || value.is_number()) {
            context.learn(name, value.clone());
        }
    }
}

/// A JSON pointer; `/Items[TypeFeature=OnOff]/Id` is the first of the items with that word. A bare list has its items at
/// `/Items` too.
fn find<'a>(body: &'a Value, pointer: &str) -> Option<&'a Value> {
    let mut value = body;
    for step in pointer.split('/').skip(1) {
        let (name, filter) = step
            .split_once('[')
            .map_or((step, None), |(name, rest)| (name, rest.strip_suffix(']')));
        value = match (value, name.parse::<usize>()) {
            (Value::Array(items), Ok(index)) => items.get(index)?,
            (Value::Array(_), Err(_)) => value,
            _ => value.get(name)?,
        };
        if let Some((member, word)) = filter.and_then(|filter| filter.split_once('=')) {
            value = value.as_array()?.iter().find(|item| item[member] == word)?;
        }
    }
    Some(value)
}
