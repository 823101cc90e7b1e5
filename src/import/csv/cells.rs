//! Tables as RFC 4180 has them, with any separator: text in, rows of cells out, and every place where it is none.
//!
//! Lines may end in CR, LF or both. A quoted cell may hold the separator, line breaks and doubled quotes; a quote inside a
//! cell that does not begin with one is a quote. <https://www.rfc-editor.org/rfc/rfc4180>

use crate::{
    problem::Problems,
    text::{concat, count},
};

/// A row, and the line on which it begins, from 1.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// Most rows that are read: twice as many as a topic takes products, as everywhere.
pub(super) const MAX_ROWS: usize = crate::json::MAX_ENTRIES;

/// The separator of a table, by its first line: that of which it has most outside of quotes; of none, a comma.
pub(super) fn separator(text: &str) -> char {
    let mut found = [('\t', 0_usize), (';', 0), (',', 0)];
    let mut is_quoted = false;
    for c in text.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\n' | '\r' if !is_quoted => break,
            c if !is_quoted => {
                if let Some((_, number)) = found.iter_mut().find(|(separator, _)| *separator == c) {
                    *number += 1;
                }
            }
            _ => {}
        }
    }
    // A tab is in no name.
    let [(_, tabs), (_, semicolons), (_, commas)] = found;
    if tabs > 0 {
        '\t'
    } else if semicolons > commas {
        ';'
    } else {
        ','
    }
}

/// The rows that have anything in them.
pub(super) fn rows(text: &str, separator: char, problems: &mut Problems) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut rest = text.chars().peekable();
    let mut line = 1;
    while rest.peek().is_some() {
        let mut row = Row { line, cells: Vec::new() };
        loop {
            let start = line;
            let mut cell = String::new();
            if rest.next_if_eq(&'"').is_some() {
                let mut is_closed = false;
                while let Some(c) = rest.next() {
                    if c == '"' && rest.next_if_eq(&'"').is_none() {
                        is_closed = true;
                        break;
                    }
                    line += usize::from(c == '\n' || (c == '\r' && rest.peek() != Some(&'\n')));
                    cell.push(c);
                }
                let place = place_of(start, row.cells.len());
                if !is_closed {
                    problems.report(&place, &["the quote that it begins with is never closed"]);
                } else if rest.peek().is_some_and(|c| *c != separator && *c != '\n' && *c != '\r') {
                    problems.report(&place, &["something follows the quote that closes it"]);
                }
            }
            while let Some(c) = rest.next_if(|c| *c != separator && *c != '\n' && *c != '\r') {
                cell.push(c);
            }
            row.cells.push(cell);
            if rest.next_if_eq(&separator).is_none() {
                break;
            }
        }
        // CR, LF or both.
        rest.next_if_eq(&'\r');
        rest.next_if_eq(&'\n');
        line += 1;
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            if rows.len() > MAX_ROWS {
                let message = ["the table has more than ", &count(MAX_ROWS), " rows"];
                problems.report(&concat(&["line ", &count(row.line)]), &message);
                break;
            }
            rows.push(row);
        }
    }
    rows
}

/// The place of a cell, by its line and its index in the row.
pub(super) fn place_of(line: usize, cell: usize) -> String {
    concat(&["line ", &count(line), ", cell ", &count(cell + 1)])
}
