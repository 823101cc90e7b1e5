//! Where in a card's file something stands: written only where there is something to say about it.

use crate::text::{concat, count};

/// The file itself, or what is in a place above it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'p> {
    File,
    Field(&'p Place<'p>, &'p str),
    Entry(&'p Place<'p>, usize),
}

impl<'p> Place<'p> {
    /// The place of a field.
    pub(super) fn field(&'p self, name: &'p str) -> Self {
        Self::Field(self, name)
    }

    /// The place of an entry of a list.
    pub(super) fn entry(&'p self, index: usize) -> Self {
        Self::Entry(self, index)
    }

    /// `facts[0].stages[1].card`
    pub(super) fn written(&self) -> String {
        match self {
            Self::File => concat(&["the file"]),
            Self::Field(Self::File, name) => concat(&[name]),
            Self::Field(above, name) => concat(&[&above.written(), ".", name]),
            Self::Entry(above, index) => concat(&[&above.written(), "[", &count(*index), "]"]),
        }
    }
}
