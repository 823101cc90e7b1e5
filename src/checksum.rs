//! A number for text or values, to tell them from others: FNV-1a with 32 bits.
//!
//! Tells accidents apart, not attacks. <http://www.isthe.com/chongo/tech/comp/fnv/>

use std::hash::Hasher;

/// A number that each byte changes.
#[derive(Debug)]
pub(crate) struct Checksum(pub(crate) u32);

impl Default for Checksum {
    fn default() -> Self {
        Self(0x811C_9DC5)
    }
}

impl Hasher for Checksum {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }

    fn finish(&self) -> u64 {
        self.0.into()
    }
}
