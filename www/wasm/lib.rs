//! The module that pages load: `phaseout`'s browser surface, linked alone.
//!
//! Holds no code of its own but the choice of an allocator. It exists because only a `cdylib` by itself
//! gets link-time optimisation.

#[cfg(target_arch = "wasm32")]
pub use phaseout::web::*;

/// A third of the code of Rust's default allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
