//! A picture as pixels: PNG in and out, and where two of them differ.
//!
//! By pixels and not by likeness: a likeness of 99.9 % would let the one mark go that a state is told by. The `png`
//! crate reads and writes; what is a difference is decided here, so that it can be said in a sentence.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

/// How far a channel may be off, of 255, in a pixel that is the same: the edge of a letter, drawn by another release.
const FAINT: u8 = 40;

/// How many pixels may differ in pictures that are the same. The smallest mark of a card has more.
const FEW: usize = 12;

type Pixel = [u8; 3];

/// Rows of pixels from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    width: usize,
    pixels: Vec<Pixel>,
}

/// Where two pictures are not the same.
#[derive(Debug)]
pub(crate) struct Difference {
    /// In one sentence.
    pub(crate) says: String,
    /// The later picture, pale, with what differs in red; where sizes differ, the later picture.
    pub(crate) picture: Picture,
}

impl Picture {
    /// Reads a PNG; what is transparent in it is white.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a picture that fits into memory")];
        let frame = reader.next_frame(&mut bytes).expect("a whole PNG");
        let samples = frame.color_type.samples();
        let pixels = bytes[..frame.buffer_size()].chunks(samples).map(|pixel| match *pixel {
            [red, green, blue, ..] => [red, green, blue],
            [grey, ..] => [grey; 3],
            [] => unreachable!("a pixel has a channel"),
        });
        Self { width: frame.width as usize, pixels: pixels.collect() }
    }

    /// The same as a PNG of at most 256 colours: shades of letters that are hardly apart become one.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut counts: HashMap<Pixel, usize> = HashMap::new();
        for pixel in &self.pixels {
            *counts.entry(*pixel).or_default() += 1;
        }
        let mut colours: Vec<Pixel> = counts.keys().copied().collect();
        colours.sort_by_key(|colour| (Reverse(counts[colour]), *colour));
        let palette = (0..FAINT / 2).map(|shade| apart(&colours, shade)).find(|palette| palette.len() <= 256);
        let palette = palette.expect("a card has few colours");
        let nearest = |colour: &Pixel| (0..=u8::MAX).zip(&palette).min_by_key(|(_, other)| far(*colour, **other));
        let indices: HashMap<Pixel, u8> =
            colours.iter().map(|colour| (*colour, nearest(colour).expect("a colour at least").0)).collect();
        let mut bytes = Vec::new();
        let size = |pixels: usize| u32::try_from(pixels).expect("a picture of a card");
        let mut encoder = Encoder::new(&mut bytes, size(self.width), size(self.pixels.len() / self.width));
        encoder.set_depth(BitDepth::Eight);
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::NoFilter);
        let pixels: Vec<u8> = self.pixels.iter().map(|pixel| indices[pixel]).collect();
        let mut writer = encoder.write_header().expect("a buffer takes everything");
        writer.write_image_data(&pixels).expect("a buffer takes everything");
        writer.finish().expect("a buffer takes everything");
        bytes
    }

    /// Where a later picture is another one.
    pub(crate) fn difference(&self, later: &Self) -> Option<Difference> {
        let size = |picture: &Self| (picture.width, picture.pixels.len() / picture.width);
        let ((width, height), (later_width, later_height)) = (size(self), size(later));
        if (width, height) != (later_width, later_height) {
            let says = format!("it was {width} × {height} pixels and is {later_width} × {later_height}");
            return Some(Difference { says, picture: later.clone() });
        }
        let is_other = |(one, other): &(&Pixel, &Pixel)| far(**one, **other) > FAINT;
        let others: Vec<bool> = self.pixels.iter().zip(&later.pixels).map(|pair| is_other(&pair)).collect();
        let number = others.iter().filter(|is_other| **is_other).count();
        if number <= FEW {
            return None;
        }
        let first = others.iter().position(|is_other| *is_other).unwrap_or_default();
        let says =
            format!("{number} pixels differ, the first {} from the left in row {}", first % width, first / width);
        let pale = |(pixel, is_other): (&Pixel, &bool)| {
            if *is_other { [255, 0, 0] } else { pixel.map(|channel| 170 + channel / 3) }
        };
        let pixels = later.pixels.iter().zip(&others).map(pale).collect();
        Some(Difference { says, picture: Self { width, pixels } })
    }
}

/// How far the channel that differs most is off.
fn far(one: Pixel, other: Pixel) -> u8 {
    one.iter().zip(&other).map(|(one, other)| one.abs_diff(*other)).max().unwrap_or_default()
}

/// The first colours from which all others are at most so far.
fn apart(colours: &[Pixel], shade: u8) -> Vec<Pixel> {
    let mut chosen: Vec<Pixel> = Vec::new();
    for colour in colours {
        if !chosen.iter().any(|other| far(*colour, *other) <= shade) {
            chosen.push(*colour);
        }
    }
    chosen
}
