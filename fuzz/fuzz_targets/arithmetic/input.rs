//! What the fuzzer's bytes mean: numbers, rates, and the life of a vault.

use arbitrary::Arbitrary;

use crate::{
    UpstreamRate,
    laws::life::{EDGES, HOLDERS, Life, Step},
    wide::LOW,
    width::{BPS, SHARE_UNITS},
};

/// A number of any size, each as easy to come by.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Sized {
    value: u64,
    places: u8,
}

impl Sized {
    pub fn amount(self) -> u64 {
        self.value >> (self.places % 64)
    }

    /// What fits 32 bits.
    pub fn half(self) -> u64 {
        self.amount() & LOW
    }

    pub fn units(self) -> u64 {
        self.amount() % (SHARE_UNITS + 2)
    }
}

/// Two rates that are within the whole together.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Rates(pub [u16; 4]);

impl Rates {
    pub fn rates(self) -> [UpstreamRate; EDGES] {
        let mut left = BPS;
        let mut part = |wish: u16| {
            let part = wish % (left + 1);
            left -= part;
            part
        };
        let [one, other] = [[self.0[0], self.0[1]], [self.0[2], self.0[3]]];
        [one, other].map(|[relative, absolute]| UpstreamRate {
            relative_bps: part(relative),
            absolute_bps: part(absolute),
        })
    }
}

/// A vault, and what happens to it.
#[derive(Arbitrary, Debug)]
pub struct LifeInput {
    units: [u32; HOLDERS],
    rates: Rates,
    stream_seconds: u32,
    steps: Vec<StepInput>,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum StepInput {
    Receive(Sized),
    Book(Sized),
    Settle(u8),
    Move(u8, u8, Sized),
    Burn(u8, Sized),
    Claim(u8),
    Close(u8),
    Pay(u8, Sized),
    Wait(Sized),
}

impl StepInput {
    fn step(self) -> Step {
        let holder = |number: u8| usize::from(number) % HOLDERS;
        match self {
            Self::Receive(amount) => Step::Receive(amount.amount()),
            Self::Book(royalties) => Step::Book(royalties.amount()),
            Self::Settle(number) => Step::Settle(holder(number)),
            Self::Move(from, to, units) => Step::Move(holder(from), holder(to), units.units()),
            Self::Burn(number, units) => Step::Burn(holder(number), units.units()),
            Self::Claim(number) => Step::Claim(holder(number)),
            Self::Close(number) => Step::Close(holder(number)),
            Self::Pay(edge, amount) => Step::Pay(usize::from(edge) % EDGES, amount.amount()),
            Self::Wait(seconds) => Step::Wait(seconds.half()),
        }
    }
}

impl LifeInput {
    pub fn run(self) {
        let mut left = SHARE_UNITS;
        let units = self.units.map(|wish| {
            let units = u64::from(wish) % (left + 1);
            left -= units;
            units
        });
        let mut life = Life::begin(units, self.rates.rates(), self.stream_seconds.into());
        // Longer lives are slower, and find nothing that two shorter ones do not.
        for step in self.steps.into_iter().take(128) {
            life.step(step.step());
            life.check();
        }
        life.wind_up();
    }
}
