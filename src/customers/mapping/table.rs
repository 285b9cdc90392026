//! The look-up table: lines of `id,reference[,segment]`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use crate::identity::User;
use crate::proabono::{CustomerReference, SegmentReference};

/// The most faults that one report lists. A file of another format has a fault in every line.
const LISTED: usize = 100;

/// The customer of a user in the table.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) reference: CustomerReference,
    pub(super) segment: Option<SegmentReference>,
    line: usize,
}

/// A fault in a line. It quotes nothing from the line, since ids are personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The number of the line, from 1.
    pub(crate) line: usize,
    /// A description of the fault and its remedy.
    pub(crate) what: String,
}

/// A table without a fault. `Debug` shows its size alone.
#[derive(Default)]
pub(crate) struct Table {
    rows: HashMap<String, Row>,
    references: HashSet<CustomerReference>,
    /// The oddities that are allowed.
    pub(crate) warnings: Vec<String>,
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("users", &self.rows.len())
            .finish_non_exhaustive()
    }
}

impl Table {
    /// Reads the whole text; a segment must be an admitted one, when the admitted ones are known.
    pub(crate) fn read(
        text: &[u8],
        admitted: Option<&BTreeSet<SegmentReference>>,
    ) -> Result<Self, Vec<Fault>> {
        let mut rows: HashMap<String, Row> = HashMap::new();
        let mut faults = Vec::new();
        for (index, line) in lines(text).enumerate() {
            let line_number = index + 1;
            let added = fields(line).and_then(|fields| match fields {
                Some(fields) if !(rows.is_empty() && heads(&fields)) => {
                    add(&mut rows, &fields, line_number, admitted)
                }
                _ => Ok(()),
            });
            if let Err(what) = added {
                faults.push(Fault {
                    line: line_number,
                    what,
                });
            }
        }
        let warnings = shared(&rows, &mut faults);
        if faults.is_empty() {
            let references = rows.values().map(|row| row.reference.clone()).collect();
            Ok(Self {
                rows,
                references,
                warnings,
            })
        } else {
            Err(shortened(faults))
        }
    }

    pub(super) fn row(&self, id: &str) -> Option<&Row> {
        self.rows.get(id)
    }

    /// Tells whether somebody in the table has this reference.
    pub(super) fn gives(&self, reference: &CustomerReference) -> bool {
        self.references.contains(reference)
    }

    /// How many users are in it.
    pub(crate) fn users(&self) -> usize {
        self.rows.len()
    }
}

/// The lines without their line ends and without the mark that spreadsheets put before the first.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let lines = text.split(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// The fields of a line; `None` for an empty line and for a comment. A record is exactly one line, so that a quote left
/// open spoils no other line.
fn fields(line: &[u8]) -> Result<Option<Vec<String>>, String> {
    let line = std::str::from_utf8(line).map_err(|_| "it is not UTF-8; save the file as UTF-8".to_owned())?;
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let trimmed = |field: &str| field.trim_matches([' ', '\t']).to_owned();
    if !line.contains('"') {
        return Ok(Some(line.split(',').map(trimmed).collect()));
    }
    if line.matches('"').count() % 2 == 1 {
        return Err("a quote is not closed".to_owned());
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::None)
        .buffer_capacity(line.len())
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => Ok(Some(record.iter().map(trimmed).collect())),
        _ => Err("it is not a line of CSV".to_owned()),
    }
}

/// Tells whether a line is the header with the names of the columns.
fn heads(fields: &[String]) -> bool {
    let names = ["id", "reference", "segment"];
    (2..=3).contains(&fields.len())
        && fields
            .iter()
            .zip(names)
            .all(|(field, name)| field.eq_ignore_ascii_case(name))
}

fn add(
    rows: &mut HashMap<String, Row>,
    fields: &[String],
    line: usize,
    admitted: Option<&BTreeSet<SegmentReference>>,
) -> Result<(), String> {
    let (id, reference, segment) = match fields {
        [id, reference] => (id, reference, ""),
        [id, reference, segment] => (id, reference, segment.as_str()),
        [one] if one.contains(';') => {
            return Err("separate the fields with commas, not semicolons".to_owned());
        }
        _ => return Err("a line is id,reference or id,reference,segment".to_owned()),
    };
    let user = User::new(id.as_str()).map_err(|error| error.to_string())?;
    let reference = CustomerReference::new(reference.as_str()).map_err(|error| error.to_string())?;
    let segment = match segment {
        "" => None,
        text => Some(SegmentReference::new(text).map_err(|error| format!("the segment: {error}"))?),
    };
    if let (Some(segment), Some(admitted)) = (&segment, admitted)
        && !admitted.contains(segment)
    {
        return Err("the segment is neither PROABONO_SEGMENT_REF nor in customers.segments".to_owned());
    }
    if let Some(first) = rows.get(user.id()) {
        return Err(format!("the id is in line {} already", first.line));
    }
    let row = Row {
        reference,
        segment,
        line,
    };
    rows.insert(id.clone(), row);
    Ok(())
}

/// Warns of a reference that several users share: it is right for colleagues, but it may also be a typing error. One
/// reference in two segments is a fault: it would be two customers, and calls to ProAbono without a segment could not
/// tell them apart.
fn shared(rows: &HashMap<String, Row>, faults: &mut Vec<Fault>) -> Vec<String> {
    let mut in_order: Vec<&Row> = rows.values().collect();
    in_order.sort_by_key(|row| row.line);
    let mut firsts: HashMap<&CustomerReference, &Row> = HashMap::new();
    let mut sharing = Vec::new();
    for row in in_order {
        let Some(first) = firsts.get(&row.reference) else {
            firsts.insert(&row.reference, row);
            continue;
        };
        if row.segment == first.segment {
            sharing.push((first.line, row.line));
        } else {
            faults.push(Fault {
                line: row.line,
                what: format!(
                    "the reference is in line {} already, with another segment",
                    first.line
                ),
            });
        }
    }
    let warning = |(first, second): &(usize, usize)| {
        let count = sharing.len();
        format!(
            "{count} users of the table share a customer with another one, the first in lines {first} and {second}: they \
             see the same invoices"
        )
    };
    sharing.first().map(warning).into_iter().collect()
}

fn shortened(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_key(|fault| fault.line);
    if let Some(next) = faults.get(LISTED) {
        let (line, more) = (next.line, faults.len() - LISTED);
        faults.truncate(LISTED);
        faults.push(Fault {
            line,
            what: format!("here and below {more} more lines are wrong"),
        });
    }
    faults
}
