row! {
    /// What the stage finds are rows of a layer.  A row begins with its place in
    /// the text; then come your members, each with its meaning: reports, checks
    /// and `stemma plugins info` are made from this.
    pub struct LongWord, FIELDS {
        letters: u32 => field(U32, c!("characters"), c!("how long it is")),
    }
}

/// A layer's name has a dot in it; those without are stemma's own.  The version
/// grows by one with each field that you append.
static LAYER: Layer = Layer {
    size: size_of::<Layer>() as u32,
    version: 1,
    name: c!("org.example.my-plugin.word"),
    summary: c!("words that are long"),
    fields: list(&FIELDS),
    row_size: size_of::<LongWord>() as u32,
    flags: LAYER_SORTED,
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
        min_length: i64 => option_number(
            OPTION_INT, c!("min-length"), c!("12"), 1.0, 1000.0,
            c!("characters"), c!("leave out words that are shorter")),
    }
}

/// Numbers about a run, for [fail-if] and reports: "my-plugin.count".
static METRICS: [Metric; 1] = [Metric {
    name: c!("count"),
    summary: c!("long words"),
    unit: c!("words"),
    layer: c!("org.example.my-plugin.word"),
    field: null(),
    where_: null(),
    equals: 0,
    reduce: COUNT as u16,
    flags: 0,
}];

/// One document.  Called from many threads at once: nothing static, no output,
/// no allocation for each token.
unsafe extern "C" fn process(chosen: *const c_void, _worker: *mut c_void,
                             job: *const Job, error: *mut Error) -> Status {
    let settings = &*(chosen as *const Settings);
    let call = Call::new(job);

    guarded(error, || {
        for token in call.rows::<Token>(0) {
            let word = &call.text()[token.row.begin as usize
                                    ..token.row.end as usize];
            let letters = word.chars().count() as u32;

            if token.kind == TOKEN_WORD && i64::from(letters) >= settings.min_length {
                let row = Row { present: 0, ..token.row };
                call.output(0).put(&LongWord { row, letters })?;
            }
        }
        Ok(())
    })
}

static MAP: Map = Map {
    size: size_of::<Map>() as u32,
    reserved: 0,
    process: Some(process),
};
