//! What happens, one chapter after the other.

use provenue_client::{
    AssetDetails, Disclosure, Draft, EmbeddedLedger, Ledger, TermsOffer,
    flows::{
        license,
        mint::{NewShares, NewWork, SHARE_UNITS, mint},
        payout::{Payment, PayoutOptions, distribute},
        plan::Step,
        revenue::deposit,
        shares,
    },
    instructions::vault::ShareName,
    solana::{Address, Signer},
    state,
    token::{MintInfo, transfer},
};
use provenue_oracle::{Currency, Model};

use super::{
    cast::{Cast, Money},
    picture::Picture,
    telling::Chapter,
};
use crate::failure::{Failure, Result};

/// Shares that Ada keeps, that Ben gets, and that Ada sells.
const ADAS: u64 = 70_000_000;
const BENS: u64 = SHARE_UNITS - ADAS;
const SOLD: u64 = 40_000_000;
const DAY: u64 = 24 * 60 * 60;

/// The story so far.
pub struct Story<'a> {
    ledger: &'a EmbeddedLedger,
    /// Who and what appears in it.
    pub cast: &'a Cast,
    /// What it is about.
    pub picture: &'a Picture,
    /// What was told already.
    pub chapters: Vec<Chapter>,
    /// The same events in exact numbers.
    pub model: Model<Address>,
    /// The currencies as the model calls them.
    pub currencies: [Currency; 3],
    /// What holders were paid, in which currency.
    pub payments: Vec<(usize, Payment)>,
    /// The work's asset, vault and terms, once there are some.
    pub asset: Address,
    /// The asset's vault.
    pub vault: Address,
    terms: Address,
}

impl<'a> Story<'a> {
    /// The first chapter: what the file is.
    pub fn begin(ledger: &'a EmbeddedLedger, cast: &'a Cast, picture: &'a Picture) -> Result<Self> {
        let mut model = Model::new(0).map_err(Failure::new)?;
        let mut currency = || model.add_currency().map_err(Failure::new);
        let currencies = [currency()?, currency()?, currency()?];
        let found = &picture.fingerprint;
        let chapter = Chapter::told(
            "A file becomes a number",
            format!(
                "{} is {} of {}. Its content id is the root of a Merkle tree over its chunks: 32 \
                 bytes, however large the file.\n{}",
                picture.name,
                crate::output::Bytes(found.byte_length),
                found.media_type,
                found.content_id
            ),
        );
        Ok(Self {
            ledger,
            cast,
            picture,
            chapters: vec![chapter],
            model,
            currencies,
            payments: Vec::new(),
            asset: Address::default(),
            vault: Address::default(),
            terms: Address::default(),
        })
    }

    /// The work gets an asset, a vault and shares.
    pub async fn register(&mut self) -> Result<()> {
        let (ada, ben) = (&self.cast.ada, &self.cast.ben);
        let found = &self.picture.fingerprint;
        let work = NewWork {
            details: AssetDetails {
                content_id: found.content_id.0,
                byte_length: found.byte_length,
                chunk_size_log2: found.chunk_size.log2(),
                media_type: found.media_type.clone(),
                disclosure: Disclosure::AiGenerated.code(),
                ..AssetDetails::default()
            },
            shares: Some(NewShares {
                options: Default::default(),
                name: ShareName {
                    name: "Demo work".to_owned(),
                    symbol: "DEMO".to_owned(),
                    uri: String::new(),
                },
                currencies: self
                    .cast
                    .money
                    .iter()
                    .map(|money| money.mint.clone())
                    .collect(),
                allocation: vec![(ada.pubkey(), ADAS), (ben.pubkey(), BENS)],
            }),
        };
        let minted = mint(self.ledger, ada, ada, &work).await?;
        self.asset = minted.asset;
        self.vault = minted.vault.unwrap_or_default();
        self.model.issue(&ada.pubkey(), ADAS);
        self.model.issue(&ben.pubkey(), BENS);
        let text = "The asset says what the work is and who claims it. Its vault takes three kinds \
                    of money: dollars, toll tokens (which keep 1 % of each transfer) and SOL. Its \
                    100 shares are tokens: Ada keeps 70, Ben gets 30.";
        self.tell_steps("Ada registers it, and Ben gets shares", text, minted.steps)
            .await
    }

    /// Whoever has the file finds the claim; whoever has another file does not.
    pub async fn verify(&mut self) -> Result<()> {
        let found = self.picture.fingerprint.content_id;
        let claims = state::claims(self.ledger, &found.0).await?;
        let altered = self.picture.altered()?.content_id;
        let others = state::claims(self.ledger, &altered.0).await?;
        let [(asset, claim)] = claims.as_slice() else {
            return Err(Failure::new(format!(
                "{} claims were found, not one",
                claims.len()
            )));
        };
        if *asset != self.asset || !others.is_empty() {
            return Err(Failure::new("another claim was found than Ada's"));
        }
        self.chapters.push(Chapter::told(
            "Anybody verifies it",
            format!(
                "From the bytes alone the claim is found, in one account read: asset {asset}, of \
                 {}, AI-generated. The same file with one bit flipped has another content id, and \
                 nobody claims it:\n{altered}",
                claim.owner
            ),
        ));
        Ok(())
    }

    /// Ada asks 25 dollars for 30 days.
    pub async fn offer(&mut self) -> Result<()> {
        let dollar = self.dollar();
        let offer = TermsOffer {
            currency: dollar.address,
            price: dollar.parse("25")?.units,
            period_seconds: 30 * DAY,
            ..TermsOffer::default()
        };
        let (terms, steps) =
            license::offer(self.ledger, &self.cast.ada, &self.asset, &offer).await?;
        self.terms = terms;
        let text = "25 dollars for 30 days. Terms never change; they can only be retired.";
        self.tell_steps("Ada offers licences", text, steps).await
    }

    /// The agent takes it.
    pub async fn license(&mut self) -> Result<()> {
        let steps = self.buy_license().await?;
        let text = "In one transaction the agent gets a licence, and the 25 dollars are booked for \
                    whoever holds shares now.";
        self.tell_steps("An agent buys a licence", text, steps)
            .await
    }

    /// Cleo gets shares.
    pub async fn sell_shares(&mut self) -> Result<()> {
        let (ada, cleo) = (&self.cast.ada, self.cast.cleo.pubkey());
        let steps = shares::transfer(self.ledger, ada, ada, &self.vault, &cleo, SOLD).await?;
        self.model
            .transfer(&ada.pubkey(), &cleo, SOLD)
            .map_err(Failure::new)?;
        let text = "An ordinary token transfer. What the shares earned until now stays Ada's; what \
                    they earn from now on is Cleo's.";
        self.tell_steps("Ada sells 40 shares to Cleo", text, steps)
            .await
    }

    /// Revenue by every road.
    pub async fn earn_more(&mut self) -> Result<()> {
        let cast = self.cast;
        let [dollar, toll, sol] = [0, 1, 2].map(|at: usize| &cast.money[at].mint);
        let mut steps = self.buy_license().await?;
        for (at, mint, amount) in [(1, toll, "1000.00005"), (2, sol, "1.234567891")] {
            let sent = mint.parse(amount)?.units;
            let platform = &cast.platform;
            steps.extend(deposit(self.ledger, platform, &self.vault, mint, sent).await?);
            self.book(at, mint.arriving(sent))?;
        }
        let tip = dollar.parse("7.777777")?.units;
        let pay = transfer(&cast.platform.pubkey(), dollar, &self.vault, tip);
        let draft = Draft::new(&cast.platform, vec![pay]);
        let receipt = self.ledger.send(&draft).await?;
        steps.push(Step {
            says: vec!["paid 7.777777 dollars by a plain token transfer".to_owned()],
            creates: Vec::new(),
            receipt,
        });
        self.book(0, tip)?;
        let text = "The agent renews its licence, a platform pays in toll tokens and in SOL, and \
                    sends dollars to the vault by a plain transfer, which knows nothing of vaults.";
        self.tell_steps("More revenue comes, in three kinds of money", text, steps)
            .await
    }

    /// All that is due is paid.
    pub async fn pay_everybody(&mut self) -> Result<()> {
        let options = PayoutOptions {
            create_accounts: true,
            ..PayoutOptions::default()
        };
        let cast = self.cast;
        let mut steps = Vec::new();
        for (at, Money { mint, .. }) in cast.money.iter().enumerate() {
            // Anybody may ask for it: the money can only go to the holders.
            let payout =
                distribute(self.ledger, &cast.platform, &self.vault, mint, &options).await?;
            if let Some(skipped) = payout.skipped.first() {
                return Err(Failure::new(format!(
                    "a holder was skipped: {}",
                    skipped.reason
                )));
            }
            for payment in payout.payments {
                self.model
                    .pay(&payment.owner, self.currencies[at], payment.amount)
                    .map_err(Failure::new)?;
                self.payments.push((at, payment));
            }
            steps.extend(payout.steps);
        }
        let text = "Every holder gets the whole base units that are theirs; a fraction below one \
                    stays theirs, and is paid with the next revenue.";
        self.tell_steps("Everybody is paid", text, steps).await
    }

    async fn buy_license(&mut self) -> Result<Vec<Step>> {
        let price = self.dollar().parse("25")?.units;
        let agent = &self.cast.agent;
        let licensee = agent.pubkey();
        let (_, steps) = license::buy(self.ledger, agent, &self.terms, &licensee, price).await?;
        self.book(0, price)?;
        Ok(steps)
    }

    fn book(&mut self, currency: usize, received: u64) -> Result<()> {
        let currency = self.currencies[currency];
        self.model.book(currency, received).map_err(Failure::new)
    }

    fn dollar(&self) -> &'a MintInfo {
        &self.cast.money[0].mint
    }

    /// Adds a chapter of transactions, with the rent that the new accounts hold.
    async fn tell_steps(
        &mut self,
        title: &'static str,
        text: &str,
        steps: Vec<Step>,
    ) -> Result<()> {
        let mut rent = 0;
        for account in steps.iter().flat_map(|step| &step.creates) {
            if let Some(account) = self.ledger.account(&account.address).await? {
                rent += self.ledger.minimum_balance(account.data.len()).await?;
            }
        }
        let steps = steps
            .into_iter()
            .map(|step| self.cast.named(step))
            .collect();
        self.chapters.push(Chapter::done(title, text, steps, rent));
        Ok(())
    }
}
