//! Arguments of `verify` and `asset`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use provenue_client::{Relation, solana::Address};

use super::{
    AssetFreezeArgs, AssetRevokeArgs, AssetSendArgs, AssetSupersedeArgs, AssetSyncArgs,
    AssetUnwrapArgs, AssetUpdateArgs, AssetWrapArgs, TrustArgs, WorkArgs, WorkName,
    chunk_size::ChunkSizeArg, near::NearName, parse_address, upstream::parse_percent,
};

/// Find out who has registered a file, from its bytes alone
///
/// Every claim on exactly these bytes is shown, with its evidence; one changed bit makes another
/// file. The claims are as honest as who made them: they are shown by the time of their
/// registration, and later ones are the rivals of the first. A file registered with another chunk size is found only when that is named.
///
/// The exit status is 0 when there is a claim, 3 when there is none, 4 when --owner is given and the
/// first claim is somebody else's, 6 when --did is given and the first claim is not tied to it by both,
/// 5 when the first claim was revoked by its owner, and 1 when that could not be found out.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue verify photo.jpg
  provenue verify photo.jpg --owner 9WzD…WM && publish photo.jpg
  provenue verify photo.jpg --did did:web:studio.example
  provenue verify screenshot.png --near all
  provenue verify photo.jpg --html report.html --trust-anchors c2pa-trust-list.pem
  provenue verify photo.jpg --output json --url mainnet-beta")]
pub struct VerifyArgs {
    /// The file or directory
    pub file: PathBuf,
    /// Demand that the first claim is theirs: an address or a keypair file
    #[arg(long, value_name = "ADDRESS", value_parser = parse_address)]
    pub owner: Option<Address>,
    /// Demand that the first claim is tied to this DID: it names the key of the owner or of an attestor,
    /// who says in an attestation of authorship to be it (a did:key or did:pkh says so by signing)
    #[arg(long, value_name = "DID")]
    pub did: Option<String>,
    /// The document of a did:web, as a file [default: it is fetched from where the DID says]
    #[arg(long, value_name = "FILE", requires = "did")]
    pub did_document: Option<PathBuf>,
    /// Also show works that look like the picture: of this asset, this picture or folder of pictures, or
    /// of "all" works that are registered; as often as needed
    #[arg(long, value_name = "ASSET|FILE|all")]
    pub near: Vec<NearName>,
    /// Write what was found to one page as well, with the picture, for people who would rather look
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Whose C2PA manifests to believe
    #[command(flatten)]
    pub trust: TrustArgs,
    /// How the file is cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

/// The commands about registered works. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum AssetCommand {
    Show(AssetShowArgs),
    List(AssetListArgs),
    OfferOwnership(OfferOwnershipArgs),
    Accept(AcceptArgs),
    Link(AssetLinkArgs),
    Tree(AssetTreeArgs),
    Supersede(AssetSupersedeArgs),
    Revoke(AssetRevokeArgs),
    Update(AssetUpdateArgs),
    Freeze(AssetFreezeArgs),
    // By far the largest.
    Wrap(Box<AssetWrapArgs>),
    Send(AssetSendArgs),
    Sync(AssetSyncArgs),
    Unwrap(AssetUnwrapArgs),
}

/// Show all that is registered of a work
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset show photo.jpg
  provenue asset show photo.jpg --claim 1
  provenue asset show 7cQp…Xk --output json")]
pub struct AssetShowArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
}

/// List the works of an owner
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset list
  provenue asset list 9WzD…WM --output json")]
pub struct AssetListArgs {
    /// Whose: an address or a keypair file [default: the keypair that signs]
    #[arg(value_parser = parse_address)]
    pub owner: Option<Address>,
}

/// Offer the ownership of a work of yours to somebody
///
/// Nothing changes until they accept. With the work they get the say over its licences and its
/// vault; shares stay with whom they belong to.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset offer-ownership photo.jpg bob.json
  provenue asset accept photo.jpg -k bob.json
  provenue asset offer-ownership photo.jpg --withdraw")]
pub struct OfferOwnershipArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
    /// To whom: an address or a keypair file; an offer to somebody else ends
    #[arg(value_parser = parse_address, required_unless_present = "withdraw")]
    pub new_owner: Option<Address>,
    /// Take an offer back
    #[arg(long, conflicts_with = "new_owner")]
    pub withdraw: bool,
}

/// Accept the ownership of a work that was offered to you
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset accept photo.jpg
  provenue asset accept 7cQp…Xk -k bob.json")]
pub struct AcceptArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Say what a work of yours was made from
///
/// By a licence of yours under terms that allow derivatives, which say what your work's vault owes then;
/// free licences are taken at once. Or by agreement with the other work's owner, who signs as well: then it
/// owes what the two agreed. Where something is owed, your work's vault must not be sealed yet. It cannot be
/// undone.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset link remix.wav 7cQp…Xk --terms 8dHE…qk
  provenue asset link remix.wav sample.wav --licensor ana.json --derivative-share 15
  provenue asset link remix.wav 7cQp…Xk --relation inputTo")]
pub struct AssetLinkArgs {
    /// The work that was made
    #[command(flatten)]
    pub work: WorkArgs,
    /// The work that it was made from: its file, its content id, or the address of its asset
    pub parent: WorkName,
    /// The terms that you hold a licence under [default: its owner agrees]
    #[arg(long)]
    pub terms: Option<Address>,
    /// The keypair of that work's owner, who agrees and signs as well [default: it is your own work]
    #[arg(long, value_name = "KEYPAIR", conflicts_with = "terms")]
    pub licensor: Option<PathBuf>,
    /// What your work's vault owes it by agreement, of all that it earns [default: 0]
    #[arg(long, value_name = "PERCENT", value_parser = parse_percent, conflicts_with = "terms")]
    pub derivative_share: Option<u16>,
    /// And of what your work, and all that is made from it, earn from outside [default: 0]
    #[arg(long, value_name = "PERCENT", value_parser = parse_percent, conflicts_with = "terms")]
    pub derivative_absolute: Option<u16>,
    /// How it is part of your work
    #[arg(long, value_enum, default_value_t = RelationArg::ComponentOf)]
    pub relation: RelationArg,
}

/// Draw what a work was made from, and what was made from it
///
/// From links on chain alone: what nobody linked is not shown.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue asset tree photo.jpg
  provenue asset tree photo.jpg --depth 2 --output json")]
pub struct AssetTreeArgs {
    /// Which
    #[command(flatten)]
    pub work: WorkArgs,
    /// How many links up and down
    #[arg(long, default_value_t = 16, value_name = "N")]
    pub depth: usize,
}

/// How an ingredient is part of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "camelCase")]
pub enum RelationArg {
    /// The work is an edit or a new version of it
    #[value(alias = "parent-of")]
    ParentOf,
    /// The work is composed of it, among others
    #[value(alias = "component-of")]
    ComponentOf,
    /// It was put into what made the work
    #[value(alias = "input-to")]
    InputTo,
}

impl From<RelationArg> for Relation {
    fn from(relation: RelationArg) -> Self {
        match relation {
            RelationArg::ParentOf => Self::ParentOf,
            RelationArg::ComponentOf => Self::ComponentOf,
            RelationArg::InputTo => Self::InputTo,
        }
    }
}
