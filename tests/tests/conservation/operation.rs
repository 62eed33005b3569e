//! What can happen to the vaults.

use std::fmt;

/// Vaults.
pub const VAULTS: usize = 2;
/// People; the first two are the vaults' bases.
pub const PERSONS: usize = 5;
/// People who have money of their own: from this one on.
pub const FIRST_RICH: usize = 3;
/// Share token accounts of a vault, each with its own position, or without.
pub const SEATS: usize = PERSONS + 1;
/// The seat that is not the associated account of the person of the same number: at first it is the
/// first person's second account, and it can be given away.
pub const SPARE: usize = PERSONS;
/// Currencies.
pub const COINS: usize = 3;

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coin {
    /// Of SPL Token.
    Plain,
    /// Of Token-2022; 1 % of each transfer is kept.
    Taxed,
    /// Wrapped SOL.
    Sol,
}

impl Coin {
    /// All of them.
    pub const ALL: [Self; COINS] = [Self::Plain, Self::Taxed, Self::Sol];

    /// What is kept of a transfer of `amount`.
    pub const fn fee(self, amount: u64) -> u64 {
        match self {
            Self::Taxed => amount.div_ceil(100),
            Self::Plain | Self::Sol => 0,
        }
    }
}

/// Two vaults as they begin, and what happens to them.
#[derive(Clone, Debug)]
pub struct Life {
    pub beginnings: [Beginning; VAULTS],
    /// Which of the poor can be paid in which currency, the rest has no account for it.
    pub payable: [[bool; COINS]; FIRST_RICH],
    pub operations: Vec<Operation>,
}

/// A line for each operation.
impl fmt::Display for Life {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "a life of {} operations:", self.operations.len())?;
        for beginning in &self.beginnings {
            writeln!(f, "    {beginning:?}")?;
        }
        writeln!(f, "    payable {:?}", self.payable)?;
        for operation in &self.operations {
            writeln!(f, "    {operation:?}")?;
        }
        Ok(())
    }
}

/// A vault as it begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// No instruction sets it yet; the arithmetic is there.
    pub upstream_bps: u16,
    /// What the vault takes from the beginning.
    pub coins: Vec<Coin>,
    /// The accumulators' index: it wraps, so it may begin anywhere.
    pub index: u128,
    /// Units of the first seats, all shares together.
    pub units: Vec<u64>,
}

/// Persons, vaults and seats are numbers.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Transfer and booking by the program.
    Deposit {
        vault: usize,
        by: usize,
        coin: Coin,
        amount: Amount,
    },
    /// A transfer to the treasury by someone who has never heard of the vault.
    PlainTransfer {
        vault: usize,
        by: usize,
        coin: Coin,
        amount: Amount,
    },
    /// Lamports for the wrapped SOL treasury, which is then told to count them.
    GiveLamports {
        vault: usize,
        by: usize,
        lamports: u64,
    },
    Book {
        vault: usize,
        coin: Coin,
    },
    TransferShares {
        vault: usize,
        from: usize,
        to: usize,
        part: Part,
        /// Transfers for the owner, who allows it just before.
        delegate: Option<usize>,
    },
    /// The vault does not hear of it.
    BurnShares {
        vault: usize,
        seat: usize,
        part: Part,
    },
    Settle {
        vault: usize,
        seat: usize,
    },
    Claim {
        vault: usize,
        seat: usize,
        coin: Coin,
    },
    /// The same seat may be named many times.
    Distribute {
        vault: usize,
        coin: Coin,
        named: Vec<Named>,
    },
    OpenPosition {
        vault: usize,
        seat: usize,
        payer: usize,
    },
    ClosePosition {
        vault: usize,
        seat: usize,
    },
    /// Hands the seat's shares on, claims everything and closes the position.
    Leave {
        vault: usize,
        seat: usize,
        heir: usize,
    },
    /// Makes a share token account again; the spare one for anybody.
    OpenShares {
        vault: usize,
        seat: usize,
        owner: usize,
    },
    CloseShares {
        vault: usize,
        seat: usize,
    },
    /// The spare share token account gets another owner, maybe without its shares.
    GiveAway {
        vault: usize,
        to: usize,
        emptied_into: Option<usize>,
    },
    /// Every share is burned, and the vault hears of it.
    BurnEverything {
        vault: usize,
    },
    /// Makes the associated token account for a currency.
    OpenPurse {
        person: usize,
        coin: Coin,
    },
    ClosePurse {
        person: usize,
        coin: Coin,
    },
    SetAuthority {
        vault: usize,
        to: usize,
    },
    AddCurrency {
        vault: usize,
        coin: Coin,
    },
    Attack(Attack),
}

/// Whom a distribution names.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    /// A seat of the vault.
    Own(usize),
    /// A seat of the other vault, which is passed over.
    Stranger(usize),
}

/// Something that must be refused and change nothing.
#[derive(Clone, Debug)]
pub struct Attack {
    pub kind: AttackKind,
    pub vault: usize,
    pub seat: usize,
    pub coin: Coin,
    pub thief: usize,
}

/// What the thief tries.
#[derive(Clone, Copy, Debug)]
pub enum AttackKind {
    /// Claims for the seat into the thief's own account.
    ClaimToThief,
    /// Claims for the seat from the other vault's treasury.
    ClaimFromOtherTreasury,
    /// Claims for the seat as if it were one of the other vault.
    ClaimInOtherVault,
    /// Distributes to the seat from a position of its own making.
    DistributeWithLookAlike,
    /// Claims with a position of the thief's making, which belongs to another program.
    ClaimWithLookAlike,
    /// Claims from a vault of the thief's making.
    ClaimFromLookAlike,
    /// Settles the seat with the units of another seat.
    SettleWithOtherUnits,
    /// Settles the seat in the other vault.
    SettleInOtherVault,
    /// Deposits into the other vault's treasury, to be booked in this vault.
    DepositIntoOtherTreasury,
    /// Books the other vault's treasury in this vault.
    BookOtherTreasury,
    /// Books the thief's own money as if it were the vault's.
    BookThiefsMoney,
    /// Calls the hook without a transfer.
    HookWithoutTransfer,
    /// Calls the hook for a transfer in the other vault.
    HookInOtherVault,
    /// Transfers shares, and settles another position in the place of the receiver's.
    TransferSettlingOther,
    /// Transfers the seat's shares without being allowed to.
    TransferByThief,
    /// Closes the seat's position without being its owner.
    CloseByThief,
    /// The owner closes it, and the thief gets the rent.
    CloseWithRentToThief,
    /// Issues shares of a sealed vault.
    IssueAfterSeal,
    /// Names the thief authority without being the base.
    TakeOver,
    /// Adds a currency without being the authority.
    AddCurrencyByThief,
}

impl AttackKind {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::ClaimToThief,
        Self::ClaimFromOtherTreasury,
        Self::ClaimInOtherVault,
        Self::DistributeWithLookAlike,
        Self::ClaimWithLookAlike,
        Self::ClaimFromLookAlike,
        Self::SettleWithOtherUnits,
        Self::SettleInOtherVault,
        Self::DepositIntoOtherTreasury,
        Self::BookOtherTreasury,
        Self::BookThiefsMoney,
        Self::HookWithoutTransfer,
        Self::HookInOtherVault,
        Self::TransferSettlingOther,
        Self::TransferByThief,
        Self::CloseByThief,
        Self::CloseWithRentToThief,
        Self::IssueAfterSeal,
        Self::TakeOver,
        Self::AddCurrencyByThief,
    ];
}

/// Base units.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    /// Or all there is, if that is less.
    AtMost(u64),
    /// All there is, less this.
    AllBut(u64),
}

impl Amount {
    pub fn of(self, all: u64) -> u64 {
        match self {
            Self::AtMost(amount) => amount.min(all),
            Self::AllBut(rest) => all.saturating_sub(rest),
        }
    }
}

/// Of the units in a share token account.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    All,
    AtMost(u64),
    Percent(u8),
}

impl Part {
    pub fn of(self, units: u64) -> u64 {
        match self {
            Self::All => units,
            Self::AtMost(part) => part.min(units),
            Self::Percent(percent) => units * u64::from(percent) / 100,
        }
    }
}
