//! The extra resource of a gateway in a body, which has the name of its gateway.

use proabono::{gateway_of, is_gateway};
use proabono_contract::{Member, Type};
use serde_json::{Map, Value};

use super::fault::Fault;

/// Looks for the extra resource of another gateway than `TypeGateway` says. Where that is no documented word, it is what is wrong.
pub(super) fn check(declared: &[Member], members: &Map<String, Value>) -> Result<(), Fault> {
    const GATEWAY: &str = "TypeGateway";
    let kind = declared.iter().find(|member| member.name == GATEWAY);
    let (Some(Type::Words(words)), Some(gateway)) = (kind.map(|member| &member.kind), gateway_of(members))
    else {
        return Ok(());
    };
    let known = |name: &String| declared.iter().any(|member| member.name == *name);
    let is_extra = |name: &&String| words.contains(name) || is_gateway(name) && !known(name);
    let Some(other) = members.keys().filter(is_extra).find(|name| *name != gateway) else {
        return Ok(());
    };
    let is_documented = words.iter().any(|word| word == gateway);
    let words = words.join(", ");
    Err(if is_documented {
        let what = "the extra resource has the name of its gateway, and TypeGateway says another one";
        Fault::new(format!("{what}; there are {words}")).below(other)
    } else {
        let what = format!("the extra resource beside it is {other}, which has the name of its gateway");
        Fault::new(format!("{what}; there are {words}")).below(GATEWAY)
    })
}
