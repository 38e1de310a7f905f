//! A share with the interval that it lies in.

use serde::{Deserialize, Serialize};

/// So many of so many, with Wilson's interval of 95 %.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    pub hits: usize,
    pub of: usize,
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// The quantile of the normal distribution for 95 %.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    pub fn new(hits: usize, of: usize) -> Self {
        if of == 0 {
            return Self {
                high: 1.0,
                ..Self::default()
            };
        }
        let (p, n) = (hits as f64 / of as f64, of as f64);
        let z2 = Z * Z;
        let middle = p + z2 / (2.0 * n);
        let around = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let by = 1.0 + z2 / n;
        Self {
            hits,
            of,
            share: p,
            low: if hits == 0 {
                0.0
            } else {
                (middle - around) / by
            },
            high: if hits == of {
                1.0
            } else {
                (middle + around) / by
            },
        }
    }

    /// Of the values that hold.
    pub fn of(values: impl IntoIterator<Item = bool>) -> Self {
        let (mut hits, mut of) = (0, 0);
        for value in values {
            hits += usize::from(value);
            of += 1;
        }
        Self::new(hits, of)
    }
}
