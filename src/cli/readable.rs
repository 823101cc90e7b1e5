//! A card as lines for a terminal: a view in, text out.

use phaseout::{https, locale::Piece, view::View, words};

/// The card as lines for a terminal.
pub(super) fn readable(view: &View) -> String {
    let headline = format!("{}: {}", view.product.1, view.headline);
    let mut lines = vec![view.title.1.to_owned(), String::new(), headline, words(&view.sentence), String::new()];
    for row in view.announced.known().into_iter().chain(&view.rows) {
        let relative = if row.relative.is_empty() { String::new() } else { format!(" ({})", row.relative) };
        lines.push(format!("{}: {}{relative}", row.label, row.date));
        lines.extend(row.moved.iter().map(|moved| format!("  {moved}")));
        lines.extend(row.detail.iter().map(|detail| format!("  {}", words(detail))));
    }
    if let Some(clock) = view.countdown.known() {
        lines.push(format!("{}: {}", clock.label, clock.spoken));
    }
    lines.push(format!("{}: {}", view.action.label, words(&view.action.sentence)));
    for list in [&view.action.steps, &view.notes, &view.sources].into_iter().flatten() {
        lines.push(String::new());
        lines.push(format!("{}:", list.label));
        lines.extend(list.entries.iter().map(|entry| format!("- {}{}", words(entry), addresses(entry))));
    }
    lines.extend(view.stale.known().into_iter().map(|stale| format!("\n{}{}", words(stale), addresses(stale))));
    lines.extend([String::new(), view.as_of.to_string(), String::new()]);
    lines.join("\n")
}

fn addresses(sentence: &[Piece]) -> String {
    let url = |piece: &Piece| match piece {
        Piece::Link { url, .. } if !https(url).is_empty() => Some(format!(" <{url}>")),
        _ => None,
    };
    sentence.iter().filter_map(url).collect()
}
