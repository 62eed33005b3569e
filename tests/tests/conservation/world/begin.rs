//! How a life begins.

use provenue_client::{
    flows::plan::{Action, execute},
    instructions::vault,
    state::Vault,
};
use provenue_oracle::Model;
use provenue_tests::{forge, must};
use solana_signer::Signer;

use super::{World, must_model};
use crate::{
    operation::{Beginning, COINS, Coin, FIRST_RICH, VAULTS},
    picture::Picture,
    stage::Stage,
};

impl<'a> World<'a> {
    pub async fn begin(
        stage: &'a Stage,
        beginnings: &[Beginning; VAULTS],
        payable: &[[bool; COINS]; FIRST_RICH],
    ) -> Self {
        stage.reset();
        for (person, payable) in payable.iter().enumerate() {
            for (coin, payable) in Coin::ALL.into_iter().zip(payable) {
                if !payable {
                    stage.put(stage.purse(person, coin), None);
                }
            }
        }
        for (number, beginning) in beginnings.iter().enumerate() {
            fill_vault(stage, number, beginning).await;
        }
        let picture = Picture::take(stage).await;
        let world = Self {
            expected: picture.facts.clone(),
            models: beginnings.each_ref().map(model),
            stage,
            picture,
        };
        for vault in 0..VAULTS {
            world.audit(vault);
        }
        world
    }
}

/// Gives a vault its currencies and shares, and seals it.
async fn fill_vault(stage: &Stage, number: usize, beginning: &Beginning) {
    let places = &stage.vaults[number];
    forge::<Vault>(&stage.world, &places.address, |state| {
        state.relative_bps = beginning.upstream_bps.into();
        for slot in state.currencies.iter_mut().take(beginning.coins.len()) {
            slot.index = beginning.index.into();
        }
    })
    .await;
    let payer = &stage.world.payer;
    let base = stage.key(number);
    let mut actions: Vec<_> = beginning
        .coins
        .iter()
        .map(|coin| vault::add_currency(&base, &places.address, stage.mint(*coin)))
        .collect();
    for (seat, units) in places.seats.iter().zip(&beginning.units) {
        actions.push(vault::open_position(&payer.pubkey(), &places.address, seat));
        if *units > 0 {
            actions.push(vault::issue_shares(&base, &places.address, seat, *units));
        }
    }
    actions.push(vault::seal(&base, &places.address));
    let actions: Vec<_> = actions
        .into_iter()
        .map(|instruction| Action::new("", instruction))
        .collect();
    let signers = [&stage.persons[number] as provenue_client::SignerRef<'_>];
    must(execute(&stage.world.ledger, payer, &signers, &[], &actions).await);
}

fn model(beginning: &Beginning) -> Model<usize> {
    let mut model = must_model(Model::new(beginning.upstream_bps));
    for _ in &beginning.coins {
        must_model(model.add_currency());
    }
    for (seat, units) in beginning.units.iter().enumerate() {
        model.issue(&seat, *units);
    }
    model
}
