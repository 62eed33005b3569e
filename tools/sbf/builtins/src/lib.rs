//! The routines that LLVM calls where the SBF machine has no instruction.
//!
//! `solana-compiler-builtins` brings memcpy and friends and floating point.
//! What is here is 128-bit integer arithmetic. rustc returns an `i128` through
//! a hidden pointer on this target, but LLVM's own calls expect it in two
//! registers, so these functions write to memory and `builtins.ll` wraps them
//! under the names that LLVM calls (`__multi3`, `__udivti3`, ...).
//!
//! `arith` is plain Rust over pairs of `u64`, so that `cargo test` checks it on
//! the host against the compiler's own 128-bit arithmetic.
#![cfg_attr(target_arch = "bpf", no_std)]
#![cfg_attr(target_arch = "bpf", feature(asm_experimental_arch))]

/// Hides a value from the optimizer. Without it LLVM recognizes the
/// multiplication below, turns it back into one 128-bit multiplication, and
/// `__multi3` calls itself without end.
#[cfg(target_arch = "bpf")]
#[inline(always)]
fn opaque(mut x: u64) -> u64 {
    unsafe { core::arch::asm!("{0} += 0", inout(reg) x) };
    x
}
#[cfg(not(target_arch = "bpf"))]
#[inline(always)]
fn opaque(x: u64) -> u64 {
    x
}

pub mod arith {
    use super::opaque;

    const LOW: u64 = 0xffff_ffff;

    /// The low and high half of a 128-bit number.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct W {
        pub lo: u64,
        pub hi: u64,
    }

    #[inline(always)]
    pub fn w(lo: u64, hi: u64) -> W {
        W { lo, hi }
    }

    #[inline(always)]
    fn neg(a: W) -> W {
        let lo = a.lo.wrapping_neg();
        w(lo, (!a.hi).wrapping_add((lo == 0) as u64))
    }

    #[inline(always)]
    fn sub(a: W, b: W) -> W {
        w(
            a.lo.wrapping_sub(b.lo),
            a.hi.wrapping_sub(b.hi).wrapping_sub((a.lo < b.lo) as u64),
        )
    }

    #[inline(always)]
    fn less(a: W, b: W) -> bool {
        a.hi < b.hi || (a.hi == b.hi && a.lo < b.lo)
    }

    /// 64 x 64 -> 128.
    #[inline(always)]
    fn mul64(a: u64, b: u64) -> W {
        let (a0, a1) = (opaque(a & LOW), a >> 32);
        let (b0, b1) = (opaque(b & LOW), b >> 32);
        let p00 = a0.wrapping_mul(b0);
        let mid = a1.wrapping_mul(b0).wrapping_add(p00 >> 32);
        let mid2 = a0.wrapping_mul(b1).wrapping_add(mid & LOW);
        w(
            (mid2 << 32) | (p00 & LOW),
            a1.wrapping_mul(b1)
                .wrapping_add(mid >> 32)
                .wrapping_add(mid2 >> 32),
        )
    }

    /// The low 128 bits of a product.
    #[inline(always)]
    pub fn mul(a: W, b: W) -> W {
        let p = mul64(a.lo, b.lo);
        w(
            p.lo,
            p.hi.wrapping_add(a.lo.wrapping_mul(b.hi))
                .wrapping_add(a.hi.wrapping_mul(b.lo)),
        )
    }

    #[inline(always)]
    fn zeros(mut x: u64) -> u32 {
        // x != 0. The machine has no such instruction; six compares do.
        let mut n = 0;
        if x >> 32 == 0 {
            n += 32;
            x <<= 32;
        }
        if x >> 48 == 0 {
            n += 16;
            x <<= 16;
        }
        if x >> 56 == 0 {
            n += 8;
            x <<= 8;
        }
        if x >> 60 == 0 {
            n += 4;
            x <<= 4;
        }
        if x >> 62 == 0 {
            n += 2;
            x <<= 2;
        }
        n + (x >> 63 == 0) as u32
    }

    /// One 32-bit digit of a quotient: (rem:digit) / v, v normalized.
    #[inline(always)]
    fn digit(rem: u64, digit: u64, v: u64, v1: u64, v0: u64) -> (u64, u64) {
        let mut q = rem / v1;
        let mut r = rem.wrapping_sub(q.wrapping_mul(v1));
        while q > LOW || q.wrapping_mul(v0) > ((r << 32) | digit) {
            q = q.wrapping_sub(1);
            r = r.wrapping_add(v1);
            if r > LOW {
                break;
            }
        }
        (
            q,
            (rem << 32)
                .wrapping_add(digit)
                .wrapping_sub(q.wrapping_mul(v)),
        )
    }

    /// (hi:lo) / v with hi < v, so that the quotient fits 64 bits.
    #[inline(always)]
    fn div_2by1(hi: u64, lo: u64, v: u64) -> (u64, u64) {
        let s = zeros(v);
        let v = v << s;
        let (hi, lo) = if s == 0 {
            (hi, lo)
        } else {
            ((hi << s) | (lo >> (64 - s)), lo << s)
        };
        let (v1, v0) = (v >> 32, v & LOW);
        let (q1, r1) = digit(hi, lo >> 32, v, v1, v0);
        let (q0, r0) = digit(r1, lo & LOW, v, v1, v0);
        ((q1 << 32) | q0, r0 >> s)
    }

    /// Quotient and remainder. Division by zero is the caller's to refuse
    /// (rustc emits that check itself); here it gives zero and the dividend.
    #[inline(always)]
    pub fn divmod(n: W, d: W) -> (W, W) {
        if d.hi == 0 {
            if d.lo == 0 {
                return (w(0, 0), n);
            }
            if n.hi == 0 {
                return (w(n.lo / d.lo, 0), w(n.lo % d.lo, 0));
            }
            let (q1, r1) = if n.hi < d.lo {
                (0, n.hi)
            } else {
                (n.hi / d.lo, n.hi % d.lo)
            };
            let (q0, r0) = if d.lo <= LOW {
                // Schoolbook division by one 32-bit digit.
                let t = (r1 << 32) | (n.lo >> 32);
                let (qh, rh) = (t / d.lo, t % d.lo);
                let t = (rh << 32) | (n.lo & LOW);
                ((qh << 32) | (t / d.lo), t % d.lo)
            } else {
                div_2by1(r1, n.lo, d.lo)
            };
            return (w(q0, q1), w(r0, 0));
        }
        if less(n, d) {
            return (w(0, 0), n);
        }
        // The quotient fits 64 bits. Estimate it from the divisor's top 64
        // bits; the estimate is at most one too big, so take one off and put
        // it back if the remainder says so.
        let s = zeros(d.hi);
        let top = if s == 0 {
            d.hi
        } else {
            (d.hi << s) | (d.lo >> (64 - s))
        };
        let (e, _) = div_2by1(n.hi >> 1, (n.lo >> 1) | (n.hi << 63), top);
        let mut q = e >> (63 - s);
        q = q.wrapping_sub((q != 0) as u64);
        let mut r = sub(n, mul(w(q, 0), d));
        if !less(r, d) {
            q = q.wrapping_add(1);
            r = sub(r, d);
        }
        (w(q, 0), r)
    }

    /// Signed: the quotient rounds to zero, the remainder has n's sign.
    #[inline(always)]
    pub fn sdivmod(n: W, d: W) -> (W, W) {
        let (sn, sd) = (n.hi >> 63 != 0, d.hi >> 63 != 0);
        let (q, r) = divmod(if sn { neg(n) } else { n }, if sd { neg(d) } else { d });
        (
            if sn != sd { neg(q) } else { q },
            if sn { neg(r) } else { r },
        )
    }

    /// The low 128 bits of a signed product, and whether it overflowed.
    #[inline(always)]
    pub fn smulo(a: W, b: W) -> (W, bool) {
        let (sa, sb) = (a.hi >> 63 != 0, b.hi >> 63 != 0);
        let (ua, ub) = (if sa { neg(a) } else { a }, if sb { neg(b) } else { b });
        let low = mul64(ua.lo, ub.lo);
        let (over, cross) = if ua.hi != 0 && ub.hi != 0 {
            (true, 0)
        } else {
            let c = if ua.hi != 0 {
                mul64(ua.hi, ub.lo)
            } else {
                mul64(ub.hi, ua.lo)
            };
            (c.hi != 0, c.lo)
        };
        let hi = low.hi.wrapping_add(cross);
        let over = over || hi < cross;
        let u = w(low.lo, hi);
        let negative = sa != sb;
        // A magnitude of 2^127 fits only as a negative number.
        let limit = w(0, 1 << 63);
        let over = over
            || if negative {
                less(limit, u)
            } else {
                u.hi >> 63 != 0
            };
        (mul(a, b), over)
    }
}

#[cfg(target_arch = "bpf")]
mod symbols {
    extern crate solana_compiler_builtins;
    use super::arith::{self, w, W};

    #[inline(always)]
    unsafe fn put(out: *mut u64, v: W) {
        *out = v.lo;
        *out.add(1) = v.hi;
    }

    #[no_mangle]
    pub unsafe extern "C" fn sbf_multi3(out: *mut u64, al: u64, ah: u64, bl: u64, bh: u64) {
        put(out, arith::mul(w(al, ah), w(bl, bh)));
    }
    #[no_mangle]
    pub unsafe extern "C" fn sbf_udivti3(out: *mut u64, al: u64, ah: u64, bl: u64, bh: u64) {
        put(out, arith::divmod(w(al, ah), w(bl, bh)).0);
    }
    #[no_mangle]
    pub unsafe extern "C" fn sbf_umodti3(out: *mut u64, al: u64, ah: u64, bl: u64, bh: u64) {
        put(out, arith::divmod(w(al, ah), w(bl, bh)).1);
    }
    #[no_mangle]
    pub unsafe extern "C" fn sbf_divti3(out: *mut u64, al: u64, ah: u64, bl: u64, bh: u64) {
        put(out, arith::sdivmod(w(al, ah), w(bl, bh)).0);
    }
    #[no_mangle]
    pub unsafe extern "C" fn sbf_modti3(out: *mut u64, al: u64, ah: u64, bl: u64, bh: u64) {
        put(out, arith::sdivmod(w(al, ah), w(bl, bh)).1);
    }
    #[no_mangle]
    pub unsafe extern "C" fn sbf_muloti4(out: *mut u64, al: u64, ah: u64, bl: u64, bh: u64) {
        let (v, over) = arith::smulo(w(al, ah), w(bl, bh));
        put(out, v);
        *out.add(2) = over as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::arith::*;

    fn split(x: u128) -> W {
        w(x as u64, (x >> 64) as u64)
    }
    fn join(x: W) -> u128 {
        (x.hi as u128) << 64 | x.lo as u128
    }

    struct Rng(u64);
    impl Rng {
        fn next(&mut self) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0
        }
        /// Any width, and often next to a power of two, where carries break.
        fn wide(&mut self) -> u128 {
            let x = (self.next() as u128) << 64 | self.next() as u128;
            let k = (self.next() % 128) as u32;
            match self.next() % 4 {
                0 => x,
                1 => x >> k,
                2 => (1u128 << k).wrapping_sub((self.next() % 3) as u128),
                _ => (!0u128 << k) ^ (self.next() % 2) as u128,
            }
        }
    }

    #[test]
    fn agrees_with_the_compilers_own_arithmetic() {
        let mut rng = Rng(0x9e37_79b9_7f4a_7c15);
        for _ in 0..2_000_000 {
            let (a, b) = (rng.wide(), rng.wide());
            assert_eq!(join(mul(split(a), split(b))), a.wrapping_mul(b));
            let (p, over) = smulo(split(a), split(b));
            let (ep, eo) = (a as i128).overflowing_mul(b as i128);
            assert_eq!((join(p) as i128, over), (ep, eo), "{a:x} * {b:x}");
            if b != 0 {
                let (q, r) = divmod(split(a), split(b));
                assert_eq!((join(q), join(r)), (a / b, a % b), "{a:x} / {b:x}");
                let (q, r) = sdivmod(split(a), split(b));
                let (a, b) = (a as i128, b as i128);
                assert_eq!(join(q) as i128, a.wrapping_div(b));
                assert_eq!(join(r) as i128, a.wrapping_rem(b));
            }
        }
    }
}
