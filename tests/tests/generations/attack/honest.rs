//! What attacks begin with: requests as whoever may make them would.

use provenue_accounting::UpstreamRate;
use provenue_client::{
    instructions::{
        control,
        upstream::{LinkSigners, link_upstream, pull},
        vault,
    },
    solana::{Instruction, Signer},
};

use crate::{
    family::Family,
    operation::{Attack, HOLDERS, Target},
};

impl Family {
    pub fn honest(&self, attack: &Attack) -> Option<Instruction> {
        let Attack {
            vault: number,
            holder,
            coin,
            ..
        } = *attack;
        let (facts, mint) = (&self.vaults[number], &self.coins[coin]);
        let (place, seat) = (&facts.address, facts.seats[holder]);
        let (base, owner, fan) = (facts.base.pubkey(), self.key(holder), self.fan.pubkey());
        let units = seat.tokens.unwrap_or_default().min(1);
        let next = (holder + 1) % HOLDERS;
        let instruction = match attack.target {
            Target::Deposit => vault::deposit(&fan, place, mint, 1_000),
            Target::Book => vault::book(place, mint),
            Target::Pull => {
                let own: Vec<_> = self.edges.iter().filter(|edge| edge.0 == number).collect();
                let edge = own.get(holder % own.len().max(1))?;
                pull(place, mint, &[self.hop(**edge)])
            }
            Target::Transfer => self.sale(number, holder, [holder, next], units),
            Target::Burn => {
                let [burn, _] = vault::burn_shares(&owner, place, &seat.account, units);
                burn
            }
            Target::Settle => vault::settle(place, &seat.account),
            Target::Claim => vault::claim(place, mint, &self.holder(number, holder)),
            Target::Distribute => vault::distribute(place, mint, &[self.holder(number, holder)]),
            Target::Delegate => {
                control::delegate_revenue(&owner, place, &seat.account, &self.key(next))
            }
            Target::OpenPosition => vault::open_position(&fan, place, &seat.account),
            Target::ClosePosition => {
                let by_reserve = seat.opened.is_some_and(|opened| opened.by_reserve);
                let rent_payer = if by_reserve {
                    facts.reserve_address
                } else {
                    self.world.payer.pubkey()
                };
                vault::close_position(&owner, place, &seat.account, &rent_payer)
            }
            Target::AddCurrency => vault::add_currency(&base, place, mint),
            Target::Hold => control::hold(&base, place, 7, self.now + 1_000),
            Target::Release => control::release_hold(&base, place),
            Target::SetAuthority => vault::set_authority(&base, &owner),
            Target::IssueShares => vault::issue_shares(&base, place, &seat.account, 1),
            Target::Seal => vault::seal(&base, place),
            Target::CreateGate => control::create_gate(&fan, &base, place, 0, 1),
            Target::LinkUpstream => {
                let above = &self.vaults[number.checked_sub(1)?];
                let signers = LinkSigners {
                    payer: fan,
                    authority: base,
                    licensor: above.base.pubkey(),
                };
                let rate = UpstreamRate {
                    relative_bps: 1,
                    absolute_bps: 1,
                };
                link_upstream(&signers, place, &above.address, rate)
            }
        };
        Some(instruction)
    }
}
