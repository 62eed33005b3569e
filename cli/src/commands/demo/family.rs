//! `demo --graph`: a work that was made from two others and with a model, paid up to the top.

use std::fmt;

use provenue_client::{
    Amount, EmbeddedLedger, Ledger, SignerRef, UpstreamRate, address,
    events::{Event, events},
    flows::{
        graph::Link,
        mint::{NewShares, SHARE_UNITS},
        payout::{PayoutOptions, distribute},
        plan::Step,
        revenue::deposit,
        vault::{NewVault, new_vault},
    },
    instructions::vault::ShareName,
    solana::{Address, Keypair, Signer},
    state::{self, Vault},
    token::{MintInfo, NewMint, create_mint, mint_to},
};
use provenue_oracle::{Graph, Revenue, Terms, Upstream};
use serde::Serialize;

use crate::{
    failure::{Failure, Result},
    output::{
        Column, Steps, Table, as_text,
        style::{GOOD, TITLE},
        upstream_rate,
    },
};

const LAMPORTS: u64 = 10_000_000_000;

/// What the platform pays for the film: no amount that divides well.
const PAID: &str = "99.999999";

/// A work: its name, and what it owes to which others.
type Work = (&'static str, &'static [(usize, UpstreamRate)]);

const fn rate(relative_bps: u16, absolute_bps: u16) -> UpstreamRate {
    UpstreamRate {
        relative_bps,
        absolute_bps,
    }
}

/// Each after those that it owes.
const WORKS: [Work; 4] = [
    ("model", &[]),
    ("photo", &[(0, rate(0, 250))]),
    ("tune", &[(0, rate(1_500, 0))]),
    (
        "film",
        &[(1, rate(2_000, 0)), (2, rate(1_234, 0)), (0, rate(300, 0))],
    ),
];

/// The whole story, all of it checked.
#[derive(Serialize)]
pub struct Family {
    #[serde(serialize_with = "as_text")]
    paid: u64,
    /// Fractions of dues, less than a base unit for each edge, which are paid with later revenue.
    #[serde(serialize_with = "as_text")]
    waiting: u64,
    /// Dues that moved in the deposit's own transaction.
    hops: usize,
    works: Vec<Share>,
    making: Steps,
    payment: Steps,
}

/// What one work got, in base units.
#[derive(Serialize)]
struct Share {
    name: &'static str,
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    outside: u64,
    #[serde(serialize_with = "as_text")]
    royalties: u64,
    #[serde(serialize_with = "as_text")]
    paid_upstream: u64,
    /// Reserved for upstream works, and less than a base unit for each.
    #[serde(serialize_with = "as_text")]
    waiting_upstream: u64,
    /// Sent to its holder's wallet.
    #[serde(serialize_with = "as_text")]
    kept: u64,
}

pub async fn run() -> Result<Family> {
    let ledger = EmbeddedLedger::in_memory()?;
    let platform = person(&ledger).await?;
    let dollar = create_mint(&ledger, &platform, &Keypair::new(), NewMint::spl(6)).await?;
    let paid = dollar.parse(PAID)?.units;
    mint_to(&ledger, &platform, &dollar, &platform.pubkey(), paid).await?;
    let (owners, making) = make(&ledger, &dollar).await?;
    let vaults: Vec<_> = owners
        .iter()
        .map(|owner| address::vault(&owner.pubkey()))
        .collect();
    let film = *vaults
        .last()
        .ok_or_else(|| Failure::new("there is no film"))?;

    let payment = deposit(&ledger, &platform, &film, &dollar, paid).await?;
    let mut model = exact(&vaults)?;
    model.book(&film, &(), paid).map_err(Failure::new)?;
    let mut hops = 0;
    for event in payment.iter().flat_map(|step| events(&step.receipt.logs)) {
        if let Event::DuesPaid(event) = event {
            let due = model.dues(&event.child, &event.parent, &());
            expect("dues", due, event.amount)?;
            let revenue = Revenue::royalties(event.received);
            let pulled = model.pull(&event.child, &event.parent, &(), revenue);
            pulled.map_err(Failure::new)?;
            hops += 1;
        }
    }
    let mut works = Vec::new();
    for ((name, _), vault) in WORKS.iter().zip(&vaults) {
        works.push(pay_out(&ledger, &platform, &dollar, &model, name, vault).await?);
    }
    let together: u64 = works.iter().map(|work| work.kept).sum();
    let waiting: u64 = works.iter().map(|work| work.waiting_upstream).sum();
    expect("paid out and waiting", paid.into(), together + waiting)?;
    Ok(Family {
        paid,
        waiting,
        hops,
        works,
        making: making.into(),
        payment: payment.into(),
    })
}

/// Somebody with 10 SOL.
async fn person(ledger: &EmbeddedLedger) -> Result<Keypair> {
    let person = Keypair::new();
    ledger.airdrop(&person.pubkey(), LAMPORTS).await?;
    Ok(person)
}

/// Makes each work's vault, of an owner of its own who holds all its shares, and links it.
async fn make(ledger: &EmbeddedLedger, dollar: &MintInfo) -> Result<(Vec<Keypair>, Vec<Step>)> {
    let mut owners: Vec<Keypair> = Vec::new();
    let mut steps = Vec::new();
    for (name, parents) in WORKS {
        let owner = person(ledger).await?;
        let links = parents.iter().map(|(parent, rate)| {
            let licensor: SignerRef<'_> = &owners[*parent];
            let link = Link {
                parent: address::vault(&licensor.pubkey()),
                rate: *rate,
            };
            (licensor, link)
        });
        let new = NewVault {
            shares: NewShares {
                name: ShareName {
                    name: name.to_owned(),
                    symbol: name.to_uppercase(),
                    uri: String::new(),
                },
                options: Default::default(),
                currencies: vec![dollar.clone()],
                allocation: vec![(owner.pubkey(), SHARE_UNITS)],
            },
            gate: None,
            links: links.collect(),
        };
        let (_, made) = new_vault(ledger, &owner, &owner, &new).await?;
        steps.extend(made);
        owners.push(owner);
    }
    Ok((owners, steps))
}

/// The same vaults in exact numbers.
fn exact(vaults: &[Address]) -> Result<Graph<Address, Address, ()>> {
    let mut graph = Graph::new();
    for ((_, parents), vault) in WORKS.iter().zip(vaults) {
        let wrong = Failure::new;
        graph.add_vault(vault, Terms::default()).map_err(wrong)?;
        graph.add_currency(vault, ()).map_err(wrong)?;
        let holders = graph.vault_mut(vault).map_err(wrong)?;
        holders.issue(vault, SHARE_UNITS);
        for (parent, rate) in *parents {
            let own = Upstream {
                relative_bps: rate.relative_bps,
                absolute_bps: rate.absolute_bps,
            };
            graph.link(vault, &vaults[*parent], own).map_err(wrong)?;
        }
        for (parent, ancestor) in graph.uninherited(vault).map_err(wrong)? {
            graph.inherit(vault, &parent, &ancestor).map_err(wrong)?;
        }
        graph.seal(vault).map_err(wrong)?;
    }
    Ok(graph)
}

/// Pays a vault's holder, and checks it and the vault's books against the exact ones.
async fn pay_out(
    ledger: &EmbeddedLedger,
    payer: &Keypair,
    dollar: &MintInfo,
    model: &Graph<Address, Address, ()>,
    name: &'static str,
    vault_address: &Address,
) -> Result<Share> {
    let options = PayoutOptions {
        create_accounts: true,
        ..PayoutOptions::default()
    };
    let payout = distribute(ledger, payer, vault_address, dollar, &options).await?;
    let kept = payout.payments.iter().map(|payment| payment.amount).sum();
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let books = vault.currencies[0].ledger();
    let money = model.currency(vault_address, &()).map_err(Failure::new)?;
    let model = model.vault(vault_address).map_err(Failure::new)?;
    expect("revenue", model.gross(money), books.gross)?;
    expect("royalties", model.royalties(money), books.royalties)?;
    expect(
        "paid upstream",
        model.paid_upstream(money),
        books.paid_upstream,
    )?;
    expect(
        "paid to holders",
        model.whole_owed(vault_address, money),
        kept,
    )?;
    Ok(Share {
        name,
        vault: *vault_address,
        outside: books.gross.saturating_sub(books.royalties),
        royalties: books.royalties,
        paid_upstream: books.paid_upstream,
        waiting_upstream: books.reserved.saturating_sub(books.paid_upstream),
        kept,
    })
}

/// Whether the chain has what the exact model has.
fn expect(what: &str, exact: provenue_oracle::BigInt, chain: u64) -> Result<()> {
    if exact == chain.into() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{what}: the chain says {chain}, the exact model {exact}"
    )))
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = |units| Amount::new(units, 6).to_string();
        writeln!(
            f,
            "{TITLE}A film, made from a photo and a tune, and with a model{TITLE:#}"
        )?;
        for (name, parents) in WORKS {
            for (parent, rate) in parents {
                let (parent, owed) = (WORKS[*parent].0, upstream_rate(*rate));
                writeln!(f, "  the {name} owes the {parent} {owed}")?;
            }
        }
        let (paid, hops) = (amount(self.paid), self.hops);
        writeln!(
            f,
            "\n{TITLE}{paid} dollars are paid for the film; dues climb {hops} hops with them{TITLE:#}"
        )?;
        self.payment.fmt(f)?;
        writeln!(f)?;
        let mut table = Table::new([
            Column::Left("work"),
            Column::Right("from outside"),
            Column::Right("royalties"),
            Column::Right("paid upstream"),
            Column::Right("its holder got"),
        ]);
        for work in &self.works {
            table.row([
                work.name.to_owned(),
                amount(work.outside),
                amount(work.royalties),
                amount(work.paid_upstream),
                amount(work.kept),
            ]);
        }
        table.fmt(f)?;
        writeln!(
            f,
            "{GOOD}✓{GOOD:#} each number is the exact model's; fractions of {} base units wait upstream",
            self.waiting
        )
    }
}
