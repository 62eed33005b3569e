//! What can be written on the command line. What it does is in `commands`.

mod address;
mod amount;
mod asset;
mod attest;
mod batch;
mod chunk_size;
mod credentials;
mod demo;
mod files;
mod global;
mod keypair;
mod license;
mod lifecycle;
mod member;
mod mint;
mod near;
mod nft;
mod period;
mod price;
mod range;
mod record;
mod share;
mod source;
mod source_type;
mod terms;
mod token;
mod upstream;
mod vault;
mod work;

pub use address::{parse_address, parse_mint};
pub use amount::{AirdropArgs, BalanceArgs};
pub use asset::{
    AcceptArgs, AssetCommand, AssetLinkArgs, AssetListArgs, AssetShowArgs, AssetTreeArgs,
    OfferOwnershipArgs, RelationArg, VerifyArgs,
};
pub use attest::{
    AttestCommand, AttestCreateArgs, AttestListArgs, AttestMessageArgs, AttestRevokeArgs,
    AttestSubmitArgs, AttestorArgs, StatementArgs,
};
pub use batch::{
    BatchAddArgs, BatchAnchorArgs, BatchCheckArgs, BatchCommand, BatchMaterialiseArgs,
    BatchProveArgs, BatchShowArgs,
};
pub use chunk_size::ChunkSizeArg;
pub use credentials::{
    CredentialsCommand, CredentialsShowArgs, CredentialsSignArgs, TrainingArg, TrustArgs,
};
pub use demo::DemoArgs;
pub use files::{CheckProofArgs, HashArgs, ProveArgs};
pub use global::{CommitmentLevel, GlobalArgs};
pub use keypair::{KeypairCommand, KeypairNewArgs};
pub use license::{LicenseBuyArgs, LicenseCommand, LicenseListArgs, LicenseShowArgs};
pub use lifecycle::{
    AssetFreezeArgs, AssetRevokeArgs, AssetSupersedeArgs, AssetUpdateArgs, reason_name,
};
pub use member::{CheckMemberArgs, ProveMemberArgs};
pub use mint::{DisclosureArg, MintArgs, OriginArgs, SigningArgs};
pub use near::NearName;
pub use nft::{
    AssetSendArgs, AssetSyncArgs, AssetUnwrapArgs, AssetWrapArgs, CollectionCommand,
    CollectionCreateArgs, NamingArgs,
};
pub use period::Period;
pub use price::ComputeUnitPrice;
pub use range::ByteRange;
pub use record::{
    CheckDisclosureArgs, DiscloseArgs, RecordCommand, RecordImportArgs, RecordSealArgs,
    RecordShowArgs, RoleOf,
};
pub use share::{
    ShareOf, SharesCommand, SharesListArgs, SharesTransferArgs, SharesUnwrapArgs, SharesWrapArgs,
    WrappingArgs,
};
pub use source::SourceOf;
pub use source_type::SourceTypeArg;
pub use terms::{TermsArgs, TermsCommand, TermsListArgs, TermsOfferArgs, TermsRetireArgs};
pub use token::{TokenBalanceArgs, TokenCommand, TokenCreateArgs, TokenMintArgs};
pub use upstream::{
    UpstreamOf, VaultBurnArgs, VaultCreateArgs, VaultFundRentArgs, VaultGraphArgs, VaultHoldArgs,
    VaultLinkArgs, VaultPullArgs, VaultReleaseArgs,
};
pub use vault::{
    TableChoice, VaultAddCurrencyArgs, VaultBookArgs, VaultClaimArgs, VaultCommand,
    VaultDepositArgs, VaultDistributeArgs, VaultShowArgs,
};
pub use work::{ClaimChoice, VaultArgs, WorkArgs, WorkName};

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

const ABOUT: &str = "Register generated media on Solana, license it, and share what it earns.";

const LONG_ABOUT: &str = "\
Register generated media on Solana, license it, and share what it earns.

Without --url everything happens on an embedded ledger: a Solana virtual machine inside this \
command, its state in a local folder. It needs no server and no money. The same commands work on \
a real network with --url.";

/// The whole command line.
#[derive(Parser)]
#[command(name = "provenue", version, about = ABOUT, long_about = LONG_ABOUT)]
#[command(
    propagate_version = true,
    infer_long_args = false,
    max_term_width = 100
)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum Command {
    Demo(DemoArgs),
    Hash(HashArgs),
    Prove(ProveArgs),
    CheckProof(CheckProofArgs),
    ProveMember(ProveMemberArgs),
    CheckMember(CheckMemberArgs),
    // By far the largest.
    Mint(Box<MintArgs>),
    Verify(VerifyArgs),
    /// See what a file's C2PA manifest says, and sign files
    #[command(subcommand)]
    Credentials(CredentialsCommand),
    /// Keep how a work was made: secret, committed to, and shown field by field
    #[command(subcommand)]
    Record(RecordCommand),
    Disclose(DiscloseArgs),
    CheckDisclosure(CheckDisclosureArgs),
    /// Look at registered works, and hand them on
    #[command(subcommand)]
    Asset(AssetCommand),
    /// Make collections for NFTs of works
    #[command(subcommand)]
    Collection(CollectionCommand),
    /// Register any number of works with one transaction
    #[command(subcommand)]
    Batch(BatchCommand),
    /// Say something about works, signed, and see what others say
    #[command(subcommand)]
    Attest(AttestCommand),
    /// See who gets what a work earns, give shares to others, wrap them for pools
    #[command(subcommand)]
    Shares(SharesCommand),
    /// Offer licences to works
    #[command(subcommand)]
    Terms(TermsCommand),
    /// Buy licences, and see what they allow
    #[command(subcommand)]
    License(LicenseCommand),
    /// Pay revenue in, pay holders out, and look at the books
    #[command(subcommand)]
    Vault(VaultCommand),
    Airdrop(AirdropArgs),
    Balance(BalanceArgs),
    /// Show the address of the keypair that signs
    Address,
    /// Make keypairs to sign with
    #[command(subcommand)]
    Keypair(KeypairCommand),
    /// Make test currencies and look at token balances
    #[command(subcommand)]
    Token(TokenCommand),
    Completions(CompletionsArgs),
}

/// Write the completion script of a shell
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue completions bash > ~/.local/share/bash-completion/completions/provenue
  provenue completions zsh > ~/.zfunc/_provenue")]
pub struct CompletionsArgs {
    /// Which shell
    pub shell: Shell,
}
