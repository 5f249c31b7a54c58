
/// Once for each stage of a pipeline that names this plugin.  What goes into
/// *state is constant from here on, for many threads read it; the settings live
/// until close, and are all that this plugin needs.
unsafe extern "C" fn open(_stage: *const Stage, _host: *const Host,
                          chosen: *const c_void, state: *mut *mut c_void,
                          _error: *mut Error) -> Status {
    *state = chosen as *mut c_void;
    OK
}

/// Frees what open made: nothing.
unsafe extern "C" fn close(_state: *mut c_void) {}

// The parts, tied together.  Each struct begins with its size, so that a host of
// another version knows how far it reaches.
static LIFE: Life = Life {
    size: size_of::<Life>() as u32,
    reserved: 0,
    open: Some(open),
    close: Some(close),
    worker_open: None,
    worker_close: None,
};
static STAGE: Stage = Stage {
    size: size_of::<Stage>() as u32,
    flags: 0,
    id: c!("my-plugin"),
    version: c!("0.1.0"),
    summary: c!("@summary@"),
    url: c!(""),
    reads: list(&READS),
    writes: list(&WRITES),
    options: list(&OPTIONS),
    options_size: size_of::<Settings>() as u32,
    reserved: 0,
    carries: @rustcarries@,
    life: &LIFE,
    map: @rustmap@,
    group: @rustgroup@,
    fold: @rustfold@,
    chain: null(),
    metrics: list(&METRICS),
};
static STAGES: [&Stage; 1] = [&STAGE];

/// The file as a whole.  Its id is a domain of yours, turned round, and the
/// plugin's name; its version grows with each release.
static MODULE: Module = Module {
    size: size_of::<Module>() as u32,
    epoch: EPOCH as u16,
    minor: MINOR as u16,
    needs_minor: NEEDS_MINOR as u16,
    reserved: 0,
    reserved2: 0,
    id: c!("org.example.my-plugin"),
    version: c!("0.1.0"),
    license: c!("0BSD"),
    vendor: c!(""),
    url: c!(""),
    stages: list(&STAGES),
};

// The same id, version and licence once more, where a host can read them before
// any code of this file runs.
note!("org.example.my-plugin", "0.1.0", "0BSD");

/// The one symbol that a plugin exports.
#[no_mangle]
pub extern "C" fn stemma_module_v1() -> *const Module {
    &MODULE
}
