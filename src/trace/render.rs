//! Diagnostics and traces as text: the source line, what is marked in it, and what to do about it. The layout is that
//! of rustc, which people and editors know.

#![deny(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use crate::diagnostic::{Diagnostic, External, Note};
use crate::source::{Source, Sources, Span};
use crate::value::TraceEntry;
use std::rc::Rc;
use unicode_width::UnicodeWidthChar;

/// Columns that a tab takes.
const TAB: usize = 4;
/// Source lines wider than this are cut around what is marked in them.
const MAX_WIDTH: usize = 140;
/// Columns kept in front of the mark where a line is cut.
const LEAD: usize = 40;
/// Entries of a trace that are shown at its innermost end, and at its outermost.
const TRACE_INNER: usize = 30;
const TRACE_OUTER: usize = 10;

/// The diagnostic with its place, notes and help; ends with a newline.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let paint = Paint { colour };
    let mut out = String::new();
    let head = paint.bold_red(&format!("error[{}]", diagnostic.code.0));
    line(&mut out, &format!("{head}{}", paint.bold(&format!(": {}", diagnostic.message))));

    let primary = place(sources, diagnostic.span);
    let beside = |note: &Note| {
        note.external.is_none()
            && primary.as_ref().is_some_and(|primary| primary.span.source == note.span.source)
            && !note.message.contains('\n')
    };
    let mut gutter = 0;
    if let Some(place) = &primary {
        let mut snippet = Snippet::new(place.source.clone());
        snippet.mark(diagnostic.span, Mark::Primary, "");
        for note in diagnostic.notes.iter().filter(|note| beside(note)) {
            snippet.mark(note.span, Mark::Secondary, &note.message);
        }
        gutter = snippet.gutter();
        snippet.write(&mut out, &place.description, paint);
    }
    for note in &diagnostic.notes {
        if note.external.is_none() && note.span.is_none() {
            remark(&mut out, gutter, "note", &note.message, paint);
        }
    }
    if !diagnostic.help.is_empty() {
        remark(&mut out, gutter, "help", &diagnostic.help, paint);
    }
    for note in &diagnostic.notes {
        if let Some(external) = &note.external {
            write_external(&mut out, &note.message, external, paint);
        } else if !beside(note)
            && let Some(place) = place(sources, note.span)
        {
            line(&mut out, &format!("{}: {}", paint.bold("note"), note.message));
            let mut snippet = Snippet::new(place.source);
            snippet.mark(note.span, Mark::Secondary, "");
            snippet.write(&mut out, &place.description, paint);
        }
    }
    out
}

/// The calls that an exception passed, innermost first, one per line: `  at user/f (file.clj:3:5)`. Repetitions, as
/// deep recursion makes them, and the middle of a very long trace are counted only.
pub fn render_trace(entries: &[TraceEntry], sources: &Sources) -> String {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for entry in entries {
        let function = entry.function.as_deref().unwrap_or("<top level>");
        let text = if entry.span.is_none() {
            format!("  at {function}")
        } else {
            format!("  at {function} ({})", sources.describe(entry.span))
        };
        match lines.last_mut() {
            Some((last, count)) if *last == text => *count += 1,
            _ => lines.push((text, 1)),
        }
    }
    let mut out = String::new();
    let cut = if lines.len() > TRACE_INNER + TRACE_OUTER + 1 {
        TRACE_INNER..lines.len() - TRACE_OUTER
    } else {
        lines.len()..lines.len()
    };
    for (index, (text, count)) in lines.iter().enumerate() {
        if index == cut.start && !cut.is_empty() {
            line(&mut out, &format!("  … {} more calls", cut.len()));
        }
        if cut.contains(&index) {
            continue;
        }
        line(&mut out, text);
        if *count > 1 {
            line(&mut out, &format!("  … {} more of this call", count - 1));
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// `= help: …` under a snippet; further lines of the message are indented to its first.
fn remark(out: &mut String, gutter: usize, label: &str, message: &str, paint: Paint) {
    let indent = format!("\n{:1$}", "", gutter + label.len() + 5);
    let message = message.trim_end().replace('\n', &indent);
    line(out, &format!("{:gutter$} {} {}: {message}", "", paint.blue("="), paint.bold(label)));
}

/// A note about a text that the engine did not load, such as a C++ header.
fn write_external(out: &mut String, message: &str, external: &External, paint: Paint) {
    let External { file, line: number, column, text } = external;
    line(out, &format!("{}: {message}", paint.bold("note")));
    let gutter = number.to_string().len();
    line(out, &format!("{:gutter$}{} {file}:{number}:{column}", "", paint.blue("-->")));
    if !text.is_empty() {
        let start = (*column as usize).saturating_sub(1);
        let shown = Shown::new(text, start);
        line(out, &format!("{:gutter$} {}", "", paint.blue("|")));
        line(out, &format!("{} {}", paint.blue(&format!("{number} |")), shown.text));
        let before = shown.column(start);
        line(out, &format!("{:gutter$} {} {:before$}{}", "", paint.blue("|"), "", paint.blue("^")));
    }
}

/// A span in a text that exists.
struct Place {
    source: Rc<Source>,
    span: Span,
    /// `file:line:column`.
    description: String,
}

fn place(sources: &Sources, span: Span) -> Option<Place> {
    let source = sources.get(span.source)?;
    Some(Place { source, span, description: sources.describe(span) })
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Primary,
    Secondary,
}

/// What is marked in one line: characters `start..end`, counted from 0.
struct Marked {
    line: u32,
    start: usize,
    end: usize,
    mark: Mark,
    label: String,
}

/// The lines of one source that something is marked in.
struct Snippet {
    source: Rc<Source>,
    marked: Vec<Marked>,
}

impl Snippet {
    fn new(source: Rc<Source>) -> Snippet {
        Snippet { source, marked: Vec::new() }
    }

    /// Marks a span. Of one over several lines, the first is marked to its end, and the last up to the span's.
    fn mark(&mut self, span: Span, mark: Mark, label: &str) {
        let (first, first_column) = self.source.line_column(span.start);
        let (last, last_column) = self.source.line_column(span.end.max(span.start));
        let start = first_column as usize - 1;
        if first == last {
            let end = (last_column as usize - 1).max(start + 1);
            self.marked.push(Marked { line: first, start, end, mark, label: label.to_owned() });
            return;
        }
        let end = self.source.line(first).chars().count().max(start + 1);
        self.marked.push(Marked { line: first, start, end, mark, label: String::new() });
        let text = self.source.line(last);
        let indent = text.chars().take_while(|c| c.is_whitespace()).count();
        let end = (last_column as usize - 1).max(indent + 1);
        self.marked.push(Marked { line: last, start: indent, end, mark, label: label.to_owned() });
    }

    /// Width of the line numbers.
    fn gutter(&self) -> usize {
        self.marked.iter().map(|marked| marked.line.to_string().len()).max().unwrap_or(1)
    }

    fn write(mut self, out: &mut String, description: &str, paint: Paint) {
        let gutter = self.gutter();
        let bar = paint.blue("|");
        line(out, &format!("{:gutter$}{} {description}", "", paint.blue("-->")));
        line(out, &format!("{:gutter$} {bar}", ""));
        // From right to left where several things are marked in a line; what the error is about comes first.
        self.marked.sort_by_key(|marked| (marked.line, marked.mark != Mark::Primary, std::cmp::Reverse(marked.start)));
        let mut previous = 0;
        let mut rest = self.marked.as_slice();
        while let Some(first) = rest.first() {
            let (here, later) = rest.split_at(rest.iter().take_while(|marked| marked.line == first.line).count());
            rest = later;
            if previous != 0 && first.line > previous + 1 {
                line(out, &paint.blue("..."));
            }
            previous = first.line;
            let shown = Shown::new(self.source.line(first.line), first.start);
            line(out, &format!("{} {}", paint.blue(&format!("{:<gutter$} |", first.line)), shown.text));
            for marked in here {
                let start = shown.column(marked.start);
                let width = shown.column(marked.end).saturating_sub(start).max(1);
                let label = if marked.label.is_empty() { String::new() } else { format!(" {}", marked.label) };
                let marks = match marked.mark {
                    Mark::Primary => paint.bold_red(&format!("{}{label}", "^".repeat(width))),
                    Mark::Secondary => paint.blue(&format!("{}{label}", "-".repeat(width))),
                };
                line(out, &format!("{:gutter$} {bar} {:start$}{marks}", "", ""));
            }
        }
    }
}

/// A source line as it is shown: tabs expanded, control characters replaced, cut where it is very wide.
struct Shown {
    text: String,
    /// The column at which each character of the whole line starts, and that of the line's end.
    columns: Vec<usize>,
    /// Columns by which the text is shifted because its beginning was cut off.
    shift: usize,
    /// Where the text ends.
    width: usize,
}

impl Shown {
    /// `focus` is the character that has to stay visible.
    fn new(source: &str, focus: usize) -> Shown {
        let mut columns = Vec::new();
        let mut cells: Vec<(usize, char)> = Vec::new();
        let mut column = 0;
        for c in source.chars() {
            columns.push(column);
            if c == '\t' {
                let next = (column / TAB + 1) * TAB;
                cells.extend((column..next).map(|at| (at, ' ')));
                column = next;
            } else {
                // Control characters have no width, and could do anything to a terminal.
                let (c, width) = c.width().map_or(('\u{fffd}', 1), |width| (c, width));
                cells.push((column, c));
                column += width;
            }
        }
        columns.push(column);
        if column <= MAX_WIDTH {
            return Shown { text: cells.into_iter().map(|(_, c)| c).collect(), columns, shift: 0, width: column };
        }
        let focus = columns.get(focus).copied().unwrap_or(column);
        let from = focus.saturating_sub(LEAD);
        let from = cells.iter().map(|(at, _)| *at).find(|at| *at >= from).unwrap_or(0);
        let to = (from + MAX_WIDTH).min(column);
        let mut text = String::new();
        let mut shift = from;
        if from > 0 {
            text.push('…');
            shift -= 1;
        }
        text.extend(cells.iter().filter(|(at, _)| (from..to).contains(at)).map(|(_, c)| *c));
        if to < column {
            text.push('…');
        }
        Shown { text, columns, shift, width: to - shift }
    }

    /// The column of a character, counted from 0, in the shown text; its end for those behind it.
    fn column(&self, character: usize) -> usize {
        let end = self.columns.last().copied().unwrap_or(0);
        let behind = (character + 1).saturating_sub(self.columns.len());
        let column = self.columns.get(character).copied().unwrap_or(end + behind);
        column.saturating_sub(self.shift).min(self.width.max(1) + behind)
    }
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    fn bold_red(self, text: &str) -> String {
        self.with("1;31", text)
    }

    fn blue(self, text: &str) -> String {
        self.with("1;34", text)
    }
}
