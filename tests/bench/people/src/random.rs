//! Random numbers that a seed makes the same on every machine.

/// A PCG-XSH-RR generator (O'Neill, 2014): 64 bits of state, 32 of output.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
    step: u64,
}

const FACTOR: u64 = 6_364_136_223_846_793_005;

impl Random {
    /// The numbers of one part of a seed.
    pub fn of(seed: u64, part: u64) -> Self {
        let mut random = Self {
            state: 0,
            step: (part << 1) | 1,
        };
        random.next();
        random.state = random.state.wrapping_add(seed ^ part.rotate_left(29));
        // The first numbers of neighboring parts are alike.
        for _ in 0..4 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(FACTOR).wrapping_add(self.step);
        let mixed = ((old >> 18) ^ old) >> 27;
        let turn = (old >> 59) as u32;
        (mixed as u32).rotate_right(turn)
    }

    /// A number from 0 to below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let wide = (u64::from(self.next()) << 32) | u64::from(self.next());
        usize::try_from((u128::from(wide) * bound as u128) >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        low + i32::try_from(self.below(usize::try_from(high - low + 1).unwrap_or(1))).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub fn permille(&mut self, chance: usize) -> bool {
        self.below(1000) < chance
    }

    /// One of the items.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// One of the characters, if there are any.
    pub fn letter(&mut self, letters: &str) -> Option<char> {
        letters.chars().nth(self.below(letters.chars().count()))
    }

    /// Puts the items into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }
}

/// Items that are drawn as often as their weights say.
#[derive(Debug, Clone)]
pub struct Weighted<T> {
    items: Vec<T>,
    upto: Vec<u64>,
}

impl<T> Weighted<T> {
    pub fn new(weighed: impl IntoIterator<Item = (T, u64)>) -> Self {
        let (mut items, mut upto, mut sum) = (Vec::new(), Vec::new(), 0);
        for (item, weight) in weighed {
            sum += weight;
            items.push(item);
            upto.push(sum);
        }
        Self { items, upto }
    }

    pub fn items(&self) -> &[T] {
        &self.items
    }

    pub fn draw(&self, random: &mut Random) -> &T {
        let sum = self.upto.last().copied().unwrap_or(0);
        let at = random.below(usize::try_from(sum).unwrap_or(usize::MAX)) as u64;
        &self.items[self.upto.partition_point(|upto| *upto <= at)]
    }
}
