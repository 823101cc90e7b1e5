//! The module that pages load: `phaseout`'s browser surface, linked alone.
//!
//! Holds no code of its own and must never hold any: it exists because only a
//! `cdylib` by itself gets link-time optimisation.

#[cfg(target_arch = "wasm32")]
pub use phaseout::web::*;
