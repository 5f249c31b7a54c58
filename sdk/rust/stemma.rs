// SPDX-License-Identifier: 0BSD
//! What a plugin in Rust needs beside the ABI itself (`abi`): tables written in
//! one line for each member, and safe hands for texts, rows and failures.
//!
//! Nothing here is part of the ABI: it is compiled into the plugin.  It needs
//! the standard library alone, of Rust 1.63 or later.
#![allow(dead_code, unused_macros, unused_imports)]
#[macro_use]
pub mod abi;
pub use abi::*;

use std::cell::RefCell;
use std::marker::PhantomData;
use std::mem::size_of;
use std::os::raw::{c_char, c_void};
use std::panic::{catch_unwind, set_hook, AssertUnwindSafe};
use std::ptr::null;
use std::sync::Once;

/// What goes wrong in a stage: the status, and one line for the user.
pub struct Failure(pub Status, pub String);
pub type Done = Result<(), Failure>;

/// A status of the host's, which goes back to it as it is.
fn checked(status: Status) -> Done {
    match status {
        OK => Ok(()),
        _ => Err(Failure(status, String::new())),
    }
}

thread_local! {
    /// What the last panic of this thread had to say.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Rust would write a panic to standard error, with a backtrace that it reads
/// from files: neither is allowed here.  The hook is this plugin's own, as each
/// shared object has its own standard library.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();

    ONCE.call_once(|| set_hook(Box::new(|panic| {
        let said = panic.payload();
        let words = said.downcast_ref::<&str>().copied()
            .or_else(|| said.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("it panicked");
        let place = panic.location().map_or(String::new(), |place| {
            format!("panic at {}:{}: ", place.file(), place.line())
        });
        PANIC.with(|last| last.replace(place + words));
    })));
}

/// Runs `work`; its failure, or its panic, becomes what the host gets.  No panic
/// may leave a function that the host calls.
///
/// # Safety
/// `error` is the host's, of the running call.
pub unsafe fn guarded(error: *mut Error, work: impl FnOnce() -> Done) -> Status {
    keep_panics_quiet();
    let failure = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return OK,
        Ok(Err(failure)) => failure,
        Err(_) => Failure(E_INTERNAL, PANIC.with(RefCell::take).replace('\n', " ")),
    };
    if let (Some(error), false) = (error.as_mut(), failure.1.is_empty()) {
        let room = error.message.len() - 1;
        let mut end = failure.1.len().min(room);
        while !failure.1.is_char_boundary(end) {
            end -= 1;
        }
        for (to, from) in error.message.iter_mut().zip(failure.1[..end].bytes()) {
            *to = from as c_char;
        }
        error.message[end] = 0;
        error.code = failure.0;
    }
    failure.0
}

/// The rows of a table.  It steps by the stride, since the host's rows may be
/// longer than ours.
pub struct Rows<'a, T> {
    list: List,
    next: u32,
    lives: PhantomData<&'a T>,
}

impl<'a, T> Rows<'a, T> {
    /// # Safety
    /// The list holds rows that begin with a `T`, and lives as long as 'a.
    pub unsafe fn new(list: List) -> Self {
        Rows { list, next: 0, lives: PhantomData }
    }
}

impl<'a, T> Iterator for Rows<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        if self.next == self.list.count {
            return None;
        }
        let at = self.next as usize * self.list.stride as usize;
        self.next += 1;
        Some(unsafe { &*(self.list.items as *const u8).add(at).cast() })
    }
}

/// The call that is running: its document, inputs and outputs.
pub struct Call<'a>(&'a Job);

impl<'a> Call<'a> {
    /// # Safety
    /// `job` is the host's, of the running call.
    pub unsafe fn new(job: *const Job) -> Self {
        Call(&*job)
    }

    /// The document's text, "" in a call without a document.  The host promises
    /// valid UTF-8.
    pub fn text(&self) -> &'a str {
        unsafe {
            self.0.doc.as_ref().map_or("", |doc| {
                std::str::from_utf8_unchecked(std::slice::from_raw_parts(
                    doc.text.cast(), doc.length as usize))
            })
        }
    }

    /// The rows of input number `input` of the stage's reads; none where an
    /// optional one is absent.
    ///
    /// # Safety
    /// `T` is the row of that layer.
    pub unsafe fn rows<T>(&self, input: usize) -> Rows<'a, T> {
        let none = List { items: null(), count: 0, stride: 0 };
        let table = (*self.0.inputs.add(input)).as_ref();
        Rows::new(table.map_or(none, |table| table.rows))
    }

    /// The writer of output number `output` of the stage's writes.
    pub fn output(&self, output: usize) -> Out<'a> {
        assert!(output < self.0.output_count as usize);
        unsafe { Out::new(*self.0.outputs.add(output)) }
    }
}

/// Where rows go.
pub struct Out<'a>(*mut Writer, PhantomData<&'a Writer>);

impl<'a> Out<'a> {
    /// # Safety
    /// `writer` is the host's, of the running call.
    pub unsafe fn new(writer: *mut Writer) -> Self {
        Out(writer, PhantomData)
    }

    /// Appends one row, which is copied.
    ///
    /// # Safety
    /// `T` is the row of this writer's layer.
    pub unsafe fn put<T>(&self, row: &T) -> Done {
        let items = row as *const T as *const c_void;
        let list = List { items, count: 1, stride: size_of::<T>() as u32 };
        checked(((*self.0).append.unwrap())(self.0, list))
    }

    /// Puts a text into the table's pool, for rows of this writer.
    pub fn intern(&self, text: &str) -> Str {
        unsafe {
            ((*self.0).intern.unwrap())(self.0, text.as_ptr().cast(),
                                        text.len() as u32)
        }
    }
}

/// Where scatter of a group stage files its rows.
pub struct Files<'a>(*mut Emitter, PhantomData<&'a Emitter>);

impl<'a> Files<'a> {
    /// # Safety
    /// `emitter` is the host's, of the running call.
    pub unsafe fn new(emitter: *mut Emitter) -> Self {
        Files(emitter, PhantomData)
    }

    pub fn rows(&self) -> Out<'a> {
        unsafe { Out::new((*self.0).rows) }
    }

    /// Files the last row under `key`.
    pub fn key(&self, key: Key) -> Done {
        unsafe { checked(((*self.0).key.unwrap())(self.0, key)) }
    }
}

/// The bytes of a pooled string of `table`.
///
/// # Safety
/// `table` is the host's, of the running call, and `text` one of its strings.
pub unsafe fn pooled<'a>(table: *const Table, text: Str) -> &'a str {
    let bytes = (*table).pool.add(text.offset as usize).cast();
    std::str::from_utf8_unchecked(std::slice::from_raw_parts(
        bytes, text.length as usize))
}

/// Writes bytes of a state.
///
/// # Safety
/// `output` is the host's, of the running call.
pub unsafe fn write(output: *mut Output, bytes: &[u8]) -> Done {
    checked(((*output).write.unwrap())(output, bytes.as_ptr().cast(),
                                       bytes.len() as u32))
}

/// A number, a string or another field without choices or target.
pub const fn field(type_: u32, unit: *const c_char, summary: *const c_char) -> Field {
    Field { name: null(), summary, choices: null(), target: null(), unit,
            offset: 0, type_: type_ as u16, flags: 0, bit: 0, reserved: 0 }
}

/// The same, with a bit of `present` that says whether it is set.
pub const fn field_or_null(type_: u32, unit: *const c_char, bit: u32,
                           summary: *const c_char) -> Field {
    Field { flags: FIELD_NULLABLE as u16, bit, ..field(type_, unit, summary) }
}

/// REF, RANGE or ROW into the layer `target`.
pub const fn field_link(type_: u32, target: *const c_char,
                        summary: *const c_char) -> Field {
    Field { target, ..field(type_, c!(""), summary) }
}

/// An option with its default as a user would write it.
pub const fn option(type_: u32, name: *const c_char, fallback: *const c_char,
                    summary: *const c_char) -> StageOption {
    StageOption { name, summary, fallback, choices: null(), unit: c!(""),
                  min: 0.0, max: 0.0, offset: 0, type_: type_ as u16, flags: 0 }
}

/// A number from `min` to `max`, in `unit`.
pub const fn option_number(type_: u32, name: *const c_char,
                           fallback: *const c_char, min: f64, max: f64,
                           unit: *const c_char,
                           summary: *const c_char) -> StageOption {
    StageOption { min, max, unit, ..option(type_, name, fallback, summary) }
}

/// A row and its fields.  Offsets are counted as C counts them; a hole, which
/// the ABI does not allow, does not compile.
///
/// ```text
/// row! {
///     /// A long word.
///     pub struct LongWord, FIELDS {
///         letters: u32 => field(U32, c!("characters"), c!("how long it is")),
///     }
/// }
/// ```
#[macro_export]
macro_rules! row {
    ($(#[$about:meta])* pub struct $name:ident, $fields:ident {
        $($member:ident: $type:ty => $field:expr,)+
    }) => {
        $(#[$about])*
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct $name {
            pub row: $crate::stemma::Row,
            $(pub $member: $type,)+
        }
        pub static $fields: [$crate::stemma::Field;
                             [$(stringify!($member)),+].len()] = {
            let at = ::std::mem::size_of::<$crate::stemma::Row>();
            $(let $member = at; let at = at + ::std::mem::size_of::<$type>();)+
            assert!(at == ::std::mem::size_of::<$name>(),
                    "a row must have no holes");
            [$($crate::stemma::Field {
                name: c!(stringify!($member)),
                offset: $member as u32,
                ..$field
            },)+]
        };
    };
}

/// The struct that the host fills in with the user's options, and the options.
#[macro_export]
macro_rules! settings {
    ($(#[$about:meta])* pub struct $name:ident, $options:ident {
        $($member:ident: $type:ty => $option:expr,)+
    }) => {
        $(#[$about])*
        #[repr(C)]
        pub struct $name {
            $(pub $member: $type,)+
        }
        pub static $options: [$crate::stemma::StageOption;
                              [$(stringify!($member)),+].len()] = {
            let at = 0usize;
            $(let $member = {
                  let align = ::std::mem::align_of::<$type>();
                  (at + align - 1) / align * align
              };
              let at = $member + ::std::mem::size_of::<$type>();)+
            let _ = at;
            [$($crate::stemma::StageOption {
                offset: $member as u32,
                ..$option
            },)+]
        };
    };
}

/// The name card, which a host reads before any code of the file runs.
#[repr(C, align(4))]
pub struct Note<const N: usize> {
    pub sizes: [u32; 3],
    pub name: [u8; 8],
    pub numbers: [u32; 4],
    pub text: [u8; N],
}

/// `text` with zeros after it.
pub const fn padded<const N: usize>(text: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    let mut i = 0;
    while i < text.len() {
        bytes[i] = text[i];
        i += 1;
    }
    bytes
}

/// Once in the crate, with literals that equal the module's members.
#[macro_export]
macro_rules! note {
    ($id:literal, $version:literal, $license:literal) => {
        const NOTE_TEXT: &[u8] =
            concat!($id, "\0", $version, "\0", $license, "\0").as_bytes();
        const NOTE_LENGTH: usize = (NOTE_TEXT.len() + 3) / 4 * 4;
        #[used]
        #[link_section = ".note.stemma"]
        static NOTE: $crate::stemma::Note<NOTE_LENGTH> = $crate::stemma::Note {
            sizes: [7, 16 + NOTE_LENGTH as u32, 1],
            name: *b"stemma\0\0",
            numbers: [$crate::stemma::EPOCH, $crate::stemma::MINOR,
                      $crate::stemma::NEEDS_MINOR, 0],
            text: $crate::stemma::padded(NOTE_TEXT),
        };
    };
}
