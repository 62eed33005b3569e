//! Who and what appears in the story.

use provenue_client::{
    EmbeddedLedger, Ledger,
    flows::plan::Step,
    solana::{Address, Keypair, Signer},
    token::{MintInfo, NewMint, WRAPPED_SOL, create_mint, mint_to},
};

use crate::failure::Result;

/// What everybody starts with.
const LAMPORTS: u64 = 10_000_000_000;

/// A currency of the story.
pub struct Money {
    /// What people call it.
    pub name: &'static str,
    /// What it is on the chain.
    pub mint: MintInfo,
}

/// Everybody, and their money.
pub struct Cast {
    /// Made the work.
    pub ada: Keypair,
    /// Helped, and gets shares from the start.
    pub ben: Keypair,
    /// Buys shares later.
    pub cleo: Keypair,
    /// An agent that buys licences.
    pub agent: Keypair,
    /// A platform that pays what it earns with the work.
    pub platform: Keypair,
    /// A plain token, one that keeps 1 % of each transfer, and SOL.
    pub money: [Money; 3],
}

impl Cast {
    /// Makes everybody, with 10 SOL each, and the currencies, with which agent and platform pay.
    pub async fn gather(ledger: &EmbeddedLedger) -> Result<Self> {
        let people: [Keypair; 5] = std::array::from_fn(|_| Keypair::new());
        for person in &people {
            ledger.airdrop(&person.pubkey(), LAMPORTS).await?;
        }
        let [ada, ben, cleo, agent, platform] = people;
        let issuer = Keypair::new();
        ledger.airdrop(&issuer.pubkey(), LAMPORTS).await?;
        let dollar = create_mint(ledger, &issuer, &Keypair::new(), NewMint::spl(6)).await?;
        let new = NewMint::with_fee(6, 100);
        let toll = create_mint(ledger, &issuer, &Keypair::new(), new).await?;
        for payer in [&agent, &platform] {
            for mint in [&dollar, &toll] {
                let whole = mint.parse("10000")?;
                mint_to(ledger, &issuer, mint, &payer.pubkey(), whole.units).await?;
            }
        }
        let sol = MintInfo::fetch(ledger, &WRAPPED_SOL).await?;
        Ok(Self {
            ada,
            ben,
            cleo,
            agent,
            platform,
            money: [
                Money {
                    name: "dollars",
                    mint: dollar,
                },
                Money {
                    name: "toll tokens",
                    mint: toll,
                },
                Money {
                    name: "SOL",
                    mint: sol,
                },
            ],
        })
    }

    /// Says names instead of addresses.
    pub fn named(&self, step: Step) -> Step {
        let people = [
            (&self.ada, "Ada"),
            (&self.ben, "Ben"),
            (&self.cleo, "Cleo"),
            (&self.agent, "the agent"),
            (&self.platform, "the platform"),
        ];
        let people = people.map(|(person, name)| (person.pubkey().to_string(), name));
        let money = self
            .money
            .iter()
            .map(|money| (money.mint.address.to_string(), money.name));
        let names: Vec<_> = people.into_iter().chain(money).collect();
        let rename = |text: String| {
            names.iter().fold(text, |text, (address, name)| {
                // `25 of 4Zc4…` is 25 dollars.
                text.replace(&format!("of {address}"), name)
                    .replace(address, name)
            })
        };
        Step {
            says: step.says.into_iter().map(rename).collect(),
            ..step
        }
    }

    /// Who holds shares at the end, and their names.
    pub fn holders(&self) -> [(&'static str, Address); 3] {
        [
            ("Ada", self.ada.pubkey()),
            ("Ben", self.ben.pubkey()),
            ("Cleo", self.cleo.pubkey()),
        ]
    }
}
