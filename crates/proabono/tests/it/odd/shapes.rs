//! Shapes of answers that have been seen elsewhere, or are likely.

use serde_json::{Value, json};

use super::calls::{Call, Clients, LISTS, OBJECTS};
use super::{Said, place};

/// Why it may come, the JSON of a member, and the JSON that it is read as.
type Written = (&'static str, &'static str, &'static str);

/// Why it may come, the answer, and what is to come of it: members that are read, or the place that the error names.
type Shape = (&'static str, &'static str, Result<&'static str, &'static str>);

const NEVER: &str = r#""9999-12-31T23:59:59.9999999Z""#;

/// Dates of a subscription.
const DATES: [Written; 16] = [
    ("never", NEVER, NEVER),
    (
        "never without an offset",
        r#""9999-12-31T23:59:59.9999999""#,
        NEVER,
    ),
    ("never to the second", r#""9999-12-31T23:59:59Z""#, NEVER),
    ("never as a day", r#""9999-12-31""#, NEVER),
    ("never elsewhere", r#""9999-12-31T23:59:59.9999999+02:00""#, NEVER),
    (
        "the first of .NET",
        r#""0001-01-01T00:00:00""#,
        r#""0001-01-01T00:00:00Z""#,
    ),
    (
        "no offset",
        r#""2015-04-27T06:54:00""#,
        r#""2015-04-27T06:54:00Z""#,
    ),
    (
        "an offset",
        r#""2026-03-02T09:15:44+02:00""#,
        r#""2026-03-02T07:15:44Z""#,
    ),
    (
        "a space for the T",
        r#""2026-03-02 09:15:44Z""#,
        r#""2026-03-02T09:15:44Z""#,
    ),
    ("no seconds", r#""2026-03-02T09:15""#, r#""2026-03-02T09:15:00Z""#),
    ("no time", r#""2026-03-02""#, r#""2026-03-02T00:00:00Z""#),
    ("a date of older .NET", r#""/Date(1425168000000)/""#, "null"),
    ("a date of another country", r#""31/12/2026""#, "null"),
    ("seconds since 1970", "1690000000", "null"),
    ("an empty date", r#""""#, "null"),
    ("a date in parts", r#"{"Year":2026}"#, "null"),
];

/// Amounts of an offer.
const AMOUNTS: [Written; 7] = [
    ("a number as text", r#""1999""#, "1999"),
    ("a number between spaces", r#"" 1999 ""#, "1999"),
    ("a whole number with a fraction", "1999.0", "1999"),
    ("major units as text", r#""19.99""#, "null"),
    ("major units", "19.99", "null"),
    ("more than there is", "1e30", "null"),
    (
        "an amount with its currency",
        r#"{"Value":1999,"Currency":"EUR"}"#,
        "null",
    ),
];

const OFFERS: [Shape; 14] = [
    (
        "a limit within a feature",
        r#"{"Features":[{"QuantityIncluded":[]}]}"#,
        Err("Features[0].QuantityIncluded"),
    ),
    (
        "a truth as text",
        r#"{"IsPriced":"False"}"#,
        Ok(r#"{"IsPriced":false}"#),
    ),
    (
        "a truth as a number",
        r#"{"Name":"n","IsPriced":1}"#,
        Ok(r#"{"Name":"n","IsPriced":null}"#),
    ),
    (
        "a title as a number",
        r#"{"TitleLocalized":42}"#,
        Ok(r#"{"TitleLocalized":"42"}"#),
    ),
    (
        "titles by language",
        r#"{"TitleLocalized":{"fr":"x"}}"#,
        Ok(r#"{"TitleLocalized":null}"#),
    ),
    (
        "a unit as a number",
        r#"{"UnitTrial":3}"#,
        Ok(r#"{"UnitTrial":"3"}"#),
    ),
    (
        "a unit as a list",
        r#"{"UnitTrial":["Month"]}"#,
        Ok(r#"{"UnitTrial":null}"#),
    ),
    (
        "free pairs as a list",
        r#"{"Name":"n","Metadata":[]}"#,
        Ok(r#"{"Name":"n","Metadata":null}"#),
    ),
    (
        "free pairs of any value",
        r#"{"Metadata":{"a":1}}"#,
        Ok(r#"{"Metadata":{"a":"1"}}"#),
    ),
    (
        "features as an object",
        r#"{"Name":"n","Features":{}}"#,
        Ok(r#"{"Name":"n","Features":null}"#),
    ),
    (
        "a feature that is null",
        r#"{"Name":"n","Features":[null]}"#,
        Ok(r#"{"Features":null}"#),
    ),
    (
        "a negative id",
        r#"{"Name":"n","Id":-1}"#,
        Ok(r#"{"Name":"n","Id":null}"#),
    ),
    (
        "a member of tomorrow",
        r#"{"Name":"n","Tomorrow":[[]]}"#,
        Ok(r#"{"Name":"n"}"#),
    ),
    (
        "visible or not",
        r#"{"Name":"n","IsVisible":"perhaps"}"#,
        Err("IsVisible"),
    ),
];

const CUSTOMERS: [Shape; 24] = [
    (
        "a reference as a number",
        r#"{"ReferenceCustomer":42}"#,
        Err("ReferenceCustomer"),
    ),
    (
        "a reference as a list",
        r#"{"ReferenceCustomer":["a"]}"#,
        Err("ReferenceCustomer"),
    ),
    (
        "a segment as a truth",
        r#"{"ReferenceSegment":true}"#,
        Err("ReferenceSegment"),
    ),
    (
        "a segment's id as an object",
        r#"{"IdSegment":{}}"#,
        Err("IdSegment"),
    ),
    ("an id as text", r#"{"Id":"510001"}"#, Ok(r#"{"Id":510001}"#)),
    ("an id as a word", r#"{"Id":"first"}"#, Err("Id")),
    ("a status as a list", r#"{"Status":[]}"#, Err("Status")),
    ("links as an object", r#"{"Links":{}}"#, Err("Links")),
    (
        "an address as a list",
        r#"{"Links":[{"rel":"x","href":[]}]}"#,
        Err("Links[0].href"),
    ),
    (
        "a link that is null",
        r#"{"Links":[{"rel":"x"},null]}"#,
        Err("Links[1]"),
    ),
    (
        "a media type as a number",
        r#"{"Name":"n","Links":[{"rel":"x","type":7}]}"#,
        Ok(r#"{"Name":"n"}"#),
    ),
    (
        "a reference twice",
        r#"{"ReferenceCustomer":"a","ReferenceCustomer":"b"}"#,
        Err("."),
    ),
    (
        "a reference twice, and more",
        r#"{"Name":[],"ReferenceCustomer":"a","ReferenceCustomer":"b"}"#,
        Err("."),
    ),
    (
        "a byte order mark",
        "\u{feff}{\"Name\":\"n\"}",
        Ok(r#"{"Name":"n"}"#),
    ),
    (
        "a mark and a line",
        "\u{feff}\r\n{\"Name\":\"n\"}\r\n",
        Ok(r#"{"Name":"n"}"#),
    ),
    (
        "a mark before what is odd",
        "\u{feff}{\"Name\":\"n\",\"Email\":[]}",
        Ok(r#"{"Name":"n"}"#),
    ),
    ("a mark before nothing", "\u{feff}", Ok("null")),
    ("two marks", "\u{feff}\u{feff}{}", Err(".")),
    ("a page of a proxy", "<h1>Login</h1>", Err(".")),
    ("more behind an odd answer", r#"{"Name":[]} {}"#, Err(".")),
    (
        "an odd answer that ends too early",
        r#"{"Name":[],"Email":"#,
        Err("."),
    ),
    ("a text", r#""cust-alice""#, Err(".")),
    ("a number", "7", Err(".")),
    ("null", "null", Err(".")),
];

const USAGES: [Shape; 4] = [
    (
        "a quantity as text",
        r#"{"QuantityCurrent":"5"}"#,
        Ok(r#"{"QuantityCurrent":5}"#),
    ),
    (
        "what would be no limit",
        r#"{"QuantityCurrent":[]}"#,
        Err("QuantityCurrent"),
    ),
    ("a right as a word", r#"{"IsEnabled":"yes"}"#, Err("IsEnabled")),
    (
        "a right as text",
        r#"{"IsEnabled":"true"}"#,
        Ok(r#"{"IsEnabled":true}"#),
    ),
];

/// Blocks of the second of two gateway accounts, which are kept as they came.
const BLOCKS: [Written; 7] = [
    ("a hidden secret", "CardStripe", r#"{"KeyPublic":"pk"}"#),
    (
        "a masked secret",
        "CardStripe",
        r#"{"KeyPublic":"pk","KeySecret":"****"}"#,
    ),
    (
        "a member more",
        "CardStripe",
        r#"{"KeyPublic":"pk","KeySecret":null,"Hook":{"Id":1}}"#,
    ),
    ("another gateway", "CardPaybox", r#"{"Site":1,"Rank":"2"}"#),
    ("another gateway, hidden", "CardPaybox", r#""(hidden)""#),
    ("a gateway for debits", "DirectDebitGoCardless", "[1]"),
    ("a gateway of tomorrow", "WalletNova", r#"{"Pin":"p"}"#),
];

const ACCOUNTS: [Shape; 3] = [
    (
        "keys as a text",
        r#"{"Items":[{"Id":1},{"Id":2,"CardStripe":"x"}]}"#,
        Ok(r#"{"Items":[{"Id":1},{"Id":2}]}"#),
    ),
    (
        "an item that is null",
        r#"{"Items":[{"Id":1},null]}"#,
        Err("Items[1]"),
    ),
    ("an item that is a text", r#"{"Items":["a"]}"#, Err("Items[0]")),
];

const LISTED: [Shape; 6] = [
    (
        "no items",
        r#"{"TotalItems":0,"Items":null}"#,
        Ok(r#"{"Items":[]}"#),
    ),
    ("items as an object", r#"{"Items":{"0":{}}}"#, Err("Items")),
    (
        "a total as text",
        r#"{"TotalItems":"2","Items":[]}"#,
        Ok(r#"{"TotalItems":2}"#),
    ),
    (
        "a page as a word",
        r#"{"Page":"one","Items":[]}"#,
        Ok(r#"{"Page":1,"Items":[]}"#),
    ),
    (
        "one who may be anybody",
        r#"{"Items":[{"ReferenceCustomer":"a"},{"ReferenceCustomer":{}}]}"#,
        Err("Items[1].ReferenceCustomer"),
    ),
    (
        "an odd date in a bare list",
        r#"[{"Name":"n","DateAffiliation":7}]"#,
        Ok(r#"{"Items":[{"Name":"n"}]}"#),
    ),
];

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Tells whether all that is expected stands there. `null` stands for an absent member.
fn holds(read: &Value, expected: &Value) -> bool {
    match (read, expected) {
        (Value::Object(read), Value::Object(expected)) => expected
            .iter()
            .all(|(name, expected)| holds(read.get(name).unwrap_or(&Value::Null), expected)),
        (Value::Array(read), Value::Array(expected)) => {
            let mut pairs = read.iter().zip(expected);
            read.len() == expected.len() && pairs.all(|(read, expected)| holds(read, expected))
        }
        (read, expected) => read == expected,
    }
}

struct Judge {
    service: Said,
    clients: Clients,
    judged: usize,
}

impl Judge {
    async fn judge(&mut self, schema: &str, why: &str, answer: String, outcome: Result<Value, &str>) {
        let calls: Vec<Call> = OBJECTS.into_iter().chain(LISTS).collect();
        let (_, call) = calls.iter().find(|(name, _)| *name == schema).unwrap();
        self.service.says(answer);
        match (call(&self.clients).await, outcome) {
            (Ok(read), Ok(expected)) => assert!(holds(&read, &expected), "{why}: {read}"),
            (Err(error), Err(path)) => assert_eq!(place(&error), path, "{why}"),
            (Ok(read), Err(path)) => panic!("{why}: not refused at {path}: {read}"),
            (Err(error), Ok(_)) => panic!("{why}: {error}"),
        }
        self.judged += 1;
    }
}

#[tokio::test]
async fn an_answer_of_an_odd_shape_is_read_or_named() {
    let service = Said::start();
    let clients = Clients::of(&service.origin);
    let mut judge = Judge {
        service,
        clients,
        judged: 0,
    };
    for (why, written, read) in DATES {
        let answer = format!(r#"{{"DateTerm":{written},"Status":"Active"}}"#);
        let expected = json!({ "DateTerm": parsed(read), "Status": "Active" });
        judge.judge("Subscription", why, answer, Ok(expected)).await;
    }
    for (why, written, read) in AMOUNTS {
        let answer = format!(r#"{{"Name":"n","AmountTrial":{written}}}"#);
        let expected = json!({ "Name": "n", "AmountTrial": parsed(read) });
        judge.judge("Offer", why, answer, Ok(expected)).await;
    }
    for (why, gateway, block) in BLOCKS {
        let items = format!(r#"[{{"Id":1}},{{"Id":2,"{gateway}":{block}}}]"#);
        let answer = format!(r#"{{"TotalItems":2,"Items":{items}}}"#);
        let expected = json!({ "Items": parsed(&items) });
        judge
            .judge("List<GatewayAccount>", why, answer, Ok(expected))
            .await;
    }
    let shapes: [(&str, &[Shape]); 5] = [
        ("Offer", &OFFERS),
        ("Customer", &CUSTOMERS),
        ("Usage", &USAGES),
        ("List<GatewayAccount>", &ACCOUNTS),
        ("List<Customer>", &LISTED),
    ];
    for (schema, shapes) in shapes {
        for (why, answer, outcome) in shapes {
            judge
                .judge(schema, why, (*answer).to_owned(), outcome.map(parsed))
                .await;
        }
    }
    assert!(judge.judged >= 80, "only {} shapes", judge.judged);
}
