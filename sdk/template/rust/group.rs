use std::collections::BTreeSet;

row! {
    /// What a document files under a key: the sentence itself.  The host sorts
    /// and keeps these rows, on disk when they are many, so they are small.
    pub struct Carried, CARRIED_FIELDS {
        text: Str => field(STR, c!(""), c!("the sentence")),
    }
}
static CARRIED: Layer = Layer {
    size: size_of::<Layer>() as u32,
    version: 1,
    name: c!("org.example.my-plugin.filed"),
    summary: c!("sentences on their way"),
    fields: list(&CARRIED_FIELDS),
    row_size: size_of::<Carried>() as u32,
    flags: 0,
};

row! {
    /// The result: one row for each place where a repeated sentence stands.
    /// Each member stands here with its meaning: reports, checks and `stemma
    /// plugins info` are made from it.
    pub struct Repeat, FIELDS {
        doc: u32 => field(DOC, c!(""), c!("the document it stands in")),
        documents: u32 => field(U32, c!("documents"),
            c!("how many documents have it")),
        text: Str => field(STR, c!(""), c!("the sentence")),
    }
}

/// A layer's name has a dot in it; those without are stemma's own.  The version
/// grows by one with each field that you append.
static LAYER: Layer = Layer {
    size: size_of::<Layer>() as u32,
    version: 1,
    name: c!("org.example.my-plugin.repeat"),
    summary: c!("sentences of more than one document"),
    fields: list(&FIELDS),
    row_size: size_of::<Repeat>() as u32,
    flags: LAYER_CORPUS,
};

/// What goes in and out.  `sentence` is written by the stage "segment".
static READS: [Port; 1] =
    [Port { layer: &SENTENCE_LAYER, role: null(), min_version: 0, flags: 0 }];
static WRITES: [Port; 1] =
    [Port { layer: &LAYER, role: null(), min_version: 0, flags: 0 }];

settings! {
    /// What the user can choose.  The host reads the pipeline file, checks type
    /// and range, and fills in this struct.
    pub struct Settings, OPTIONS {
        min_length: i64 => option_number(
            OPTION_INT, c!("min-length"), c!("20"), 1.0, 100000.0,
            c!("bytes"), c!("leave out sentences that are shorter")),
    }
}

/// Numbers about a run, for [fail-if] and reports: "my-plugin.count".
static METRICS: [Metric; 1] = [Metric {
    name: c!("count"),
    summary: c!("places of repeated sentences"),
    unit: c!("sentences"),
    layer: c!("org.example.my-plugin.repeat"),
    field: null(),
    where_: null(),
    equals: 0,
    reduce: COUNT as u16,
    flags: 0,
}];

/// The key of a sentence: FNV-1a, twice.  Two sentences may share it, so gather
/// compares the words as well.
fn key_of(text: &str) -> Key {
    let mut key = Key { high: 0x84222325cbf29ce4, low: 0xcbf29ce484222325 };

    for byte in text.bytes() {
        key.low = (key.low ^ u64::from(byte)).wrapping_mul(0x100000001b3);
        key.high = key.high.wrapping_add(u64::from(byte))
            .wrapping_mul(0x100000001b3);
    }
    key
}

/// One document: files each sentence under its key.
unsafe extern "C" fn scatter(chosen: *const c_void, _worker: *mut c_void,
                             job: *const Job, emitter: *mut Emitter,
                             error: *mut Error) -> Status {
    let settings = &*(chosen as *const Settings);
    let call = Call::new(job);
    let files = Files::new(emitter);

    guarded(error, || {
        for sentence in call.rows::<Sentence>(0) {
            let text = &call.text()[sentence.row.begin as usize
                                    ..sentence.row.end as usize];

            if (text.len() as i64) < settings.min_length {
                continue;
            }
            let row = Row { present: 0, ..sentence.row };
            files.rows().put(&Carried { row, text: files.rows().intern(text) })?;
            files.key(key_of(text))?;
        }
        Ok(())
    })
}

/// All sentences of one key, from all documents.  Those whose words differ from
/// the first one's only share its key by chance, and are left out.
unsafe extern "C" fn gather(_chosen: *const c_void, _worker: *mut c_void,
                            job: *const Job, _key: Key, members: *const Table,
                            origins: List, error: *mut Error) -> Status {
    let call = Call::new(job);
    let places = || Rows::<Carried>::new((*members).rows)
        .zip(Rows::<Ref>::new(origins))
        .map(|(one, origin)| (one.row, origin.doc, pooled(members, one.text)));

    guarded(error, || {
        let first = places().next().map_or("", |place| place.2);
        let documents: BTreeSet<u32> = places()
            .filter(|place| place.2 == first)
            .map(|place| place.1)
            .collect();

        if documents.len() < 2 {
            return Ok(());
        }
        for (row, doc, text) in places().filter(|place| place.2 == first) {
            let out = call.output(0);
            let text = out.intern(text);
            out.put(&Repeat { row, doc, documents: documents.len() as u32, text })?;
        }
        Ok(())
    })
}

static GROUP: Group = Group {
    size: size_of::<Group>() as u32,
    max_members: 0,
    scatter: Some(scatter),
    gather: Some(gather),
};
