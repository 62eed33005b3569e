//! The tables of `README.md` name tests and errors. They must be there.

use std::{collections::HashMap, fs, path::Path};

/// A row of a table whose last cell names a test.
struct Row<'a> {
    folder: &'a str,
    error: &'a str,
    test: &'a str,
}

/// The rows of all tables, each below the line that says where its tests are.
fn rows(readme: &str) -> Vec<Row<'_>> {
    let mut folder = "";
    let mut rows = Vec::new();
    for line in readme.lines() {
        if let Some(rest) = line.strip_prefix("Tests are in `") {
            folder = rest.split('`').next().unwrap_or_default();
        }
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        if let ["", _, _, error, test, ""] = cells[..]
            && let Some(test) = code(test)
        {
            rows.push(Row {
                folder,
                error,
                test,
            });
        }
    }
    rows
}

/// What stands between back quotes.
fn code(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`')
}

/// The sources of all modules below a folder, by their paths.
fn modules(folder: &Path, path: &str, found: &mut HashMap<String, String>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    for entry in entries.flatten() {
        let (file, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy().into_owned();
        if file.is_dir() {
            modules(&file, &format!("{path}{name}::"), found);
        } else if let Some(module) = name.strip_suffix(".rs") {
            let module = match module {
                "mod" | "main" => path.trim_end_matches("::").to_owned(),
                module => format!("{path}{module}"),
            };
            let source = fs::read_to_string(&file).unwrap_or_default();
            found.insert(module, source);
        }
    }
}

/// The text of a function, up to the brace that closes it.
fn function<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = source.split_once(&format!("\nasync fn {name}() {{\n"))?;
    rest.split_once("\n}\n").map(|(body, _)| body)
}

#[test]
fn every_test_and_every_error_of_the_tables_is_in_the_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md"));
    let readme = readme.unwrap_or_else(|error| panic!("README.md: {error}"));
    let rows = rows(&readme);
    assert!(rows.len() > 100, "the tables are not read any more");

    let mut wrong = Vec::new();
    for Row {
        folder,
        error,
        test,
    } in rows
    {
        let mut sources = HashMap::new();
        modules(&root.join(folder), "", &mut sources);
        let (module, name) = test.rsplit_once("::").unwrap_or(("", test));
        let body = sources
            .get(module)
            .and_then(|source| function(source, name));
        match (body, code(error)) {
            (None, _) => wrong.push(format!("{folder}: there is no {test}")),
            (Some(body), Some(error)) if !body.contains(error) => {
                wrong.push(format!("{folder}: {test} does not expect {error}"));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
