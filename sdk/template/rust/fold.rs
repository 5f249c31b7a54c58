use std::collections::BTreeMap;

row! {
    /// The result: one row for each length.  A row of a corpus layer has no
    /// place in a text, so its head stays zero.  Each member stands here with
    /// its meaning: reports, checks and `stemma plugins info` are made from it.
    pub struct LengthRow, FIELDS {
        letters: u32 => field(U32, c!("characters"),
            c!("the length; the last row counts the longer ones too")),
        words: u32 => field(U32, c!("words"), c!("how many have it")),
    }
}

/// A layer's name has a dot in it; those without are stemma's own.  The version
/// grows by one with each field that you append.
static LAYER: Layer = Layer {
    size: size_of::<Layer>() as u32,
    version: 1,
    name: c!("org.example.my-plugin.length"),
    summary: c!("how long the words of the corpus are"),
    fields: list(&FIELDS),
    row_size: size_of::<LengthRow>() as u32,
    flags: LAYER_CORPUS,
};

/// What goes in and out.  `token` is written by the stage "segment".
static READS: [Port; 1] =
    [Port { layer: &TOKEN_LAYER, role: null(), min_version: 0, flags: 0 }];
static WRITES: [Port; 1] =
    [Port { layer: &LAYER, role: null(), min_version: 0, flags: 0 }];

settings! {
    /// What the user can choose.  The host reads the pipeline file, checks type
    /// and range, and fills in this struct.
    pub struct Settings, OPTIONS {
        longest: i64 => option_number(
            OPTION_INT, c!("longest"), c!("20"), 1.0, 1000.0,
            c!("characters"), c!("words longer than this count as this long")),
    }
}

/// Numbers about a run, for [fail-if] and reports: "my-plugin.words".
static METRICS: [Metric; 1] = [Metric {
    name: c!("words"),
    summary: c!("words of the corpus"),
    unit: c!("words"),
    layer: c!("org.example.my-plugin.length"),
    field: c!("words"),
    where_: null(),
    equals: 0,
    reduce: SUM as u16,
    flags: 0,
}];

/// The state: words by length, of the documents seen so far.  The host keeps one
/// for each thread and merges them, so nothing here may depend on the order of
/// the documents.
type Counts = BTreeMap<u32, u32>;

/// An empty state, which changes nothing when it is merged.
unsafe extern "C" fn start(_chosen: *const c_void, state: *mut *mut c_void,
                           _error: *mut Error) -> Status {
    *state = Box::into_raw(Box::new(Counts::new())).cast();
    OK
}

/// One document.  A failure would have to leave the state as it was.
unsafe extern "C" fn add(chosen: *const c_void, _worker: *mut c_void,
                         state: *mut c_void, job: *const Job,
                         error: *mut Error) -> Status {
    let longest = (*(chosen as *const Settings)).longest as u32;
    let counts = &mut *(state as *mut Counts);
    let call = Call::new(job);

    guarded(error, || {
        for token in call.rows::<Token>(0) {
            let word = &call.text()[token.row.begin as usize
                                    ..token.row.end as usize];

            if token.kind == TOKEN_WORD {
                let letters = word.chars().count() as u32;
                *counts.entry(letters.min(longest)).or_insert(0) += 1;
            }
        }
        Ok(())
    })
}

/// Takes over what another thread counted.
unsafe extern "C" fn merge(_chosen: *const c_void, _worker: *mut c_void,
                           into: *mut c_void, from: *mut c_void,
                           error: *mut Error) -> Status {
    let from = &*(from as *const Counts);
    let into = &mut *(into as *mut Counts);

    guarded(error, || {
        for (letters, words) in from {
            *into.entry(*letters).or_insert(0) += words;
        }
        Ok(())
    })
}

/// What the state costs, about, for the user's max-memory.
unsafe extern "C" fn bytes(_chosen: *const c_void, state: *const c_void) -> u64 {
    (*(state as *const Counts)).len() as u64 * 32
}

/// The state as bytes, and back: how many pairs, and the pairs.  The map keeps
/// its items in order, so equal states give equal bytes.
unsafe extern "C" fn save(_chosen: *const c_void, state: *const c_void,
                          output: *mut Output, error: *mut Error) -> Status {
    let counts = &*(state as *const Counts);

    guarded(error, || {
        write(output, &(counts.len() as u64).to_le_bytes())?;
        for (letters, words) in counts {
            write(output, &letters.to_le_bytes())?;
            write(output, &words.to_le_bytes())?;
        }
        Ok(())
    })
}

unsafe extern "C" fn load(_chosen: *const c_void, saved: *const c_void,
                          length: u64, state: *mut *mut c_void,
                          error: *mut Error) -> Status {
    guarded(error, || {
        let none = || Failure(E_INPUT, "these are no saved counts".into());
        if length < 8 || length % 8 != 0 {
            return Err(none());
        }
        let bytes = std::slice::from_raw_parts(saved as *const u8, length as usize);
        let (size, pairs) = bytes.split_at(8);
        if u64::from_le_bytes(size.try_into().unwrap()) != pairs.len() as u64 / 8 {
            return Err(none());
        }
        let number = |four: &[u8]| u32::from_le_bytes(four.try_into().unwrap());
        let counts: Counts = pairs.chunks(8)
            .map(|pair| (number(&pair[..4]), number(&pair[4..])))
            .collect();

        *state = Box::into_raw(Box::new(counts)).cast();
        Ok(())
    })
}

/// All documents are in: the result.
unsafe extern "C" fn finish(_chosen: *const c_void, _worker: *mut c_void,
                            state: *mut c_void, job: *const Job,
                            error: *mut Error) -> Status {
    let call = Call::new(job);

    guarded(error, || {
        for (&letters, &words) in &*(state as *const Counts) {
            let row = Row { begin: 0, end: 0, present: 0, reserved: 0 };
            call.output(0).put(&LengthRow { row, letters, words })?;
        }
        Ok(())
    })
}

unsafe extern "C" fn drop_state(_chosen: *const c_void, state: *mut c_void) {
    drop(Box::from_raw(state as *mut Counts));
}

static FOLD: Fold = Fold {
    size: size_of::<Fold>() as u32,
    reserved: 0,
    start: Some(start),
    add: Some(add),
    merge: Some(merge),
    bytes: Some(bytes),
    save: Some(save),
    load: Some(load),
    finish: Some(finish),
    drop: Some(drop_state),
};
