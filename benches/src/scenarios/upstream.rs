//! What vaults owe each other.

use anyhow::Result;
use provenue_accounting::UpstreamRate;
use provenue_client::{
    instructions::{
        upstream::{Hop, LinkSigners, inherit_upstream, link_upstream, pull, with_hops},
        vault,
    },
    solana::{Address, Instruction, Keypair, Signer},
    token::{MintInfo, NewMint},
};

use crate::{
    bench::Bench,
    first_try, keys,
    scene::{REVENUE, Scene},
};

/// Parents of the vault that shows that their number does not matter.
const MANY: usize = 100;

/// What each of them gets.
const RATE: UpstreamRate = UpstreamRate {
    relative_bps: 50,
    absolute_bps: 0,
};

/// Measures links, inheritance, dues that climb, and deposits of vaults with parents.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let scene = Scene::new(bench, "model", &[NewMint::spl(6)]).await?;
    let flat = UpstreamRate {
        relative_bps: 500,
        absolute_bps: 250,
    };
    let parent = Work::open(bench, "upstream parent", &scene).await?;
    let link = parent.link(bench, &scene.vault, &scene.base, flat);
    let signers: [provenue_client::SignerRef<'_>; 2] = [&parent.base, &scene.base];
    bench
        .measure("vault/link_upstream", &bench_payer(bench), &signers, link)
        .await?;
    parent.seal(bench).await;

    let child = Work::open(bench, "upstream child", &scene).await?;
    let link = child.link(bench, &parent.vault, &parent.base, flat);
    bench.prepare(&[link], &[&child.base, &parent.base]).await?;
    let payer = bench_payer(bench);
    let inherit = inherit_upstream(&payer.pubkey(), &child.vault, &parent.vault, &scene.vault);
    bench
        .measure("vault/inherit_upstream", &payer, &[], inherit)
        .await?;
    child.seal(bench).await;
    climb(bench, &scene, &child, &parent).await?;

    for (count, name) in [(1, "1_parent"), (MANY, "100_parents")] {
        let child = Work::open(bench, &format!("child of {count}"), &scene).await?;
        for number in 0..count {
            let parent = Work::open(bench, &format!("parent {number} of {count}"), &scene).await?;
            parent.seal(bench).await;
            let link = child.link(bench, &parent.vault, &parent.base, RATE);
            bench.prepare(&[link], &[&child.base, &parent.base]).await?;
        }
        child.seal(bench).await;
        let deposit = child.deposit(&scene);
        bench
            .measure(
                &format!("vault/deposit@{name}"),
                &scene.depositor,
                &[],
                deposit,
            )
            .await?;
    }
    Ok(())
}

/// One hop, and a deposit that climbs three in the same instruction.
async fn climb(bench: &mut Bench, scene: &Scene, child: &Work, parent: &Work) -> Result<()> {
    let currency = &scene.currencies[0];
    let hop = |child: &Address, parent: &Address| Hop {
        child: *child,
        parent: *parent,
    };
    let hops = [
        hop(&child.vault, &parent.vault),
        hop(&child.vault, &scene.vault),
        hop(&parent.vault, &scene.vault),
    ];
    bench
        .prepare(&[child.deposit(scene)], &[&scene.depositor])
        .await?;
    let one = pull(&child.vault, currency, &hops[..1]);
    bench
        .measure("vault/pull", &scene.depositor, &[], one)
        .await?;
    let deposit = with_hops(child.deposit(scene), currency, &hops);
    bench
        .measure("vault/deposit@3_hops", &scene.depositor, &[], deposit)
        .await
}

fn bench_payer(bench: &Bench) -> Keypair {
    bench.world.payer.insecure_clone()
}

/// A vault in a graph.
struct Work {
    base: Keypair,
    vault: Address,
}

impl Work {
    /// A vault that is not sealed yet and takes the scene's currency.
    async fn open(bench: &Bench, label: &str, scene: &Scene) -> Result<Self> {
        let base = bench.enrich(keys::key(label, first_try::vault)).await?;
        let vault = bench.world.open_vault(&base, &scene.currencies).await;
        Ok(Self { base, vault })
    }

    /// Makes it owe `parent`.
    fn link(
        &self,
        bench: &Bench,
        parent: &Address,
        licensor: &Keypair,
        rate: UpstreamRate,
    ) -> Instruction {
        let signers = LinkSigners {
            payer: bench.world.payer.pubkey(),
            authority: self.base.pubkey(),
            licensor: licensor.pubkey(),
        };
        link_upstream(&signers, &self.vault, parent, rate)
    }

    /// Gives its base all shares, and seals it.
    async fn seal(&self, bench: &Bench) {
        let world = &bench.world;
        world.issue_and_seal(&self.base, &self.vault, &[]).await;
    }

    fn deposit(&self, scene: &Scene) -> Instruction {
        let currency: &MintInfo = &scene.currencies[0];
        vault::deposit(&scene.depositor.pubkey(), &self.vault, currency, REVENUE)
    }
}
