//! What `verify` found, as one page that needs nothing else.

use std::{fs, path::Path};

use anstream::adapter::strip_str;
use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, html};

use super::Verified;
use crate::{
    args::VerifyArgs,
    atomic_file,
    commands::asset::tree::Tree,
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::{Bytes, Fields},
};

/// Pictures up to this length are put into the page.
const MOST_PICTURE_BYTES: u64 = 8 << 20;

/// Pictures that browsers show, and that cannot run programs.
const PICTURES: [&str; 5] = [
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/avif",
];

/// Links up and down that are drawn.
const DEPTH: usize = 8;

/// Nothing is fetched or run, whatever a claim says.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}\
.good{color:#14713a}.bad{color:#a3261d}\
img{max-width:100%;max-height:24rem;border-radius:6px}\
ol{border-left:3px solid #ccc;list-style:none;padding-left:1rem}\
table{border-collapse:collapse;width:100%}\
td{padding:.15rem .6rem .15rem 0;vertical-align:top;overflow-wrap:anywhere}\
td:first-child{color:#666;white-space:nowrap}\
pre{overflow-x:auto;background:#f5f5f5;padding:.8rem;border-radius:6px}\
footer{margin-top:3rem;color:#666;font-size:.85rem}";

/// Writes the page.
pub async fn write(
    context: &Context,
    ledger: &AnyLedger,
    args: &VerifyArgs,
    report: &Verified,
    path: &Path,
) -> Result<()> {
    if atomic_file::same(path, &args.file) {
        return Err(
            Failure::new(format!("{} would be overwritten", path.display()))
                .hint("write the page to a file of its own"),
        );
    }
    let mut trees = Vec::with_capacity(report.claims.len());
    for found in &report.claims {
        trees.push(tree(context, ledger, found.address).await);
    }
    let picture = picture(&args.file, &report.media_type);
    let page = page(report, &trees, picture.as_deref()).into_string();
    atomic_file::write(path, |to| {
        to.write_all(page.as_bytes())
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))
    })
}

/// Where a work comes from and what became of it, in plain text. Many servers do not search for accounts;
/// then it is left out.
async fn tree(
    context: &Context,
    ledger: &AnyLedger,
    asset: provenue_client::solana::Address,
) -> Option<String> {
    let read = Tree::read(ledger, &asset, DEPTH).await;
    let read = read.map_err(|failure| {
        context.printer.note(format_args!(
            "links to other works are not shown: {failure}"
        ));
    });
    let tree = read.ok().filter(Tree::has_links)?;
    Some(strip_str(&tree.to_string()).to_string())
}

/// The picture itself, as an address that holds its bytes.
fn picture(path: &Path, media_type: &str) -> Option<String> {
    let shown = PICTURES.contains(&media_type)
        && fs::metadata(path).is_ok_and(|metadata| metadata.len() <= MOST_PICTURE_BYTES);
    let bytes = shown.then(|| fs::read(path).ok()).flatten()?;
    Some(format!(
        "data:{media_type};base64,{}",
        STANDARD.encode(bytes)
    ))
}

fn page(report: &Verified, trees: &[Option<String>], picture: Option<&str>) -> Markup {
    let (mark, class) = if report.is_good() {
        ("✓", "good")
    } else {
        ("✗", "bad")
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width";
                title { (report.file) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                h1 { span class=(class) { (mark) } " " (report.verdict()) }
                @if let Some(picture) = picture { p { img src=(picture) alt=(report.file); } }
                table {
                    tr { td { "content id" } td { code { (report.content_id) } } }
                    tr { td { "length" } td { (Bytes(report.byte_length)) } }
                    tr { td { "media type" } td { (report.media_type) } }
                }
                h2 { "Content Credentials (C2PA)" }
                p class=(if report.credentials.is_bad() { "bad" } else { "" }) {
                    (report.credentials.verdict())
                }
                table {
                    @for (name, value) in report.credentials.fields("").rows().skip(1) {
                        tr { td { (name) } td { (value) } }
                    }
                }
                @for owner in &report.equivocations {
                    p class="bad" {
                        (owner) " has claims on these bytes with different C2PA manifests."
                    }
                }
                @for certificate in &report.equivocating_certificates {
                    p class="bad" {
                        "Claims name different C2PA manifests for these bytes, signed with the same certificate "
                        code { (certificate) } "."
                    }
                }
                ol {
                    @for (found, tree) in report.claims.iter().zip(trees) {
                        (claim(report, found, tree.as_deref()))
                    }
                }
                @if let Some(near) = &report.near {
                    h2 { "Works that look the same" }
                    @if near.is_empty() { p { "None in the set that was searched." } }
                    @for neighbour in near {
                        (rows(&neighbour.summary()))
                    }
                }
                footer {
                    "Claims are shown by the time of their registration on chain. A claim proves a time \
                     and a signature, not who made the work. Made by provenue "
                    (env!("CARGO_PKG_VERSION")) "."
                }
            }
        }
    }
}

fn claim(report: &Verified, found: &super::found::Found, tree: Option<&str>) -> Markup {
    let mut summary = report.summary(found);
    for said in found.said() {
        summary = summary.field("attested", said);
    }
    html! {
        li {
            (rows(&summary))
            @if let Some(tree) = tree { pre { (tree) } }
        }
    }
}

fn rows(summary: &Fields) -> Markup {
    html! {
        h2 { (summary.title()) }
        table {
            @for (name, value) in summary.rows() {
                tr { td { (name) } td { (value) } }
            }
        }
    }
}
