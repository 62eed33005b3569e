//! What can happen to a family of vaults.

use provenue_accounting::UpstreamRate;

/// Vaults of a family. Each may owe those before it.
pub const VAULTS: usize = 5;
/// Holders of each; the last one begins with a token account and without a position.
pub const HOLDERS: usize = 4;
/// Currencies: two plain ones, of either token program, and between them one that keeps a hundredth of
/// each transfer.
pub const COINS: usize = 3;

/// How a vault begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// What it owes each vault before it.
    pub rates: Vec<Option<UpstreamRate>>,
    /// How long revenue streams, in seconds.
    pub stream_seconds: u32,
    /// The currencies it takes, in its own order.
    pub coins: Vec<usize>,
    /// Whether its base can hold payouts.
    pub holdable: bool,
    /// What transfers of its shares keep to.
    pub gate: Option<GateRule>,
    /// What its rent reserve has, in lamports.
    pub reserve: u64,
}

/// A gate.
#[derive(Clone, Copy, Debug)]
pub struct GateRule {
    /// For so long no share moves.
    pub lock_seconds: i64,
    /// Most share units of who receives some.
    pub max_units: u64,
}

/// One thing that happens. Vaults, coins, holders and persons, who are the holders, are numbers.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Time passes.
    Wait(i64),
    /// The fan pays in, and the dues climb over so many of the family's edges.
    Deposit {
        vault: usize,
        coin: usize,
        amount: u64,
        hops: usize,
    },
    /// The fan sends money to the treasury, or to what will be one if the vault ever takes the currency.
    PlainTransfer {
        vault: usize,
        coin: usize,
        amount: u64,
    },
    Book {
        vault: usize,
        coin: usize,
    },
    /// Dues climb from here, over edges that are chosen by these numbers.
    Pull {
        vault: usize,
        coin: usize,
        hops: Vec<usize>,
    },
    /// So many per cent of the shares change hands; a delegate may send them.
    Transfer {
        vault: usize,
        from: usize,
        to: usize,
        percent: u64,
        delegate: Option<usize>,
    },
    /// So many per cent of the shares are burned. The vault looks at once, or is not told.
    Burn {
        vault: usize,
        holder: usize,
        percent: u64,
        settled: bool,
    },
    Settle {
        vault: usize,
        holder: usize,
    },
    Claim {
        vault: usize,
        holder: usize,
        coin: usize,
    },
    /// Any holders, also one twice, and those without a position.
    Distribute {
        vault: usize,
        coin: usize,
        holders: Vec<usize>,
    },
    /// Somebody else is to be paid; who is no holder is the vault itself.
    Delegate {
        vault: usize,
        holder: usize,
        to: usize,
    },
    OpenPosition {
        vault: usize,
        holder: usize,
    },
    ClosePosition {
        vault: usize,
        holder: usize,
    },
    /// Sells everything to an heir, closes the share token account before the position or not at all,
    /// claims everything, and closes the position.
    Leave {
        vault: usize,
        holder: usize,
        heir: usize,
        thorough: bool,
    },
    /// Makes the share token account, where one may have been before, or is.
    OpenShares {
        vault: usize,
        holder: usize,
    },
    CloseShares {
        vault: usize,
        holder: usize,
    },
    /// Makes a person's token account for a currency, where one may have been before, or is.
    OpenPurse {
        person: usize,
        coin: usize,
    },
    /// Empties a person's token account for a currency, and closes it.
    ClosePurse {
        person: usize,
        coin: usize,
    },
    FillReserve {
        vault: usize,
        lamports: u64,
    },
    AddCurrency {
        vault: usize,
        coin: usize,
    },
    Hold {
        vault: usize,
        seconds: i64,
    },
    /// The base ends a hold, or a stranger who may only when its time is over.
    Release {
        vault: usize,
        stranger: bool,
    },
    Attack(Attack),
}

/// A request that is right but for one thing. It must change nothing.
#[derive(Clone, Debug)]
pub struct Attack {
    pub target: Target,
    pub how: How,
    pub vault: usize,
    pub holder: usize,
    pub coin: usize,
    /// Which of the request's signers or accounts, counted round.
    pub place: usize,
    /// Which other one stands there instead, counted round.
    pub instead: usize,
}

/// What is attacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Deposit,
    Book,
    Pull,
    Transfer,
    Burn,
    Settle,
    Claim,
    Distribute,
    Delegate,
    OpenPosition,
    ClosePosition,
    AddCurrency,
    Hold,
    Release,
    SetAuthority,
    IssueShares,
    Seal,
    CreateGate,
    LinkUpstream,
}

/// What is wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Somebody else signs.
    WrongSigner,
    /// Nobody signs.
    Unsigned,
    /// An account is swapped for another of the same kind.
    Swapped,
    /// An account is swapped for any other.
    SwappedForAny,
}

/// A family and its life.
#[derive(Clone, Debug)]
pub struct Life {
    pub beginnings: Vec<Beginning>,
    pub operations: Vec<Operation>,
}

impl Operation {
    /// What it is called in the table that a run prints.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Wait(_) => "wait",
            Self::Deposit { .. } => "deposit",
            Self::PlainTransfer { .. } => "plain transfer",
            Self::Book { .. } => "book",
            Self::Pull { .. } => "pull",
            Self::Transfer { .. } => "transfer",
            Self::Burn { .. } => "burn",
            Self::Settle { .. } => "settle",
            Self::Claim { .. } => "claim",
            Self::Distribute { .. } => "distribute",
            Self::Delegate { .. } => "delegate revenue",
            Self::OpenPosition { .. } => "open position",
            Self::ClosePosition { .. } => "close position",
            Self::Leave { .. } => "sell all, claim, close",
            Self::OpenShares { .. } => "make share account",
            Self::CloseShares { .. } => "close share account",
            Self::OpenPurse { .. } => "make currency account",
            Self::ClosePurse { .. } => "close currency account",
            Self::FillReserve { .. } => "fill rent reserve",
            Self::AddCurrency { .. } => "add currency",
            Self::Hold { .. } => "hold",
            Self::Release { .. } => "release",
            Self::Attack(_) => "attack",
        }
    }
}
