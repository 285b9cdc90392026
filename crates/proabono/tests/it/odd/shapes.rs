//! Shapes of answers that have been seen elsewhere, or are likely.
//!
//! A row says why the shape may come, the JSON that comes, and the JSON that it is read as, where `null` stands for an absent
//! member, or `!` and the place that the error names. A row without the last column is read as it came.

use serde_json::Value;

use super::calls::{Clients, LISTS, OBJECTS};
use super::{Said, place};

/// Dates of a subscription.
const DATES: &str = r#"
    never | "9999-12-31T23:59:59.9999999Z"
    never without an offset | "9999-12-31T23:59:59.9999999" | "9999-12-31T23:59:59.9999999Z"
    never to the second | "9999-12-31T23:59:59Z" | "9999-12-31T23:59:59.9999999Z"
    never as a day | "9999-12-31" | "9999-12-31T23:59:59.9999999Z"
    never elsewhere | "9999-12-31T23:59:59.9999999+02:00" | "9999-12-31T23:59:59.9999999Z"
    the first of .NET | "0001-01-01T00:00:00" | "0001-01-01T00:00:00Z"
    no offset | "2015-04-27T06:54:00" | "2015-04-27T06:54:00Z"
    an offset | "2026-03-02T09:15:44+02:00" | "2026-03-02T07:15:44Z"
    a space for the T | "2026-03-02 09:15:44Z" | "2026-03-02T09:15:44Z"
    no seconds | "2026-03-02T09:15" | "2026-03-02T09:15:00Z"
    no time | "2026-03-02" | "2026-03-02T00:00:00Z"
    a date of older .NET | "/Date(1425168000000)/" | null
    a date of another country | "31/12/2026" | null
    seconds since 1970 | 1690000000 | null
    an empty date | "" | null
    a date in parts | {"Year":2026} | null
"#;

/// Amounts of an offer.
const AMOUNTS: &str = r#"
    a number as text | "1999" | 1999
    a number between spaces | " 1999 " | 1999
    a whole number with a fraction | 1999.0 | 1999
    major units as text | "19.99" | null
    major units | 19.99 | null
    more than there is | 1e30 | null
    an amount with its currency | {"Value":1999,"Currency":"EUR"} | null
"#;

/// Blocks of the second of two gateway accounts.
const BLOCKS: &str = r#"
    a hidden secret | "CardStripe":{"KeyPublic":"pk"}
    a masked secret | "CardStripe":{"KeyPublic":"pk","KeySecret":"****"}
    a member more | "CardStripe":{"KeyPublic":"pk","KeySecret":null,"Hook":{"Id":1}}
    another gateway | "CardPaybox":{"Site":1,"Rank":"2"}
    another gateway, hidden | "CardPaybox":"(hidden)"
    a gateway for debits | "DirectDebitGoCardless":[1]
    a gateway of tomorrow | "WalletNova":{"Pin":"p"}
"#;

const OFFERS: &str = r#"
    a limit within a feature | {"Features":[{"QuantityIncluded":[]}]} | !Features[0].QuantityIncluded
    a truth as text | {"IsPriced":"False"} | {"IsPriced":false}
    a truth as a number | {"Name":"n","IsPriced":1} | {"Name":"n","IsPriced":null}
    a title as a number | {"TitleLocalized":42} | {"TitleLocalized":"42"}
    titles by language | {"TitleLocalized":{"fr":"x"}} | {"TitleLocalized":null}
    a unit as a number | {"UnitTrial":3} | {"UnitTrial":"3"}
    a unit as a list | {"UnitTrial":["Month"]} | {"UnitTrial":null}
    free pairs as a list | {"Name":"n","Metadata":[]} | {"Name":"n","Metadata":null}
    free pairs of any value | {"Metadata":{"a":1}} | {"Metadata":{"a":"1"}}
    features as an object | {"Name":"n","Features":{}} | {"Name":"n","Features":null}
    a feature that is null | {"Name":"n","Features":[null]} | {"Features":null}
    a negative id | {"Name":"n","Id":-1} | {"Name":"n","Id":null}
    a member of tomorrow | {"Name":"n","Tomorrow":[[]]} | {"Name":"n"}
    visible or not | {"Name":"n","IsVisible":"perhaps"} | !IsVisible
    visible or not within a feature | {"Features":[{"IsVisible":"perhaps"}]} | !Features[0].IsVisible
"#;

const CUSTOMERS: &str = r#"
    a reference as a number | {"ReferenceCustomer":42} | !ReferenceCustomer
    a reference as a list | {"ReferenceCustomer":["a"]} | !ReferenceCustomer
    a segment as a truth | {"ReferenceSegment":true} | !ReferenceSegment
    a segment's id as an object | {"IdSegment":{}} | !IdSegment
    an id as text | {"Id":"510001"} | {"Id":510001}
    an id as a word | {"Id":"first"} | !Id
    a status as a list | {"Status":[]} | !Status
    links as an object | {"Links":{}} | !Links
    an address as a list | {"Links":[{"rel":"x","href":[]}]} | !Links[0].href
    a link that is null | {"Links":[{"rel":"x"},null]} | !Links[1]
    a media type as a number | {"Name":"n","Links":[{"rel":"x","type":7}]} | {"Name":"n"}
    a reference twice | {"ReferenceCustomer":"a","ReferenceCustomer":"b"} | !.
    a reference twice, and more | {"Name":[],"ReferenceCustomer":"a","ReferenceCustomer":"b"} | !.
    a page of a proxy | <h1>Login</h1> | !.
    more behind an odd answer | {"Name":[]} {} | !.
    an odd answer that ends too early | {"Name":[],"Email": | !.
    a text | "cust-alice" | !.
    a number | 7 | !.
    null | null | !.
"#;

const USAGES: &str = r#"
    a quantity as text | {"QuantityCurrent":"5"} | {"QuantityCurrent":5}
    what would be no limit | {"QuantityCurrent":[]} | !QuantityCurrent
    a right as a word | {"IsEnabled":"yes"} | !IsEnabled
    a right as text | {"IsEnabled":"true"} | {"IsEnabled":true}
"#;

/// Lists of gateway accounts.
const ACCOUNTS: &str = r#"
    keys as a text | {"Items":[{"Id":1},{"Id":2,"CardStripe":"x"}]} | {"Items":[{"Id":1},{"Id":2}]}
    an item that is null | {"Items":[{"Id":1},null]} | !Items[1]
    an item that is a text | {"Items":["a"]} | !Items[0]
"#;

/// Lists of customers.
const LISTED: &str = r#"
    no items | {"TotalItems":0,"Items":null} | {"Items":[]}
    nothing of a list | {} | !.
    an error in place of a list | {"Code":"Error.Api.Internal","Message":"m"} | !.
    items as an object | {"Items":{"0":{}}} | !Items
    a total as text | {"TotalItems":"2","Items":[]} | {"TotalItems":2}
    links around a list as an object | {"Items":[{"Name":"n"}],"Links":{}} | {"Items":[{"Name":"n"}],"Links":[]}
    links around a list as a number | {"Items":[{"Name":"n"}],"Links":-1} | {"Items":[{"Name":"n"}],"Links":[]}
    an odd link around a list | {"Items":[{"Name":"n"}],"Links":[{"rel":"next","href":{}}]} | {"Items":[{"Name":"n"}],"Links":[]}
    links of an item | {"Items":[{"Name":"n","Links":{}}]} | !Items[0].Links
    a page as a word | {"Page":"one","Items":[]} | {"Page":1,"Items":[]}
    one who may be anybody | {"Items":[{"ReferenceCustomer":"a"},{"ReferenceCustomer":{}}]} | !Items[1].ReferenceCustomer
    an odd date in a bare list | [{"Name":"n","DateAffiliation":7}] | {"Items":[{"Name":"n"}]}
"#;

/// The tables: the type of the answer, and the answer with `@` in the place of the JSON of a row.
const TABLES: [(&str, &str, &str); 8] = [
    ("Subscription", r#"{"DateTerm":@,"Status":"Active"}"#, DATES),
    ("Offer", r#"{"Name":"n","AmountTrial":@}"#, AMOUNTS),
    (
        "List<GatewayAccount>",
        r#"{"TotalItems":2,"Items":[{"Id":1},{"Id":2,@}]}"#,
        BLOCKS,
    ),
    ("Offer", "@", OFFERS),
    ("Customer", "@", CUSTOMERS),
    ("Usage", "@", USAGES),
    ("List<GatewayAccount>", "@", ACCOUNTS),
    ("List<Customer>", "@", LISTED),
];

/// Customers whose JSON has byte order marks in front.
const MARKED: [(&str, &str, &str); 9] = [
    ("a byte order mark", "\u{feff}{\"Name\":\"n\"}", r#"{"Name":"n"}"#),
    (
        "a mark and a line",
        "\u{feff}\r\n{\"Name\":\"n\"}\r\n",
        r#"{"Name":"n"}"#,
    ),
    (
        "a mark before what is odd",
        "\u{feff}{\"Name\":\"n\",\"Email\":[]}",
        r#"{"Name":"n"}"#,
    ),
    ("a mark before nothing", "\u{feff}", "null"),
    ("two marks", "\u{feff}\u{feff}{\"Name\":\"n\"}", r#"{"Name":"n"}"#),
    (
        "white space before a mark",
        " \r\n\u{feff}{\"Name\":\"n\"}",
        r#"{"Name":"n"}"#,
    ),
    (
        "marks and white space in turn",
        "\u{feff}\n\u{feff}\t{\"Name\":\"n\",\"Email\":[]}",
        r#"{"Name":"n"}"#,
    ),
    ("two marks before nothing", "\u{feff} \u{feff}\n", "null"),
    ("a mark behind the JSON", "{}\u{feff}", "!."),
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
    /// The answer is read as `expected`, or the reading fails at the place after its `!`.
    async fn judge(&mut self, schema: &str, why: &str, answer: &str, expected: &str) {
        let mut calls = OBJECTS.iter().chain(&LISTS);
        let (_, call) = calls.find(|(name, _)| *name == schema).unwrap();
        self.service.says(answer);
        match (call(&self.clients).await, expected.strip_prefix('!')) {
            (Ok(read), None) => assert!(holds(&read, &parsed(expected)), "{why}: {read}"),
            (Err(error), Some(path)) => assert_eq!(place(&error), path, "{why}"),
            (Ok(read), Some(path)) => panic!("{why}: not refused at {path}: {read}"),
            (Err(error), None) => panic!("{why}: {error}"),
        }
        self.judged += 1;
    }

    async fn judge_row(&mut self, schema: &str, template: &str, row: &str) {
        let columns: Vec<&str> = row.split(" | ").collect();
        let (why, came, expected) = match columns[..] {
            [why, came] => (why, came, came),
            [why, came, expected] => (why, came, expected),
            _ => panic!("{row}"),
        };
        let filled = |json| template.replace('@', json);
        let expected = if expected.starts_with('!') {
            expected.to_owned()
        } else {
            filled(expected)
        };
        self.judge(schema, why, &filled(came), &expected).await;
    }
}

#[tokio::test]
async fn an_answer_of_an_odd_shape_is_read_or_named() {
    let service = Said::start();
    let clients = Clients::of(&service.origin());
    let mut judge = Judge {
        service,
        clients,
        judged: 0,
    };
    for (schema, template, table) in TABLES {
        for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
            judge.judge_row(schema, template, row).await;
        }
    }
    for (why, answer, expected) in MARKED {
        judge.judge("Customer", why, answer, expected).await;
    }
    assert!(judge.judged >= 80, "only {} shapes", judge.judged);
}
