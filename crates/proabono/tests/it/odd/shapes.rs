//! Shapes of answers that have been seen elsewhere, or are likely.

use serde_json::{Value, json};

use super::calls::{Call, Clients, LISTS, OBJECTS};
use super::{Said, place};

/// What is to come of an answer.
enum Outcome {
    /// It is read, and these members are there.
    Reads(Value),
    /// It is an error that names this place.
    Fails(&'static str),
}

use Outcome::{Fails, Reads};

/// Why it may come, the type that is asked for, the answer, and what is to come of it.
type Shape = (&'static str, &'static str, String, Outcome);

fn dates() -> Vec<Shape> {
    let never = "9999-12-31T23:59:59.9999999Z";
    let date = |why, written: &str, read: &str| {
        let answer = json!({ "Id": 1, "DateTerm": written, "Status": "Active" }).to_string();
        (
            why,
            "Subscription",
            answer,
            Reads(json!({ "DateTerm": read, "Status": "Active" })),
        )
    };
    let unread = |why, written: Value| {
        let answer = json!({ "Id": 1, "DateTerm": written, "Status": "Active" }).to_string();
        (
            why,
            "Subscription",
            answer,
            Reads(json!({ "Id": 1, "DateTerm": null, "Status": "Active" })),
        )
    };
    vec![
        date("never", never, never),
        date("never without an offset", "9999-12-31T23:59:59.9999999", never),
        date("never to the second", "9999-12-31T23:59:59Z", never),
        date("never as a date", "9999-12-31", never),
        date("never elsewhere", "9999-12-31T23:59:59.9999999+02:00", never),
        date(
            "the first date of .NET",
            "0001-01-01T00:00:00",
            "0001-01-01T00:00:00Z",
        ),
        date("no offset", "2015-04-27T06:54:00", "2015-04-27T06:54:00Z"),
        date("an offset", "2026-03-02T09:15:44+02:00", "2026-03-02T07:15:44Z"),
        date(
            "a space for the T",
            "2026-03-02 09:15:44Z",
            "2026-03-02T09:15:44Z",
        ),
        date("no seconds", "2026-03-02T09:15", "2026-03-02T09:15:00Z"),
        date("no time", "2026-03-02", "2026-03-02T00:00:00Z"),
        unread("a date of older .NET", json!("/Date(1425168000000)/")),
        unread("a date of another country", json!("31/12/2026")),
        unread("seconds since 1970", json!(1_690_000_000)),
        unread("an empty date", json!("")),
        unread("a date in parts", json!({ "Year": 2026 })),
    ]
}

fn values() -> Vec<Shape> {
    let offer = |why, member: &str, written: Value, read: Value| {
        let answer = json!({ "ReferenceOffer": "o", "Name": "n", member: written }).to_string();
        (
            why,
            "Offer",
            answer,
            Reads(json!({ "ReferenceOffer": "o", "Name": "n", member: read })),
        )
    };
    vec![
        offer("an amount as text", "AmountTrial", json!("1999"), json!(1999)),
        offer(
            "an amount with a fraction of nothing",
            "AmountTrial",
            json!(1999.0),
            json!(1999),
        ),
        offer(
            "an amount with spaces",
            "AmountTrial",
            json!(" 1999 "),
            json!(1999),
        ),
        offer(
            "an amount in major units",
            "AmountTrial",
            json!("19.99"),
            Value::Null,
        ),
        offer(
            "an amount with a fraction",
            "AmountTrial",
            json!(19.99),
            Value::Null,
        ),
        offer(
            "an amount beyond all bounds",
            "AmountTrial",
            json!(1e30),
            Value::Null,
        ),
        offer("a truth as text", "IsPriced", json!("False"), json!(false)),
        offer("a truth as a number", "IsPriced", json!(1), Value::Null),
        offer("a title as a number", "TitleLocalized", json!(42), json!("42")),
        offer(
            "a title in languages",
            "TitleLocalized",
            json!({ "fr": "x" }),
            Value::Null,
        ),
        offer("a unit as a number", "UnitRecurrence", json!(3), json!("3")),
        offer(
            "a unit as a list",
            "UnitRecurrence",
            json!(["Month"]),
            Value::Null,
        ),
        offer("free pairs as a list", "Metadata", json!([]), Value::Null),
        offer(
            "free pairs of any value",
            "Metadata",
            json!({ "a": 1, "b": null }),
            json!({ "a": "1", "b": "null" }),
        ),
        offer("features as an object", "Features", json!({}), Value::Null),
        offer("a feature that is null", "Features", json!([null]), Value::Null),
        offer("an id as a negative number", "Id", json!(-1), Value::Null),
        offer("a member of tomorrow", "Tomorrow", json!([[]]), Value::Null),
    ]
}

fn who() -> Vec<Shape> {
    let customer = |why, answer: Value, outcome| (why, "Customer", answer.to_string(), outcome);
    let usage = |why, answer: Value, outcome| (why, "Usage", answer.to_string(), outcome);
    vec![
        customer(
            "a reference as a number",
            json!({ "ReferenceCustomer": 42 }),
            Fails("ReferenceCustomer"),
        ),
        customer(
            "a reference as a list",
            json!({ "ReferenceCustomer": ["a"] }),
            Fails("ReferenceCustomer"),
        ),
        customer(
            "a segment as a truth",
            json!({ "ReferenceSegment": true }),
            Fails("ReferenceSegment"),
        ),
        customer(
            "a segment's id as an object",
            json!({ "IdSegment": {} }),
            Fails("IdSegment"),
        ),
        customer(
            "an id as text",
            json!({ "Id": "510001" }),
            Reads(json!({ "Id": 510_001 })),
        ),
        customer("a status as a list", json!({ "Status": [] }), Fails("Status")),
        customer("links as an object", json!({ "Links": {} }), Fails("Links")),
        customer(
            "an address as a list",
            json!({ "Links": [{ "rel": "x", "href": [] }] }),
            Fails("Links[0].href"),
        ),
        customer(
            "a link that is null",
            json!({ "Links": [null] }),
            Fails("Links[0]"),
        ),
        customer(
            "a media type as a number",
            json!({ "Links": [{ "rel": "x", "type": 7 }] }),
            Reads(json!({})),
        ),
        usage(
            "a quantity as text",
            json!({ "QuantityCurrent": "5" }),
            Reads(json!({ "QuantityCurrent": 5 })),
        ),
        usage(
            "a quantity that would be no limit",
            json!({ "QuantityCurrent": [] }),
            Fails("QuantityCurrent"),
        ),
        usage(
            "a right as a word",
            json!({ "IsEnabled": "yes" }),
            Fails("IsEnabled"),
        ),
        usage(
            "a right as text",
            json!({ "IsEnabled": "true" }),
            Reads(json!({ "IsEnabled": true })),
        ),
        (
            "a reference that stands twice",
            "Customer",
            r#"{"ReferenceCustomer":"cust-bob","ReferenceCustomer":"cust-alice","Currency":7}"#.to_owned(),
            Fails("."),
        ),
        (
            "a reference that stands twice behind an odd member",
            "Customer",
            r#"{"DateAffiliation":7,"ReferenceCustomer":"cust-bob","ReferenceCustomer":"cust-alice"}"#
                .to_owned(),
            Fails("."),
        ),
    ]
}

fn lists() -> Vec<Shape> {
    let accounts = |why, items: Value, outcome| {
        let answer = json!({ "TotalItems": 2, "Items": items }).to_string();
        (why, "List<GatewayAccount>", answer, outcome)
    };
    let customers = |why, answer: Value, outcome| (why, "List<Customer>", answer.to_string(), outcome);
    let block = |name: &str, block: Value| json!([{ "Id": 1 }, { "Id": 2, "Name": "n", name: block }]);
    let keeps = |name: &str, block: Value| Reads(json!({ "Items": block_of(name, block) }));
    let hidden = json!({ "KeyPublic": "pk" });
    let stars = json!({ "KeyPublic": "pk", "KeySecret": "****" });
    let more = json!({ "KeyPublic": "pk", "KeySecret": null, "Webhook": { "Id": 1 } });
    let paybox = json!({ "Site": 1, "Rank": "2" });
    vec![
        accounts(
            "a hidden secret",
            block("CardStripe", hidden.clone()),
            keeps("CardStripe", hidden),
        ),
        accounts(
            "a masked secret",
            block("CardStripe", stars.clone()),
            keeps("CardStripe", stars),
        ),
        accounts(
            "one member more",
            block("CardStripe", more.clone()),
            keeps("CardStripe", more),
        ),
        accounts(
            "keys as a text",
            block("CardStripe", json!("hidden")),
            Reads(json!({ "TotalItems": 2 })),
        ),
        accounts(
            "another gateway",
            block("CardPaybox", paybox.clone()),
            keeps("CardPaybox", paybox.clone()),
        ),
        accounts(
            "a mandate's",
            block("DirectDebitGoCardless", paybox.clone()),
            keeps("DirectDebitGoCardless", paybox.clone()),
        ),
        accounts(
            "a gateway of tomorrow",
            block("WalletNova", paybox.clone()),
            keeps("WalletNova", paybox),
        ),
        accounts(
            "an item that is null",
            json!([{ "Id": 1 }, null]),
            Fails("Items[1]"),
        ),
        accounts("an item that is a text", json!(["a"]), Fails("Items[0]")),
        customers(
            "no items",
            json!({ "TotalItems": 0, "Items": null }),
            Reads(json!({ "Items": [] })),
        ),
        customers(
            "items as an object",
            json!({ "Items": { "0": {} } }),
            Fails("Items"),
        ),
        customers(
            "a total as text",
            json!({ "TotalItems": "2", "Items": [] }),
            Reads(json!({ "TotalItems": 2 })),
        ),
        customers(
            "a page as a text",
            json!({ "Page": "one", "Items": [] }),
            Reads(json!({ "Items": [] })),
        ),
        customers(
            "one customer of whom it is not said who it is",
            json!({ "Items": [{ "ReferenceCustomer": "a" }, { "ReferenceCustomer": {} }] }),
            Fails("Items[1].ReferenceCustomer"),
        ),
        customers(
            "one customer with an odd date, in a bare list",
            json!([{ "ReferenceCustomer": "a", "DateAffiliation": 7 }]),
            Reads(json!({ "Items": [{ "ReferenceCustomer": "a" }] })),
        ),
    ]
}

fn block_of(name: &str, block: Value) -> Value {
    json!([{ "Id": 1 }, { "Id": 2, "Name": "n", name: block }])
}

fn bytes() -> Vec<Shape> {
    let customer = r#"{"ReferenceCustomer":"cust-alice"}"#;
    let reads = || Reads(json!({ "ReferenceCustomer": "cust-alice" }));
    let raw = |why, answer: String, outcome| (why, "Customer", answer, outcome);
    vec![
        raw("a byte order mark", format!("\u{feff}{customer}"), reads()),
        raw(
            "a byte order mark and a line",
            format!("\u{feff}\r\n{customer}\r\n"),
            reads(),
        ),
        raw(
            "a byte order mark before what is odd",
            "\u{feff}{\"ReferenceCustomer\":\"cust-alice\",\"Name\":[]}".to_owned(),
            reads(),
        ),
        raw(
            "a byte order mark before nothing",
            "\u{feff}".to_owned(),
            Reads(Value::Null),
        ),
        raw(
            "two byte order marks",
            format!("\u{feff}\u{feff}{customer}"),
            Fails("."),
        ),
        raw("a page of a proxy", "<h1>Login</h1>".to_owned(), Fails(".")),
        raw(
            "more behind an odd answer",
            r#"{"Name":[]} {}"#.to_owned(),
            Fails("."),
        ),
        raw(
            "an odd answer that ends too early",
            r#"{"Name":[],"Email":"#.to_owned(),
            Fails("."),
        ),
        raw("a text", "\"cust-alice\"".to_owned(), Fails(".")),
        raw("nothing but null", "null".to_owned(), Fails(".")),
    ]
}

/// Whether all that is expected stands there. `null` stands for an absent member.
fn holds(read: &Value, expected: &Value) -> bool {
    match (read, expected) {
        (Value::Object(read), Value::Object(expected)) => expected
            .iter()
            .all(|(name, expected)| holds(read.get(name).unwrap_or(&Value::Null), expected)),
        (Value::Array(read), Value::Array(expected)) => {
            read.len() == expected.len()
                && read
                    .iter()
                    .zip(expected)
                    .all(|(read, expected)| holds(read, expected))
        }
        (read, expected) => read == expected,
    }
}

#[tokio::test]
async fn an_answer_of_an_odd_shape_is_read_or_named() {
    let service = Said::start();
    let clients = Clients::of(&service.origin);
    let calls: Vec<Call> = OBJECTS.into_iter().chain(LISTS).collect();
    let shapes: Vec<Shape> = [dates(), values(), who(), lists(), bytes()]
        .into_iter()
        .flatten()
        .collect();
    assert!(shapes.len() >= 70, "only {} shapes", shapes.len());
    for (why, schema, answer, outcome) in shapes {
        let (_, call) = calls.iter().find(|(name, _)| *name == schema).unwrap();
        service.says(answer);
        match (call(&clients).await, outcome) {
            (Ok(read), Reads(expected)) => assert!(holds(&read, &expected), "{why}: {read}"),
            (Err(error), Fails(path)) => assert_eq!(place(&error), path, "{why}"),
            (Ok(read), Fails(path)) => panic!("{why}: not refused at {path}: {read}"),
            (Err(error), Reads(_)) => panic!("{why}: {error}"),
        }
    }
}
