//! What each command does.

mod address;
mod airdrop;
mod balance;
mod check_proof;
mod completions;
mod demo;
mod hash;
mod keypair;
mod prove;
mod token;

pub use hash::fingerprint_of;

use crate::{
    args::{Command, KeypairCommand, TokenCommand},
    context::Context,
    failure::Result,
    output::Report,
};

/// Carries out a command.
pub async fn run(command: Command, context: &Context) -> Result<Box<dyn Report>> {
    match command {
        Command::Demo(args) => boxed(demo::run(context, &args).await),
        Command::Hash(args) => boxed(hash::run(context, &args)),
        Command::Prove(args) => boxed(prove::run(context, &args)),
        Command::CheckProof(args) => boxed(check_proof::run(context, &args)),
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

fn boxed(result: Result<impl Report + 'static>) -> Result<Box<dyn Report>> {
    result.map(|report| Box::new(report) as Box<dyn Report>)
}
