//! The address of each program: declared in its source, repeated in `Anchor.toml`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::toml_file;
use crate::workspace::{Program, Workspace};

/// The address that the program's `declare_id!` names.
pub(crate) fn declared(program: &Program) -> Result<String> {
    let file = &program.entry;
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let id =
        find(&text).with_context(|| format!("{} has no declare_id!(\"...\")", file.display()))?;
    let bytes = bs58::decode(id).into_vec().unwrap_or_default();
    if bytes.len() != 32 {
        bail!("declare_id! in {} is not an address: {id}", file.display());
    }
    Ok(id.to_owned())
}

/// The macro must open its line: comments that speak of it do not count.
fn find(source: &str) -> Option<&str> {
    source.lines().find_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("anchor_lang::").unwrap_or(line);
        let argument = line.strip_prefix("declare_id!(\"")?;
        argument.split_once('"').map(|(id, _)| id)
    })
}

/// What is wrong with `Anchor.toml`: it has to give `program` the address `id`.
pub(crate) fn anchor_toml_complaint(
    workspace: &Workspace,
    program: &Program,
    id: &str,
) -> Result<Option<String>> {
    let file = workspace.root.join("Anchor.toml");
    let anchor = toml_file::read(&file)?;
    let programs = anchor
        .get("programs")
        .and_then(|programs| programs.get("localnet"));
    let listed = programs
        .and_then(|programs| programs.get(&program.library))
        .and_then(toml::Value::as_str);
    if listed == Some(id) {
        return Ok(None);
    }
    let library = &program.library;
    Ok(Some(format!(
        "Anchor.toml and declare_id! disagree: write `{library} = \"{id}\"` under [programs.localnet]"
    )))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_declared_address_is_found_and_comments_are_not() {
        let source =
            "//! declare_id!(\"not this\") is below.\n\nanchor_lang::declare_id!(\"Abc\");\n";
        assert_eq!(find(source), Some("Abc"));
        assert_eq!(find("declare_id!(\"Def\");"), Some("Def"));
        assert_eq!(find("// declare_id!(\"Def\");"), None);
    }
}
