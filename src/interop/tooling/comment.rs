//! The comments of declarations: where they stand, and their text without markers.

use super::cursor::{Cursor, Kind, Place};

/// What a declaration's own comment says.
pub(super) fn of(declaration: Cursor) -> Option<String> {
    let beside = || {
        let place = declaration.place()?;
        trailing(&place)
    };
    let above = || match declaration.kind() {
        // Clang has no comments for macros.
        Kind::Macro => preceding(&declaration.place()?),
        _ => declaration.comment(),
    };
    // To Clang, only fields, enumerators and variables may have theirs behind them. Headers of C do it with all they
    // declare, and what stands behind says more of the one declaration than what stands above of a group.
    let found = match declaration.kind() {
        Kind::Field | Kind::Enumerator | Kind::Variable => declaration.comment(),
        _ => beside().or_else(above),
    };
    found.map(|comment| text(&comment)).filter(|text| !text.is_empty())
}

/// The comment on the line where a declaration ends, with the lines that go on in the same column.
fn trailing(place: &Place) -> Option<String> {
    let declaration = place.file.get(place.start..place.end)?;
    let behind = place.file.get(place.end..)?;
    // What stands behind a body says that it ends there.
    if declaration.ends_with(b"}") && declaration.contains(&b'\n') {
        return None;
    }
    let line = line_of(behind);
    let at = comment_behind(line)?;
    let comment = &line[at..];
    if comment.starts_with(b"/*") {
        let comment = behind.get(at..)?;
        let end = find(comment, b"*/")? + 2;
        return Some(lossy(&comment[..end]));
    }
    let line_start = place.file[..place.end].iter().rposition(|&c| c == b'\n').map_or(0, |at| at + 1);
    let column = place.end - line_start + at;
    let mut lines = vec![lossy(comment)];
    for line in behind.split(|&c| c == b'\n').skip(1) {
        let same_column = line.get(..column).is_some_and(|indentation| indentation.trim_ascii().is_empty());
        match line.get(column..) {
            Some(comment) if same_column && comment.starts_with(b"//") => lines.push(lossy(comment)),
            _ => break,
        }
    }
    Some(lines.join("\n"))
}

/// Where a comment starts on a line, behind the rest of one declaration and nothing else: attributes, a body, a
/// semicolon.
fn comment_behind(line: &[u8]) -> Option<usize> {
    let (mut depth, mut ended) = (0, false);
    let mut at = 0;
    while at < line.len() {
        match line[at..] {
            [b'/', b'/' | b'*', ..] => return (depth == 0).then_some(at),
            [b'{', ..] if !ended => depth += 1,
            [b'}', ..] if depth > 0 => {
                depth -= 1;
                ended = depth == 0;
            }
            [b'"' | b'\'', ..] if !ended => {
                let quoted = line[at + 1..].iter().position(|c| *c == line[at])?;
                at += quoted + 1;
            }
            [b';', ..] if depth == 0 => ended = true,
            [b',' | b'}', ..] if depth == 0 => return None,
            [c, ..] if ended && !c.is_ascii_whitespace() => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The comment on the lines directly above a declaration.
fn preceding(place: &Place) -> Option<String> {
    let above = lossy(place.file.get(..place.start)?);
    let mut lines = above.lines().rev().skip(usize::from(!above.ends_with('\n')));
    let mut found: Vec<&str> = Vec::new();
    let mut line = lines.next()?.trim();
    if line.ends_with("*/") {
        while !line.starts_with("/*") {
            found.push(line);
            line = lines.next()?.trim();
        }
        found.push(line);
    } else {
        while line.starts_with("//") {
            found.push(line);
            line = lines.next().unwrap_or_default().trim();
        }
    }
    found.reverse();
    (!found.is_empty()).then(|| found.join("\n"))
}

/// A comment's text: without markers, lines that only rule it off, and empty ones around it. Lines stay lines, and keep
/// what they are indented by beyond the others.
fn text(comment: &str) -> String {
    // With and without a marker in front: what is written around a text is not the same for both.
    let mut lines: Vec<(bool, &str)> = Vec::new();
    let mut in_block = false;
    for line in comment.lines() {
        let trimmed = line.trim();
        let (mut marked, mut rest) = (true, trimmed);
        if in_block {
            // The column of stars that many blocks have.
            match trimmed.strip_prefix('*').filter(|rest| !rest.starts_with('/')) {
                Some(behind) => rest = behind,
                None => (marked, rest) = (false, line),
            }
        } else if let Some(behind) = trimmed.strip_prefix("/*") {
            in_block = true;
            rest = behind.strip_prefix(['*', '!']).filter(|behind| !behind.starts_with('/')).unwrap_or(behind);
            rest = rest.strip_prefix('<').unwrap_or(rest);
        } else if let Some(behind) = trimmed.strip_prefix("//") {
            rest = behind.strip_prefix(['/', '!']).unwrap_or(behind);
            rest = rest.strip_prefix('<').unwrap_or(rest);
        }
        if let Some(before) = rest.trim_end().strip_suffix("*/").filter(|_| in_block) {
            in_block = false;
            rest = before.trim_end_matches('*');
        }
        lines.push((marked, rest.trim_end()));
    }
    let is_ruler = |line: &str| line.len() >= 4 && line.trim_start().chars().all(|c| "-=*#~/_+".contains(c));
    lines.retain(|(_, line)| line.is_empty() || !is_ruler(line));
    let common = [false, true].map(|wanted| {
        let of = lines.iter().filter(|(marked, line)| *marked == wanted && !line.is_empty());
        of.map(|(_, line)| line.len() - line.trim_start().len()).min().unwrap_or(0)
    });
    let lines = lines
        .iter()
        .map(|(marked, line)| line.get(common[usize::from(*marked)]..).unwrap_or_else(|| line.trim_start()));
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

fn line_of(text: &[u8]) -> &[u8] {
    text.split(|&c| c == b'\n').next().unwrap_or_default().trim_ascii_end()
}

fn find(text: &[u8], pattern: &[u8]) -> Option<usize> {
    text.windows(pattern.len()).position(|window| window == pattern)
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_rulers_and_margins_go() {
        for (comment, expected) in [
            ("// one\n  // two", "one\ntwo"),
            ("/// one\n///   - two\n//! three", "one\n  - two\nthree"),
            ("///< behind", "behind"),
            ("/* one */", "one"),
            ("/**\n   * one\n   *\n   *   two\n   */", "one\n\n  two"),
            ("/*! one\n      two\n        three */", "one\ntwo\n  three"),
            ("//--------\n// [SECTION] one\n//--------", "[SECTION] one"),
            ("//", ""),
            ("/**/", ""),
            ("// a - b\n// - c", "a - b\n- c"),
        ] {
            assert_eq!(text(comment), expected, "{comment}");
        }
    }

    fn beside(text: &str, declaration: &str) -> Option<String> {
        let start = text.find(declaration).expect("the declaration");
        trailing(&Place { file: text.as_bytes(), start, end: start + declaration.len(), name: start })
    }

    #[test]
    fn what_stands_behind_a_declaration_is_its() {
        assert_eq!(beside("int f();  // one", "int f()").as_deref(), Some("// one"));
        assert_eq!(beside("int f() ATTRIBUTE(1); /* one\n two */ x", "int f()").as_deref(), Some("/* one\n two */"));
        assert_eq!(
            beside("int f(); // one\n         // two\n    // three", "int f()").as_deref(),
            Some("// one\n// two")
        );
        assert_eq!(beside("int f();\n// one", "int f()"), None);
        assert_eq!(beside("int f(); int g(); // one", "int f()"), None);
        assert_eq!(beside("int f() {\n} // f", "int f() {\n}"), None);
        assert_eq!(beside("int f() { return \"//\"; }", "int f()"), None);
        assert_eq!(beside("int f() { return \"}\"; } // one", "int f()").as_deref(), Some("// one"));
        assert_eq!(beside("int f() { return 1; /* one */ }", "int f()"), None);
        assert_eq!(beside("int f, g; // both", "int f"), None);
    }

    #[test]
    fn what_stands_above_a_macro_is_its() {
        let above = |text: &str| {
            let start = text.find("M 1").expect("the macro");
            preceding(&Place { file: text.as_bytes(), start, end: start + 3, name: start })
        };
        assert_eq!(above("int x;\n// one\n// two\n#define M 1\n").as_deref(), Some("// one\n// two"));
        assert_eq!(above("/* one\n   two */\n#define M 1\n").as_deref(), Some("/* one\ntwo */"));
        assert_eq!(above("// one\n\n#define M 1\n"), None);
        assert_eq!(above("#define M 1\n"), None);
    }
}
