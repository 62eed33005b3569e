//! What everybody should have, and the proof that it is so.

use provenue_accounting::SHARE_UNITS;
use provenue_client::{
    instructions::vault::Holder,
    state::{Position, VaultOptions},
    token,
};
use provenue_oracle::{BigInt, Currency, Model, from_q64};
use provenue_tests::must;
use solana_keypair::Keypair;

use super::{
    super::{
        amm::{FIRST_LIQUIDITY, Fees},
        pool_scene::{FIRST_RESERVES, PoolScene, SHARES},
    },
    operation::{Operation, PERSONS},
};
use crate::vault::{
    options::{NOW, founded},
    scene::{ARTIST_UNITS, LABEL_UNITS, PURSE},
};

/// 0.3 % of what is sold to the pool.
pub const TRADE_FEE: (u64, u64) = (3, 1_000);

/// The model's name for the escrow; the others are persons.
pub const ESCROW: usize = PERSONS;

/// What each of artist and label begins with.
const FORTUNE: u64 = 50_000_000_000;

/// A pool, and what everybody should have.
pub struct Expected {
    /// The real one.
    pub pool: PoolScene,
    /// The vault. Its holders are the persons and the escrow.
    pub model: Model<usize>,
    /// Its only currency.
    pub currency: Currency,
    /// Seconds since the beginning.
    pub now: u32,
    /// Share units of each person.
    pub shares: [u64; PERSONS],
    /// Wrapped share units and money of each person.
    pub purses: [[u64; 2]; PERSONS],
    /// LP tokens of each person.
    pub liquidity: [u64; PERSONS],
    /// The pool's.
    pub reserves: [u64; 2],
    /// Share units in the escrow that nobody has wrapped ones for.
    pub lost: u64,
}

impl Expected {
    /// A pool of a vault, which streams over so many seconds.
    pub async fn begin(stream_seconds: u32) -> Self {
        let options = VaultOptions {
            stream_seconds,
            ..VaultOptions::default()
        };
        let scene = founded(options, None).await;
        let fees = Fees {
            trade: TRADE_FEE,
            ..Fees::default()
        };
        let pool = PoolScene::of(scene, fees).await;
        pool.open_fans_shares().await;
        let scene = &pool.wrapper.scene;
        for owner in [&scene.artist, &scene.label] {
            scene.world.fund(owner, &scene.currency, FORTUNE).await;
        }
        let mut model = must(Model::new(0)).streaming(stream_seconds);
        let currency = must(model.add_currency());
        let artist = ARTIST_UNITS - FIRST_RESERVES[SHARES];
        for (holder, units) in [
            (0, artist),
            (1, LABEL_UNITS),
            (ESCROW, FIRST_RESERVES[SHARES]),
        ] {
            model.issue(&holder, units);
        }
        Self {
            pool,
            model,
            currency,
            now: 0,
            shares: [artist, LABEL_UNITS, 0],
            purses: [[0, FORTUNE], [0, FORTUNE], [0, PURSE]],
            liquidity: [FIRST_LIQUIDITY, 0, 0],
            reserves: FIRST_RESERVES,
            lost: 0,
        }
    }

    /// Lets something happen.
    pub async fn step(&mut self, operation: Operation) {
        match operation {
            Operation::Deposit(amount) => self.deposit(amount.into()).await,
            Operation::Send(amount) => self.send_to_treasury(amount.into()).await,
            Operation::PayAll => self.pay(&[0, 1, 2, ESCROW]).await,
            Operation::PayPool => self.pay(&[ESCROW]).await,
            Operation::Buy(who, part) => self.buy(who, part).await,
            Operation::Sell(who, part) => self.sell(who, part).await,
            Operation::Wrap(who, part) => self.wrap(who, part).await,
            Operation::Unwrap(who, part) => self.unwrap_part(who, who, part).await,
            Operation::UnwrapFor(who, to, part) => self.unwrap_part(who, to, part).await,
            Operation::Join(who, liquidity) => self.join(who, liquidity.into()).await,
            Operation::Leave(who, part) => self.leave_in_part(who, part).await,
            Operation::Lose(who, part) => self.lose(who, part).await,
            Operation::Wait(seconds) => self.wait(seconds.into()),
        }
    }

    /// Artist, label or fan.
    pub fn person(&self, who: usize) -> &Keypair {
        let scene = &self.pool.wrapper.scene;
        [&scene.artist, &scene.label, &scene.fan][who]
    }

    /// Whom a distribution pays.
    pub fn holder(&self, who: usize) -> Holder {
        match who {
            ESCROW => self.pool.wrapper.holder(),
            who => self.pool.wrapper.scene.holder(self.person(who)),
        }
    }

    /// Lets seconds go by.
    pub fn wait(&mut self, seconds: u32) {
        self.now += seconds;
        let now = NOW + i64::from(self.now);
        self.pool.wrapper.scene.world.ledger.set_clock(now);
        self.model.set_time(self.now.into());
    }

    /// Asserts that the ledger has what is expected, to the base unit; positions to what the model
    /// admits.
    pub async fn assert_met(&self) {
        let wrapper = &self.pool.wrapper;
        let (scene, world) = (&wrapper.scene, &wrapper.scene.world);
        assert_eq!(self.pool.reserves().await, self.reserves, "reserves");
        let mut wrapped = self.reserves[SHARES];
        for who in 0..PERSONS {
            let owner = self.person(who);
            let shares = world.token_amount(&scene.shares_of(owner)).await;
            assert_eq!(shares, self.shares[who], "shares of {who}");
            assert_eq!(self.pool.purses(owner).await, self.purses[who], "{who}");
            let liquidity = self.pool.liquidity_of(owner).await;
            assert_eq!(liquidity, self.liquidity[who], "LP tokens of {who}");
            wrapped += self.purses[who][SHARES];
        }
        // The supply is what the escrow holds, less what is lost there.
        let escrowed = wrapper.escrowed().await;
        assert_eq!(wrapper.supply().await, wrapped, "wrapped shares there are");
        assert_eq!(escrowed, wrapped + self.lost, "shares in the escrow");
        assert_eq!(self.shares.iter().sum::<u64>() + escrowed, SHARE_UNITS);
        assert_eq!(
            self.pool.liquidity().await,
            self.liquidity.iter().sum::<u64>()
        );
        self.assert_positions().await;
        scene.assert_balanced().await;
    }

    /// Positions follow what is held, and have earned what the model says.
    async fn assert_positions(&self) {
        let scene = &self.pool.wrapper.scene;
        let index = scene.slot().await.index.get();
        for who in 0..=ESCROW {
            let account = self.holder(who).token_account;
            // The fan's is opened by the first shares.
            if self.model.units(&who) == BigInt::ZERO && who == 2 {
                continue;
            }
            let position: Position = scene.world.position_of(&account).await;
            let units = position.units.get();
            assert_eq!(self.model.units(&who), units.into(), "units of {who}");
            let earned = &position.currencies[0];
            let since = index.wrapping_sub(earned.checkpoint.get());
            let earned = from_q64(earned.accrued.get() + u128::from(units) * since);
            let owed = self.model.owed(&who, self.currency);
            let admitted = self.model.admits(&who, self.currency, &earned);
            assert!(admitted, "{who} has earned {earned} and is owed {owed}");
        }
    }

    /// The stream ends, the pool is paid, everybody takes all liquidity out, unwraps, and is paid.
    pub async fn everybody_leaves(&mut self) {
        self.wait(200_000);
        self.pay(&[ESCROW]).await;
        for who in 0..PERSONS {
            self.leave(who, self.liquidity[who]).await;
        }
        assert_eq!(self.reserves, [0, 0], "left in the pool");
        for who in 0..PERSONS {
            self.unwrap(who, who, self.purses[who][SHARES]).await;
        }
        self.pay(&[0, 1, 2]).await;
        self.assert_met().await;

        let scene = &self.pool.wrapper.scene;
        assert_eq!(self.pool.wrapper.supply().await, 0);
        assert_eq!(self.shares.iter().sum::<u64>(), SHARE_UNITS - self.lost);
        // Less than a base unit of each position is left.
        let held = scene.held().await;
        assert!(held < 4, "{held} are left in the treasury");
        let money: u64 = self.purses.iter().map(|purse| purse[1]).sum();
        let mint = token::MintInfo::fetch(&scene.world.ledger, &scene.currency.address).await;
        assert_eq!(money + held, must(mint).supply, "money there is");
    }
}
