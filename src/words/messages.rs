//! The messages of a Fluent file, as far as two languages must agree on them. The build reads its own files by it, and the server
//! those of its operator.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The attribute with the text below a title.
pub(super) const TEXT: &str = "text";

/// The parts of a message, and the variables in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// True when the message has a text below its title.
    pub(super) text: bool,
    /// The names of its variables.
    pub(super) variables: BTreeSet<String>,
}

/// The shapes of all messages by their ids.
///
/// # Errors
/// A sentence about the first message that is not as all have to be.
pub(super) fn shapes<'a>(
    entries: impl IntoIterator<Item = &'a Entry<&'a str>>,
) -> Result<BTreeMap<String, Shape>, String> {
    let mut shapes = BTreeMap::new();
    for entry in entries {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Junk { content } => {
                let line = content.lines().next().unwrap_or_default();
                return Err(format!("this line is no message: {line}"));
            }
            _ => continue,
        };
        let id = message.id.name;
        let mut shape = Shape::default();
        let value = message.value.as_ref();
        let value = value.ok_or_else(|| format!("{id} has no value"))?;
        look(value, &mut shape.variables);
        for attribute in &message.attributes {
            if attribute.id.name != TEXT {
                let name = attribute.id.name;
                return Err(format!(
                    "{id} has an attribute .{name}, and there is only .{TEXT}"
                ));
            }
            shape.text = true;
            look(&attribute.value, &mut shape.variables);
        }
        if shapes.insert(id.to_owned(), shape).is_some() {
            return Err(format!("{id} stands in it twice"));
        }
    }
    Ok(shapes)
}

/// Checks a message against the one of the same id that says what the pages set; `None` where the pages say no such sentence. A
/// variable that is left out is no fault: not every grammar needs it.
///
/// # Errors
/// The fault, as a sentence for the author of the message.
pub(super) fn agree(id: &str, own: &Shape, known: Option<&Shape>) -> Result<(), String> {
    let Some(known) = known else {
        return Err(format!("{id} is not a sentence of the pages"));
    };
    if own.text && !known.text {
        return Err(format!("{id} has a .{TEXT}, and the page shows none"));
    }
    if known.text && !own.text {
        return Err(format!("{id} needs a text below its title: .{TEXT} = …"));
    }
    let Some(variable) = own.variables.difference(&known.variables).next() else {
        return Ok(());
    };
    let known: Vec<_> = known.variables.iter().map(|name| format!("${name}")).collect();
    Err(if known.is_empty() {
        format!("{id} has no variables, and this has ${variable}")
    } else {
        format!(
            "{id} has no variable ${variable}; there is {}",
            known.join(" and ")
        )
    })
}

fn look(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            for variant in variants {
                look(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                of_inline(argument, variables);
            }
        }
        InlineExpression::Placeable { expression } => of_expression(expression, variables),
        _ => {}
    }
}
