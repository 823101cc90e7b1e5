//! `picture`: what is printed, what is written, and what is said where a picture cannot be made.

use std::{fs, path::Path, process::Command};

use super::{PREMIUM, Run, folder, run};

const DAY: [&str; 2] = ["--now", "2024-09-27"];

#[test]
fn an_svg_is_printed_or_written_and_its_alternative_text_said() {
    let svg = picture(&[]);
    assert!(svg.code == 0 && svg.out.starts_with("<svg ") && svg.out.ends_with("</svg>\n"), "{svg:?}");
    let alt = picture(&["--alt"]).out;
    assert!(
        alt.starts_with("US ban on sales of Kaspersky software: Kaspersky Premium · Updates end in 2 days · "),
        "{alt}"
    );
    assert_eq!(alt.lines().count(), 1, "{alt}");
    let file = folder("picture").join("card.svg");
    let path = file.to_str().expect("UTF-8");
    let written = picture(&["--out", path]);
    assert_eq!((written.code, written.out), (0, format!("{path} is written\nAlternative text: {alt}")));
    assert_eq!(fs::read_to_string(&file).expect("a file"), svg.out);
}

#[test]
fn a_png_has_its_size_and_its_alternative_text_or_the_letters_are_named_that_no_font_has() {
    let file = folder("picture-png").join("card.PNG");
    let written = picture(&["--size", "square", "--out", file.to_str().expect("UTF-8")]);
    // A system may have no font at all.
    if written.code != 0 {
        assert!(written.error.starts_with("phaseout: no font of this system has the letters "), "{written:?}");
        return;
    }
    let png = fs::read(&file).expect("a file");
    let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().expect("a PNG");
    assert_eq!((reader.info().width, reader.info().height), (1080, 1080));
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("an image");
    reader.finish().expect("all of it");
    let [text] = &reader.info().utf8_text[..] else { panic!("one text") };
    assert_eq!(text.keyword, "Description");
    assert_eq!(format!("{}\n", text.get_text().expect("UTF-8")), picture(&["--alt"]).out);
    assert_eq!(pixels[..3], [0x8a, 0x47, 0x00], "the colour of a week");
    assert!(pixels.chunks_exact(3).any(|pixel| pixel == [0x1b, 0x1b, 0x19]), "there are letters");
}

#[test]
fn a_letter_that_no_font_has_is_named_and_nothing_is_written() {
    // A letter for private use: no font of a system has it.
    let file = folder("picture-letters").join("card.png");
    let name = "Kaspersky \u{10FFF0}";
    let refused = run(&["picture", "--product", name, "--out", file.to_str().expect("UTF-8")]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.error.starts_with("phaseout: no font of this system has the letters "), "{}", refused.error);
    assert!(refused.error.lines().count() == 1 && !file.exists(), "{}", refused.error);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let path = folder("picture-refused").join("no-such-folder/card.svg");
    let refused = picture(&["--out", path.to_str().expect("UTF-8")]);
    assert_eq!(refused.code, 1);
    assert!(refused.error.starts_with(&format!("{}: cannot be written: ", path.display())), "{}", refused.error);
}

#[test]
fn a_png_can_be_printed() {
    let output = Command::new(env!("CARGO_BIN_EXE_phaseout"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(["picture", PREMIUM[0], PREMIUM[1], "--png"])
        .output()
        .expect("the command line runs");
    assert!(output.stdout.starts_with(b"\x89PNG") != output.stderr.starts_with(b"phaseout: no font"), "{output:?}");
}

fn picture(arguments: &[&str]) -> Run {
    run(&[&["picture"], &PREMIUM[..], &DAY, arguments].concat())
}
