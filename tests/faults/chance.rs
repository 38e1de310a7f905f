//! Chance that can be had again: a seed that is printed when it matters.

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// What follows from a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The seed of this run, or the one that `TASUKI_SEED` asks for again, told to whoever watches.
    #[expect(
        clippy::disallowed_methods,
        reason = "a run is unlike the one before unless its seed is given"
    )]
    pub fn of_this_run(what: &str) -> Self {
        let seed = std::env::var("TASUKI_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok())
            .unwrap_or_else(|| {
                let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
                u64::from(now.unwrap().subsec_nanos())
            });
        crate::say(&format!("{what}: TASUKI_SEED={seed}"));
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The next number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap()
    }

    /// A number from a range, its end left out.
    pub fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to.saturating_sub(from))
    }
}
