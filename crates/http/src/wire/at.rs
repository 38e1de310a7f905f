//! Where in the input the reading stands, and what was wrong so far.

use crate::problem::{FieldFault, Problem};
use tasuki_domain::{Invalid, time::Date};

/// Faults of one answer; a broken program is helped by the first hundred as well.
const MOST: usize = 100;

/// Where the reading stands. Names in it are those of our own fields and never come from outside.
pub(crate) struct At {
    /// The date in Japan, which birth dates are read as of.
    pub(crate) today: Date,
    path: Vec<Step>,
    faults: Vec<FieldFault>,
}

#[derive(Clone, Copy)]
enum Step {
    Field(&'static str),
    Item(usize),
}

impl At {
    /// At the beginning.
    pub(crate) fn new(today: Date) -> Self {
        Self {
            today,
            path: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Reads within a field.
    pub(crate) fn field<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.within(Step::Field(name), read)
    }

    /// Reads within an item of a list.
    pub(crate) fn item<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.within(Step::Item(index), read)
    }

    fn within<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let read = read(self);
        self.path.pop();
        read
    }

    /// Whether it stands in a field of that name.
    pub(crate) fn is_in(&self, name: &str) -> bool {
        matches!(self.path.last(), Some(Step::Field(field)) if *field == name)
    }

    /// Notes what is wrong here.
    pub(crate) fn fault(&mut self, invalid: Invalid) {
        if self.faults.len() < MOST {
            self.faults.push(FieldFault::of(self.path(), invalid));
        }
    }

    /// Takes a value or notes why not.
    pub(crate) fn take<T>(&mut self, read: Result<T, Invalid>) -> Option<T> {
        read.map_err(|invalid| self.fault(invalid)).ok()
    }

    /// The value, or the problem of everything that was wrong.
    pub(crate) fn finish<T>(self, read: Option<T>) -> Result<T, Problem> {
        match read {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(Problem::invalid(self.faults)),
        }
    }

    /// `identity.other_names[0].name`; `body` at the beginning.
    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            match step {
                Step::Field(name) if path.is_empty() => path.push_str(name),
                Step::Field(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Step::Item(index) => path.push_str(&format!("[{index}]")),
            }
        }
        if path.is_empty() {
            "body".to_owned()
        } else {
            path
        }
    }
}
