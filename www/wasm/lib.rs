//! The module that pages load: `phaseout`'s browser surface, linked alone.
//!
//! Holds no code of its own but the choice of an allocator. It exists because only a `cdylib` by itself
//! gets link-time optimisation.

#[cfg(target_arch = "wasm32")]
pub use phaseout::web::*;

/// A third of the code of Rust's default allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::cell::TalcSyncCell<talc::wasm::WasmGrowAndClaim, PowersOfTwo> =
    talc::cell::TalcSyncCell::new_wasm(talc::wasm::WasmGrowAndClaim);

/// Free memory by the power of two below its size: the least code.
#[cfg(target_arch = "wasm32")]
#[derive(Debug)]
pub struct PowersOfTwo;

#[cfg(target_arch = "wasm32")]
impl talc::base::binning::Binning for PowersOfTwo {
    type AvailabilityBitField = u32;
    const BIN_COUNT: u32 = 31;

    fn size_to_bin(size: usize) -> u32 {
        31 - size.leading_zeros()
    }
}
