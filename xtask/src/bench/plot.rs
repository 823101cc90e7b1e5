//! Pictures of the numbers: named values in, an SVG file out.
//!
//! Every picture has its numbers written in it, and the document has them again as a table.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

const WIDTH: u32 = 760;
const BAR: u32 = 22;
const NAMES: i32 = 190;
const OURS: RGBColor = RGBColor(10, 82, 136);
const THEIRS: RGBColor = RGBColor(150, 150, 144);
/// For lines, ours first; told apart by lightness too.
const COLORS: [RGBColor; 5] =
    [OURS, RGBColor(138, 71, 0), RGBColor(90, 150, 90), RGBColor(165, 28, 23), RGBColor(110, 80, 160)];

/// Horizontal bars from nought, the shortest first; ours stand out.
pub(super) fn bars(path: &Path, title: &str, unit: &str, values: &[(String, f64)]) -> Result<()> {
    let mut values = values.to_vec();
    values.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let most = values.last().map_or(1.0, |(_, most)| most.max(f64::MIN_POSITIVE));
    let rows = u32::try_from(values.len())?;
    let root = SVGBackend::new(path, (WIDTH, 40 + rows * BAR)).into_drawing_area();
    let text = ("sans-serif", 14).into_font().color(&BLACK);
    let draw = |error| anyhow!("cannot draw {}: {error}", path.display());
    root.fill(&WHITE).map_err(draw)?;
    root.draw(&Text::new(format!("{title} ({unit})"), (8, 8), ("sans-serif", 16).into_font())).map_err(draw)?;
    for ((name, value), top) in values.iter().zip((36..).step_by(BAR as usize)) {
        #[expect(clippy::cast_possible_truncation, reason = "a bar is at most as long as the picture is wide")]
        let end = NAMES + (value / most * f64::from(WIDTH - 290)).round() as i32;
        let color = if name.starts_with("phaseout") { OURS } else { THEIRS };
        root.draw(&Text::new(name.clone(), (8, top), text.clone())).map_err(draw)?;
        root.draw(&Rectangle::new([(NAMES, top), (end.max(NAMES + 1), top + 14)], color.filled())).map_err(draw)?;
        let number = if *value < 10.0 { format!("{value:.2}") } else { format!("{value:.0}") };
        root.draw(&Text::new(number, (end + 6, top), text.clone())).map_err(draw)?;
    }
    root.present().map_err(draw)
}

/// Lines over a common measure, both axes from nought.
pub(super) fn lines(
    path: &Path,
    title: &str,
    across: &str,
    up: &str,
    series: &[(String, Vec<(f64, f64)>)],
) -> Result<()> {
    let points = || series.iter().flat_map(|(_, points)| points);
    let furthest = points().map(|(x, _)| *x).fold(1.0, f64::max);
    let highest = points().map(|(_, y)| *y).fold(f64::MIN_POSITIVE, f64::max);
    let root = SVGBackend::new(path, (WIDTH, 320)).into_drawing_area();
    let draw = |error| anyhow!("cannot draw {}: {error}", path.display());
    root.fill(&WHITE).map_err(draw)?;
    let mut chart = ChartBuilder::on(&root)
        .caption(title, ("sans-serif", 16))
        .margin(12)
        .x_label_area_size(36)
        .y_label_area_size(64)
        .build_cartesian_2d(0.0..furthest * 1.05, 0.0..highest * 1.1)
        .map_err(draw)?;
    chart.configure_mesh().x_desc(across).y_desc(up).light_line_style(WHITE).draw().map_err(draw)?;
    for (index, (name, points)) in series.iter().enumerate() {
        let color = COLORS.get(index).copied().unwrap_or(THEIRS);
        chart.draw_series(LineSeries::new(points.iter().copied(), color.stroke_width(2))).map_err(draw)?;
        chart.draw_series(points.iter().map(|point| Circle::new(*point, 3, color.filled()))).map_err(draw)?;
        if let Some(last) = points.last() {
            let style = ("sans-serif", 13).into_font().color(&color).pos(Pos::new(HPos::Right, VPos::Bottom));
            chart.draw_series([Text::new(name.clone(), *last, style)]).map_err(draw)?;
        }
    }
    root.present().map_err(draw)
}
