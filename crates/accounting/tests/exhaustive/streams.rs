//! All streams at all times.

use crate::{Pace, Stream, domain::amounts, laws::stream, wide::LOW, width::Amount};

#[test]
fn every_release_conserves() {
    for pending in amounts() {
        for released in amounts() {
            for span in 0..=LOW + 1 {
                for now in 0..=span + 1 {
                    let start = 0;
                    let before = Stream {
                        pending,
                        released,
                        start,
                        span,
                    };
                    stream::releasing_conserves(before, now);
                }
            }
        }
    }
}

#[test]
fn every_release_conserves_whenever_the_stream_began() {
    for (pending, released) in [
        (0, 0),
        (1, 0),
        (2, 7),
        (13, 1),
        (100, 155),
        (Amount::MAX, 0),
    ] {
        for start in amounts() {
            for span in amounts() {
                for now in amounts() {
                    let before = Stream {
                        pending,
                        released,
                        start,
                        span,
                    };
                    stream::releasing_conserves(before, now);
                }
            }
        }
    }
}

#[test]
fn asking_twice_gives_what_asking_once_does() {
    for pending in amounts() {
        for released in (0..=Amount::MAX - pending).step_by(5) {
            for span in 0..=LOW {
                for now in 0..=span + 1 {
                    for between in 0..=now {
                        let start = 7;
                        let before = Stream {
                            pending,
                            released,
                            start,
                            span,
                        };
                        let times = (start + between, start + now);
                        stream::asking_more_often_changes_nothing(before, times);
                    }
                }
            }
        }
    }
}

#[test]
fn every_addition_ends_at_the_weighted_mean() {
    for pending in amounts() {
        for net in amounts() {
            for span in 0..=LOW {
                for seconds in 0..=LOW {
                    let (start, now) = (90, 93);
                    let before = Stream {
                        pending,
                        released: 1,
                        start,
                        span,
                    };
                    let pace = Pace { now, seconds };
                    stream::adding_ends_at_the_weighted_mean(before, net, pace);
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
                    for start in amounts() {
                        let before = Stream {
                            pending,
                            released: 0,
                            start,
                            span: LOW,
                        };
                        let pace = Pace { now, seconds };
                        stream::adding_ends_at_the_weighted_mean(before, net, pace);
                    }
                }
            }
        }
    }
}
