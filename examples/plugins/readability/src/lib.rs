// SPDX-License-Identifier: 0BSD
//! readability - how hard a text is to read, by the Reading Ease of Flesch ("A
//! new readability yardstick", 1948): 206.835 - 1.015 words per sentence - 84.6
//! syllables per word.  100 is very easy, 30 is for scholars.
//!
//! Syllables are counted as groups of vowels; a silent e at the end is none.
#[macro_use]
mod stemma;

use std::mem::size_of;
use std::os::raw::c_void;
use std::ptr::null;
use stemma::*;

row! {
    /// One row for each document that is long enough.  It has no place in it.
    pub struct Ease, FIELDS {
        ease: f64 => field(F64, c!(""), c!("Flesch Reading Ease; more is easier")),
        sentence_length: f64 =>
            field(F64, c!("words"), c!("words per sentence")),
        word_length: f64 => field(F64, c!("syllables"), c!("syllables per word")),
        words: u32 => field(U32, c!("words"), c!("how many the text has")),
        sentences: u32 => field(U32, c!("sentences"), c!("how many the text has")),
    }
}

static LAYER: Layer = Layer {
    size: size_of::<Layer>() as u32,
    version: 1,
    name: c!("org.example.readability"),
    summary: c!("how hard a text is to read"),
    fields: list(&FIELDS),
    row_size: size_of::<Ease>() as u32,
    flags: LAYER_SORTED,
};

static READS: [Port; 2] = [
    Port { layer: &TOKEN_LAYER, role: null(), min_version: 0, flags: 0 },
    Port { layer: &SENTENCE_LAYER, role: null(), min_version: 0, flags: 0 },
];
static WRITES: [Port; 1] =
    [Port { layer: &LAYER, role: null(), min_version: 0, flags: 0 }];

settings! {
    pub struct Settings, OPTIONS {
        min_words: i64 => option_number(
            OPTION_INT, c!("min-words"), c!("30"), 1.0, 1000000.0, c!("words"),
            c!("say nothing of texts that are shorter")),
    }
}

const fn metric(name: *const std::os::raw::c_char,
                summary: *const std::os::raw::c_char, reduce: u32) -> Metric {
    Metric {
        name,
        summary,
        unit: c!(""),
        layer: c!("org.example.readability"),
        field: c!("ease"),
        where_: null(),
        equals: 0,
        reduce: reduce as u16,
        flags: 0,
    }
}
static METRICS: [Metric; 2] = [
    metric(c!("mean"), c!("Reading Ease of the documents"), MEAN),
    metric(c!("min"), c!("Reading Ease of the hardest document"), MIN),
];

/// Groups of vowels, at least one.
fn count_syllables(word: &str) -> u32 {
    let letters = word.as_bytes();
    let vowel = |byte: &u8| b"aeiouyAEIOUY".contains(byte);
    let mut count = 0;
    let mut before = false;

    for byte in letters {
        let now = vowel(byte);
        count += u32::from(now && !before);
        before = now;
    }
    let silent = matches!(letters, [.., a, b'e' | b'E']
                          if !vowel(a) && !matches!(a, b'l' | b'L'));
    (count - u32::from(silent && count > 1)).max(1)
}

/// What a text comes to.
#[derive(Default)]
struct Counts {
    words: u32,
    syllables: u32,
    sentences: u32,
}

impl Counts {
    fn row(&self) -> Ease {
        let sentence_length = f64::from(self.words) / f64::from(self.sentences);
        let word_length = f64::from(self.syllables) / f64::from(self.words);

        Ease {
            row: Row { begin: 0, end: 0, present: 0, reserved: 0 },
            ease: 206.835 - 1.015 * sentence_length - 84.6 * word_length,
            sentence_length,
            word_length,
            words: self.words,
            sentences: self.sentences,
        }
    }
}

/// Only sentences with a word count.
unsafe fn count(call: &Call) -> Counts {
    let mut counts = Counts::default();
    let mut last = NO_ROW;

    for token in call.rows::<Token>(0).filter(|one| one.kind == TOKEN_WORD) {
        let place = token.row.begin as usize..token.row.end as usize;

        counts.words += 1;
        counts.syllables += count_syllables(&call.text()[place]);
        counts.sentences += u32::from(token.sentence != last);
        last = token.sentence;
    }
    counts
}

unsafe extern "C" fn process(chosen: *const c_void, _worker: *mut c_void,
                             job: *const Job, error: *mut Error) -> Status {
    let settings = &*(chosen as *const Settings);
    let call = Call::new(job);

    guarded(error, || {
        let counts = count(&call);

        if i64::from(counts.words) >= settings.min_words {
            call.output(0).put(&counts.row())?;
        }
        Ok(())
    })
}

unsafe extern "C" fn open(_stage: *const Stage, _host: *const Host,
                          chosen: *const c_void, state: *mut *mut c_void,
                          _error: *mut Error) -> Status {
    *state = chosen as *mut c_void;
    OK
}

unsafe extern "C" fn close(_state: *mut c_void) {}

static LIFE: Life = Life {
    size: size_of::<Life>() as u32,
    reserved: 0,
    open: Some(open),
    close: Some(close),
    worker_open: None,
    worker_close: None,
};
static MAP: Map = Map {
    size: size_of::<Map>() as u32,
    reserved: 0,
    process: Some(process),
};
static STAGE: Stage = Stage {
    size: size_of::<Stage>() as u32,
    flags: 0,
    id: c!("readability"),
    version: c!("1.0.0"),
    summary: c!("tells how hard a text is to read"),
    url: c!(""),
    reads: list(&READS),
    writes: list(&WRITES),
    options: list(&OPTIONS),
    options_size: size_of::<Settings>() as u32,
    reserved: 0,
    carries: null(),
    life: &LIFE,
    map: &MAP,
    group: null(),
    fold: null(),
    chain: null(),
    metrics: list(&METRICS),
};
static STAGES: [&Stage; 1] = [&STAGE];
static MODULE: Module = Module {
    size: size_of::<Module>() as u32,
    epoch: EPOCH as u16,
    minor: MINOR as u16,
    needs_minor: NEEDS_MINOR as u16,
    reserved: 0,
    reserved2: 0,
    id: c!("org.example.readability"),
    version: c!("1.0.0"),
    license: c!("0BSD"),
    vendor: c!("Example"),
    url: c!(""),
    stages: list(&STAGES),
};
note!("org.example.readability", "1.0.0", "0BSD");

#[no_mangle]
pub extern "C" fn stemma_module_v1() -> *const Module {
    &MODULE
}

#[cfg(test)]
mod tests {
    use super::count_syllables;

    #[test]
    fn syllables_are_groups_of_vowels() {
        for (word, count) in [("bridge", 1), ("harbour", 2), ("table", 2),
                              ("ministry", 3), ("the", 1), ("by", 1),
                              ("hmm", 1), ("reportedly", 4)] {
            assert_eq!(count_syllables(word), count, "{word}");
        }
    }
}
