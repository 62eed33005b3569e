//! What each command does.

mod address;
mod airdrop;
mod asset;
mod attest;
mod balance;
mod batch;
mod check_disclosure;
mod check_proof;
mod completions;
mod credentials;
mod demo;
mod disclose;
mod hash;
mod keypair;
mod license;
mod member;
mod mint;
mod nft;
mod prove;
mod record;
mod shares;
mod terms;
mod token;
mod vault;
mod verify;

pub use hash::fingerprint_of;

use crate::{
    args::{
        AssetCommand, AttestCommand, BatchCommand, CollectionCommand, Command, CredentialsCommand,
        KeypairCommand, LicenseCommand, RecordCommand, SharesCommand, TermsCommand, TokenCommand,
        VaultCommand,
    },
    context::Context,
    failure::Result,
    output::Report,
};

/// Carries out a command.
pub async fn run(command: Command, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        Command::Demo(args) if args.graph => boxed(demo::family::run().await),
        Command::Demo(args) => boxed(demo::run(context, &args).await),
        Command::Hash(args) => boxed(hash::run(context, &args)),
        Command::Prove(args) => boxed(prove::run(context, &args)),
        Command::CheckProof(args) => boxed(check_proof::run(context, &args)),
        Command::ProveMember(args) => boxed(member::prove::run(context, &args)),
        Command::CheckMember(args) => boxed(member::check::run(context, &args).await),
        Command::Mint(args) => boxed(mint::run(context, &args).await),
        Command::Verify(args) => boxed(verify::run(context, &args).await),
        Command::Credentials(command) => credentials(command, context).await,
        Command::Record(command) => record(command, context),
        Command::Disclose(args) => boxed(disclose::run(&args)),
        Command::CheckDisclosure(args) => boxed(check_disclosure::run(context, &args).await),
        Command::Asset(command) => asset(command, context).await,
        Command::Collection(CollectionCommand::Create(args)) => {
            boxed(nft::collection::run(context, &args).await)
        }
        Command::Batch(command) => batch(command, context).await,
        Command::Attest(command) => attest(command, context).await,
        Command::Shares(command) => shares(command, context).await,
        Command::Terms(command) => terms(command, context).await,
        Command::License(command) => license(command, context).await,
        Command::Vault(command) => vault(command, context).await,
        Command::Airdrop(args) => boxed(airdrop::run(context, &args).await),
        Command::Balance(args) => boxed(balance::run(context, &args).await),
        Command::Address => boxed(address::run(context)),
        Command::Keypair(KeypairCommand::New(args)) => boxed(keypair::new::run(&args)),
        Command::Token(TokenCommand::Create(args)) => {
            boxed(token::create::run(context, &args).await)
        }
        Command::Token(TokenCommand::Mint(args)) => boxed(token::mint::run(context, &args).await),
        Command::Token(TokenCommand::Balance(args)) => {
            boxed(token::balance::run(context, &args).await)
        }
        Command::Completions(args) => boxed(Ok(completions::run(&args))),
    }
}

async fn credentials(command: CredentialsCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        CredentialsCommand::Show(args) => boxed(credentials::show::run(&args)),
        CredentialsCommand::Sign(args) => boxed(credentials::sign::run(context, &args).await),
    }
}

fn record(command: RecordCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        RecordCommand::Import(args) => boxed(record::import(&args)),
        RecordCommand::Seal(args) => boxed(record::seal::run(context, &args)),
        RecordCommand::Show(args) => boxed(record::show::run(&args)),
        RecordCommand::Schema => boxed(record::schema()),
    }
}

async fn asset(command: AssetCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        AssetCommand::Show(args) => boxed(asset::show::run(context, &args).await),
        AssetCommand::List(args) => boxed(asset::list::run(context, &args).await),
        AssetCommand::OfferOwnership(args) => {
            boxed(asset::offer_ownership::run(context, &args).await)
        }
        AssetCommand::Accept(args) => boxed(asset::accept::run(context, &args).await),
        AssetCommand::Link(args) => boxed(asset::link::run(context, &args).await),
        AssetCommand::Tree(args) => boxed(asset::tree::run(context, &args).await),
        AssetCommand::Supersede(args) => boxed(asset::supersede::run(context, &args).await),
        AssetCommand::Revoke(args) => boxed(asset::revoke::run(context, &args).await),
        AssetCommand::Update(args) => boxed(asset::update::run(context, &args).await),
        AssetCommand::Freeze(args) => boxed(asset::freeze::run(context, &args).await),
        AssetCommand::Wrap(args) => boxed(nft::wrap::run(context, &args).await),
        AssetCommand::Send(args) => boxed(nft::send::run(context, &args).await),
        AssetCommand::Sync(args) => boxed(nft::sync::run(context, &args).await),
        AssetCommand::Unwrap(args) => boxed(nft::unwrap::run(context, &args).await),
    }
}

async fn batch(command: BatchCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        BatchCommand::Add(args) => boxed(batch::add::run(context, &args)),
        BatchCommand::Anchor(args) => boxed(batch::anchor::run(context, &args).await),
        BatchCommand::Show(args) => boxed(batch::show::run(context, &args).await),
        BatchCommand::Prove(args) => boxed(batch::proof::write(context, &args).await),
        BatchCommand::Check(args) => boxed(batch::proof::check(context, &args).await),
        BatchCommand::Materialise(args) => boxed(batch::materialise::run(context, &args).await),
    }
}

async fn attest(command: AttestCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        AttestCommand::Create(args) => boxed(attest::create::run(context, &args).await),
        AttestCommand::Revoke(args) => boxed(attest::revoke::run(context, &args).await),
        AttestCommand::Message(args) => boxed(attest::message::run(context, &args).await),
        AttestCommand::Submit(args) => boxed(attest::submit::run(context, &args).await),
        AttestCommand::List(args) => boxed(attest::list::run(context, &args).await),
    }
}

async fn shares(command: SharesCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        SharesCommand::Transfer(args) => boxed(shares::transfer::run(context, &args).await),
        SharesCommand::List(args) => boxed(shares::list::run(context, &args).await),
        SharesCommand::Wrap(args) => boxed(shares::wrap::run(context, &args).await),
        SharesCommand::Unwrap(args) => boxed(shares::unwrap::run(context, &args).await),
    }
}

async fn terms(command: TermsCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        TermsCommand::Offer(args) => boxed(terms::offer::run(context, &args).await),
        TermsCommand::List(args) => boxed(terms::list::run(context, &args).await),
        TermsCommand::Retire(args) => boxed(terms::retire::run(context, &args).await),
    }
}

async fn license(command: LicenseCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        LicenseCommand::Buy(args) => boxed(license::buy::run(context, &args).await),
        LicenseCommand::List(args) => boxed(license::list::run(context, &args).await),
        LicenseCommand::Show(args) => boxed(license::show::run(context, &args).await),
    }
}

async fn vault(command: VaultCommand, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        VaultCommand::Show(args) => boxed(vault::show::run(context, &args).await),
        VaultCommand::Deposit(args) => boxed(vault::deposit::run(context, &args).await),
        VaultCommand::Claim(args) => boxed(vault::claim::run(context, &args).await),
        VaultCommand::Distribute(args) => boxed(vault::distribute::run(context, &args).await),
        VaultCommand::AddCurrency(args) => boxed(vault::add_currency::run(context, &args).await),
        VaultCommand::Book(args) => boxed(vault::book::run(context, &args).await),
        VaultCommand::Create(args) => boxed(vault::create::run(context, &args).await),
        VaultCommand::Link(args) => boxed(vault::link::run(context, &args).await),
        VaultCommand::Graph(args) => boxed(vault::graph::run(context, &args).await),
        VaultCommand::Pull(args) => boxed(vault::pull::run(context, &args).await),
        VaultCommand::Burn(args) => boxed(vault::burn::run(context, &args).await),
        VaultCommand::Hold(args) => boxed(vault::hold::run(context, &args).await),
        VaultCommand::Release(args) => boxed(vault::release::run(context, &args).await),
        VaultCommand::FundRent(args) => boxed(vault::fund_rent::run(context, &args).await),
    }
}

fn boxed(result: Result<impl Report + 'static>) -> Result<Box<dyn Report>> {
    result.map(|report| Box::new(report) as Box<dyn Report>)
}
