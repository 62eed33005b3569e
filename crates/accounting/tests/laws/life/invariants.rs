//! What holds at any time of a vault's life.

use super::{EDGES, HOLDERS, Holder, Life};
use crate::{
    Entitlement, Exact, Ledger,
    laws::one_in_fixed,
    width::{Amount, Fixed, SHARE_UNITS},
};

impl Life {
    /// All that it is, as a number for each field.
    pub fn fields(&self) -> impl Iterator<Item = Fixed> {
        let Ledger {
            gross,
            royalties,
            reserved,
            paid_upstream,
            paid_holders,
            booked,
            accumulator,
            stream,
        } = self.ledger;
        let vault = [
            gross,
            royalties,
            reserved,
            paid_upstream,
            paid_holders,
            booked,
        ]
        .into_iter()
        .chain([accumulator.carry, stream.pending, stream.released])
        .chain([stream.start, stream.span])
        .chain([self.treasury, self.live_units, self.now])
        .map(Fixed::from);
        let holders = self.holders.into_iter().flat_map(|holder| {
            let Entitlement {
                checkpoint,
                accrued,
                claimed,
            } = holder.earned;
            let amounts = [holder.tokens, holder.units, claimed].map(Fixed::from);
            amounts.into_iter().chain([checkpoint, accrued])
        });
        let edges = self.edges.into_iter().map(|edge| edge.paid.into());
        vault.chain([accumulator.index]).chain(holders).chain(edges)
    }

    /// All that ever arrived, and the time.
    pub fn age(&self) -> (Exact, Amount) {
        let paid = Exact::from(self.ledger.paid_upstream) + Exact::from(self.ledger.paid_holders);
        (Exact::from(self.treasury) + paid, self.now)
    }

    /// I1, I2, I3 and I6.
    pub fn check(&self) {
        let ledger = &self.ledger;
        let exact = Exact::from;
        let units: Exact = self.holders.iter().map(|holder| exact(holder.units)).sum();
        assert_eq!(exact(self.live_units), units);

        assert!(ledger.is_consistent());
        let paid = exact(ledger.paid_upstream) + exact(ledger.paid_holders);
        assert_eq!(exact(ledger.booked), exact(ledger.gross) - paid);
        assert!(ledger.booked <= self.treasury);

        let earned: Exact = self.holders.iter().map(|holder| self.earned(holder)).sum();
        let held = exact(ledger.gross) - exact(ledger.reserved) - exact(ledger.paid_holders);
        assert_eq!(
            earned
                + exact(ledger.accumulator.carry)
                + exact(ledger.stream.pending) * one_in_fixed(),
            held * one_in_fixed()
        );
        assert!(ledger.accumulator.carry < SHARE_UNITS);

        let paid: Exact = self.edges.iter().map(|edge| exact(edge.paid)).sum();
        assert_eq!(paid, exact(ledger.paid_upstream));
        let dues: Exact = (0..EDGES).map(|edge| exact(self.dues(edge))).sum();
        assert!(paid + dues <= exact(ledger.reserved));
        assert!(exact(ledger.reserved) < paid + dues + exact(EDGES as Amount));
    }

    /// Accrued and what is not yet written down.
    fn earned(&self, holder: &Holder) -> Exact {
        let Entitlement {
            checkpoint,
            accrued,
            ..
        } = holder.earned;
        let rise = self.ledger.accumulator.index.wrapping_sub(checkpoint);
        Exact::from(accrued) + Exact::from(holder.units) * Exact::from(rise)
    }

    /// I5: everyone is paid, and less than one base unit a position and edge remains.
    pub fn wind_up(mut self) {
        self.now = self.now.max(self.ledger.stream.end());
        for holder in 0..HOLDERS {
            self.claim(holder);
        }
        for edge in 0..EDGES {
            self.pay(edge, Amount::MAX);
        }
        self.check();
        let waits = self.ledger.stream.pending;
        assert!(waits == 0 || self.live_units == 0);
        let remains = self.ledger.booked - waits;
        assert!(remains < (HOLDERS + EDGES) as Amount);
    }
}
