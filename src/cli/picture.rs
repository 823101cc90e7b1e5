//! `picture`: a card at a moment in, an SVG, a PNG or its alternative text out.
//!
//! A PNG is drawn with the fonts of the system. Where none of them has a letter that the picture needs, that is said, and
//! nothing is drawn.

mod png;

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use clap::Args;
use phaseout::{
    picture::{Size, Theme, picture},
    view::Setting,
};

use super::{Card, named, with_card};

/// What picture to make.
#[derive(Debug, Args)]
pub(super) struct Wanted {
    /// The product: an id, a name that a person would type, or `?` for what holds for all.
    #[arg(long)]
    product: String,
    #[command(flatten)]
    card: Card,
    /// How large: wide (1200 × 630, for social media), square (1080 × 1080), or column (1080 wide, as high as its text).
    #[arg(long, default_value = "wide", value_parser = named::<Size>())]
    size: Size,
    /// The colours: light or dark.
    #[arg(long, default_value = "light", value_parser = named::<Theme>())]
    theme: Theme,
    /// The file to write, an SVG or, where it ends with .png, a PNG; without it, the picture is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Make a PNG, whatever the file is called.
    #[arg(long)]
    png: bool,
    /// Print the alternative text, and make no picture.
    #[arg(long, conflicts_with_all = ["out", "png"])]
    alt: bool,
}

/// Makes the picture that is wanted. With a file, what is printed says its name and the alternative text.
pub(super) fn write(wanted: &Wanted, clock: SystemTime) -> Result<Vec<u8>, String> {
    let Wanted { product, card, size, theme, out, png, alt } = wanted;
    let setting = Setting { frozen: true, ..Setting::default() };
    with_card(card, product, setting, clock, |_, view, _| {
        let picture = picture(view, *size, *theme);
        if *alt {
            return Ok(format!("{}\n", picture.alt).into());
        }
        let is_png = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
        let made = if *png || out.as_deref().is_some_and(is_png) {
            png::png(&picture, view.language)?
        } else {
            picture.svg().into()
        };
        let Some(path) = out else { return Ok(made) };
        let name = path.display();
        fs::write(path, made).map_err(|error| format!("{name}: cannot be written: {error}\n"))?;
        Ok(format!("{name} is written\nAlternative text: {}\n", picture.alt).into())
    })
}
