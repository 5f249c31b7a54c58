// SPDX-License-Identifier: 0BSD
//! Runs stemma with this plugin over the texts in test/, and compares the rows.
//! Cargo builds no shared object for a test: `cargo build --release` does.
use std::path::Path;
use std::process::Command;

#[test]
fn rows_are_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let this = std::env::current_exe().unwrap();
    // This is target/PROFILE/deps/rows-NUMBER.
    let folder = this.ancestors().nth(3).unwrap().join("release");

    assert!(folder.join("libmy_plugin.so").exists(),
            "run `cargo build --release` first");
    let done = Command::new(root.join("test/run.sh")).arg(folder).status();
    assert!(done.expect("sh").success());
}
