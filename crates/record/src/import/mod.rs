//! Records out of the files that diffusion interfaces write.
//!
//! They leave what they did in text chunks of the PNG file. [`from_png`] reads these without decoding
//! the picture, finds out whose they are, and makes a record that keeps the texts word for word
//! ([`GenerationRecord::source`]) beside what could be told from them for certain.
//!
//! | interface | chunk | form |
//! |---|---|---|
//! | AUTOMATIC1111, Forge, SD.Next | `parameters` | lines of text |
//! | Fooocus | `parameters`, `fooocus_scheme` | JSON |
//! | ComfyUI | `prompt`, `workflow` | JSON, a graph of nodes |
//! | InvokeAI | `invokeai_metadata` | JSON |
//! | NovelAI | `Comment`, `Description`, `Software`, `Source` | JSON and text |
//!
//! Everything in such a file is a claim of whoever wrote it, and so is the record made of it.

mod automatic1111;
mod builder;
mod comfyui;
mod error;
mod fooocus;
mod graph;
mod invokeai;
mod novelai;
mod png;

use std::{
    fs::File,
    io::{BufReader, Read, Seek},
    path::Path,
};

pub use error::ImportError;
pub use png::{TextChunk, text_chunks};

use crate::record::{GenerationRecord, Source};

/// The record that the text chunks of the PNG file at `path` tell.
///
/// # Errors
/// When it cannot be read, is no PNG file or a damaged one, or no interface known here left
/// anything in it.
pub fn from_png_file(path: impl AsRef<Path>) -> Result<GenerationRecord, ImportError> {
    let file = File::open(path).map_err(ImportError::Read)?;
    from_png(BufReader::new(file))
}

/// The record that the text chunks of a PNG file tell.
///
/// # Errors
/// As [`from_png_file`].
pub fn from_png(file: impl Read + Seek) -> Result<GenerationRecord, ImportError> {
    from_texts(&text_chunks(file)?)
}

/// The record that text chunks tell.
///
/// # Errors
/// When no interface known here wrote them, or they are damaged.
pub fn from_texts(chunks: &[TextChunk]) -> Result<GenerationRecord, ImportError> {
    let text = |keyword: &str| {
        let chunk = chunks.iter().find(|chunk| chunk.keyword == keyword);
        chunk.map(|chunk| chunk.text.as_str())
    };
    let (format, keywords, record): (_, &[&str], _) = if let Some(json) = text("invokeai_metadata")
    {
        let keywords = &["invokeai_metadata", "invokeai_graph", "invokeai_workflow"];
        ("invokeai", keywords, invokeai::record(json)?)
    } else if let (Some(json), true) = (
        text("Comment"),
        text("Software").is_some_and(|software| software.starts_with("NovelAI")),
    ) {
        let keywords = &["Title", "Description", "Software", "Source", "Comment"];
        (
            "novelai",
            keywords,
            novelai::record(json, text("Description"), text("Source"))?,
        )
    } else if let (Some(json), Some("fooocus")) = (text("parameters"), text("fooocus_scheme")) {
        (
            "fooocus",
            &["parameters", "fooocus_scheme"],
            fooocus::record(json)?,
        )
    } else if let Some(graph) = text("prompt").filter(|text| text.trim_start().starts_with('{')) {
        ("comfyui", &["prompt", "workflow"], comfyui::record(graph)?)
    } else if let Some(lines) = text("parameters") {
        (
            "automatic1111",
            &["parameters", "fooocus_scheme"],
            automatic1111::record(lines),
        )
    } else {
        return Err(ImportError::Unknown {
            keywords: chunks.iter().map(|chunk| chunk.keyword.clone()).collect(),
        });
    };
    let texts = keywords
        .iter()
        .filter_map(|keyword| text(keyword).map(|text| ((*keyword).to_owned(), text.to_owned())))
        .collect();
    Ok(GenerationRecord {
        source: Some(Source {
            format: format.to_owned(),
            texts,
        }),
        ..record
    })
}
