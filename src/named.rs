//! Sets of values that have one name each in JSON, on the command line and in markup.
//!
//! The name is written once, beside its value, and every reader and writer takes it from there.

use crate::text::cut;

/// A value out of a fixed set, each with its own name.
pub trait Named: Copy + 'static {
    /// Every value, in the order that a person would list them.
    const ALL: &'static [Self];

    /// The name of each value, in the same order.
    const NAMES: &'static [&'static str];

    /// The same names in one text, a space behind each: what they are looked up in, a third of the size of a list.
    const LISTED: &'static str;

    /// The name of this value.
    fn name(self) -> &'static str;

    /// The value of that name.
    fn by_name(name: &str) -> Option<Self> {
        position(name, Self::LISTED).and_then(|index| Self::ALL.get(index).copied())
    }
}

/// Where a name stands among names with a space behind each.
#[inline(never)]
fn position(name: &str, listed: &str) -> Option<usize> {
    let mut rest = listed;
    let mut place = 0;
    while let (first, Some(behind)) = cut(rest, |byte| byte == b' ') {
        if first == name {
            return Some(place);
        }
        rest = behind;
        place += 1;
    }
    None
}

/// Defines an enum whose variants have names.
macro_rules! named {
    ($(#[$about:meta])* $visibility:vis enum $type:ident { $($(#[$what:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        $visibility enum $type { $($(#[$what])* $variant,)+ }

        impl $crate::named::Named for $type {
            const ALL: &'static [Self] = &[$($type::$variant),+];
            const NAMES: &'static [&'static str] = &[$($name),+];
            const LISTED: &'static str = concat!($($name, " "),+);

            fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }
        }
    };
}

pub(crate) use named;
