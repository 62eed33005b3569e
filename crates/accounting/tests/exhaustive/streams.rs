//! All streams at all times.

use crate::{Pace, Stream, domain::amounts, laws::stream, wide::LOW, width::Amount};

#[test]
fn every_release_conserves() {
    for pending in amounts() {
        for end in amounts() {
            for now in amounts() {
                let last = 0;
                stream::releasing_conserves(Stream { pending, last, end }, now);
            }
        }
    }
}

#[test]
fn every_release_conserves_whenever_the_stream_began() {
    for pending in [0, 1, 2, 13, 100, Amount::MAX] {
        for last in amounts() {
            for end in amounts() {
                for now in amounts() {
                    stream::releasing_conserves(Stream { pending, last, end }, now);
                }
            }
        }
    }
}

#[test]
fn asking_twice_gives_no_more_than_asking_once() {
    for pending in amounts() {
        for left in 0..=LOW {
            for now in 0..=left + 1 {
                for between in 0..=now {
                    let last = 7;
                    let end = last + left;
                    let times = (last + between, last + now);
                    stream::asking_more_often_gives_no_more(Stream { pending, last, end }, times);
                }
            }
        }
    }
}

#[test]
fn every_addition_ends_at_the_weighted_mean() {
    for pending in amounts() {
        for net in amounts() {
            for left in 0..=LOW {
                for seconds in 0..=LOW {
                    let (last, now) = (90, 100);
                    let end = now + left;
                    let pace = Pace { now, seconds };
                    stream::adding_ends_at_the_weighted_mean(
                        Stream { pending, last, end },
                        net,
                        pace,
                    );
                }
            }
        }
    }
}

#[test]
fn no_addition_passes_the_end_of_time() {
    for pending in [0, 1, 2, 100, Amount::MAX] {
        for net in [0, 1, 2, 100, Amount::MAX - pending, Amount::MAX] {
            for seconds in [0, 1, LOW, LOW + 1, Amount::MAX] {
                for now in amounts() {
                    for end in amounts() {
                        let before = Stream {
                            pending,
                            last: 0,
                            end,
                        };
                        let pace = Pace { now, seconds };
                        stream::adding_ends_at_the_weighted_mean(before, net, pace);
                    }
                }
            }
        }
    }
}
