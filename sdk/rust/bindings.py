#!/usr/bin/env python3
# SPDX-License-Identifier: 0BSD
"""Writes the ABI in Rust, from the C headers: bindings.py INCLUDE abi.rs

Structs keep their members and their order, so #[repr(C)] gives them the layout
of C.  A name loses its stemma_ (Row, STR), and one that is a word of Rust gets
a "_" after it.  Numbers, and the built-in layers with their fields, are what a
C compiler says of them.  The build runs this, so that what `stemma new` gives
out cannot drift from the headers.
"""
import os
import re
import subprocess
import sys
import tempfile
import textwrap

HEADERS = ["abi.h", "schema.h", "option.h", "host.h", "plugin.h", "ext/log.h",
           "ext/memory.h", "ext/progress.h", "ext/resource.h", "layers.h"]
STRUCT = re.compile(r"^((?:/\*(?:[^*]|\*(?!/))*\*/\n)?)typedef struct (\w+) \{\n"
                    r"(.*?)^\} \2;", re.M | re.S)
FUNCTION = re.compile(r"^(.*?)\(\*(\w+)\)\s*\((.*)\)$", re.S)
SCALARS = {"uint16_t": "u16", "int16_t": "i16", "uint32_t": "u32",
           "int32_t": "i32", "uint64_t": "u64", "int64_t": "i64",
           "double": "f64", "char": "c_char", "void": "c_void",
           "stemma_status": "Status"}
KEYWORDS = {word: word + "_" for word in ("type", "where", "impl", "self")}
# Option is Rust's own.
TYPES = {"option": "StageOption"}
NEGATIVE = re.compile(r"^STEMMA_(OK|CANCELLED|E_\w+)$")


def plain(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def type_name(name):
    if name in SCALARS:
        return SCALARS[name]
    short = name.removeprefix("stemma_")
    return TYPES.get(short) or "".join(word.title()
                                       for word in short.split("_"))


def rust_type(text):
    """A C type without its name, such as "const char *const *"."""
    words = re.findall(r"\w+|\*", text.replace("struct ", ""))
    constant = words[0] == "const"
    if constant:
        words = words[1:]
    result, i = type_name(words[0]), 1
    while i < len(words):
        if words[i] == "const" and words[i + 1:i + 2] == ["*"]:
            # "T const *" does not occur; this is "*const" before a star.
            constant, i = True, i + 1
            continue
        if words[i] == "*":
            result = ("*const " if constant else "*mut ") + result
            constant = words[i + 1:i + 2] == ["const"]
            i += 2 if constant else 1
            continue
        i += 1
    return result


def declaration(text):
    """(name, Rust type) of a member or an argument."""
    text = " ".join(text.split())
    function = FUNCTION.match(text)
    if function:
        arguments = [declaration(one)
                     for one in function[3].split(",") if one != "void"]
        result = rust_type(function[1]) if function[1].strip() != "void" else ""
        shown = ", ".join(f"{name}: {kind}" for name, kind in arguments)
        return (function[2], f'Option<unsafe extern "C" fn({shown})'
                             + (f" -> {result}>" if result else ">"))
    array = re.match(r"(.*?)(\w+)\[(\d+)\]$", text)
    if array:
        return array[2], f"[{rust_type(array[1])}; {array[3]}]"
    found = re.match(r"(.*?)(\w+)$", text)
    return KEYWORDS.get(found[2], found[2]), rust_type(found[1])


def split_members(body):
    return [part.strip() for part in plain(body).split(";") if part.strip()]


def struct(comment, name, body):
    words = " ".join(re.sub(r"^\s*/?\*+/?", "", line).rstrip("*/ ").strip()
                     for line in comment.splitlines()).strip()
    lines = ["/// " + line for line in textwrap.wrap(
        words or f"`{name}` of the headers.", 76)]
    lines += ["#[repr(C)]", "#[derive(Clone, Copy)]",
              f"pub struct {type_name(name)} {{"]
    for member in split_members(body):
        lines.append("    pub {}: {},".format(*declaration(member)))
    return lines + ["}", f"unsafe impl Sync for {type_name(name)} {{}}", ""]


def constants(text):
    """The names of enumerators and of plain macros, in order."""
    for found in re.finditer(r"^enum \{(.*?)\};", plain(text), re.M | re.S):
        yield from re.findall(r"\b(STEMMA_\w+)\s*=", found[1])
    for found in re.finditer(r"^#define (STEMMA_\w+) (?:\(|UINT32|\d)",
                             plain(text), re.M):
        yield found[1]


MEASURE = r"""
#include <inttypes.h>
#include <stdio.h>
#include <stemma/stemma.h>
static void text(const char *words) {
  if (words) printf("c!(\"%s\")", words); else printf("null()");
}
static void field(const char *layer, const stemma_field *f) {
  printf("    Field { name: "); text(f->name);
  printf(", summary: "); text(f->summary);
  if (f->choices) printf(", choices: %s_%s.as_ptr() as *const *const c_char",
                         layer, f->name);
  else printf(", choices: null()");
  printf(", target: "); text(f->target);
  printf(", unit: "); text(f->unit);
  printf(", offset: %u, type_: %u, flags: %u, bit: %u, reserved: 0 },\n",
         f->offset, (unsigned)f->type, (unsigned)f->flags, f->bit);
}
static void choices(const char *layer, const stemma_field *f) {
  size_t i, count = 0;
  if (!f->choices) return;
  while (f->choices[count]) count++;
  printf("static %s_%s: [Text; %zu] = [", layer, f->name, count + 1);
  for (i = 0; i < count; i++) printf("Text(c!(\"%s\")), ", f->choices[i]);
  printf("Text(null())];\n");
}
static void layer(const char *name, const stemma_layer *l) {
  uint32_t i;
  for (i = 0; i < l->fields.count; i++)
    choices(name, STEMMA_AT(stemma_field, l->fields, i));
  printf("static %s_FIELDS: [Field; %u] = [\n", name, l->fields.count);
  for (i = 0; i < l->fields.count; i++)
    field(name, STEMMA_AT(stemma_field, l->fields, i));
  printf("];\n/// %s.\npub static %s_LAYER: Layer = Layer {\n"
         "    size: size_of::<Layer>() as u32, version: %u, name: ",
         l->summary, name, l->version);
  text(l->name); printf(", summary: "); text(l->summary);
  printf(",\n    fields: list(&%s_FIELDS), row_size: %u, flags: %u,\n};\n\n",
         name, l->row_size, l->flags);
}
"""


def measured(include, structs, names, layers):
    """What C says of sizes, numbers and layers, as lines of Rust."""
    body = [f'printf("const _: () = assert!(size_of::<{type_name(name)}>() '
            f'== %zu);\\n", sizeof({name}));' for name in structs]
    body.append('puts("");')
    for name in names:
        if NEGATIVE.match(name):
            body.append(f'printf("pub const {name[7:]}: Status = %ld;\\n", '
                        f"(long){name});")
        else:
            body.append(f'printf("pub const {name[7:]}: u32 = %lu;\\n", '
                        f"(unsigned long){name});")
    body.append('puts("");')
    body += [f'layer("{name.upper()}", &stemma_{name}_layer);'
             for name in layers]
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "measure.c")
        with open(source, "w", encoding="ascii") as file:
            file.write(MEASURE + "int main(void) {\n" + "\n".join(body)
                       + "\nreturn 0;\n}\n")
        program = os.path.join(folder, "measure")
        subprocess.run([*os.environ.get("CC", "cc").split(), "-w", "-I",
                        include, source, "-o", program], check=True)
        return subprocess.run([program], check=True, capture_output=True,
                              text=True).stdout


HEAD = """\
// SPDX-License-Identifier: 0BSD
//! The ABI of stemma {epoch}.{minor}, as its C headers say it.  Made by
//! sdk/rust/bindings.py of stemma; what each member means, who owns it and which
//! thread calls it stands in the headers.
#![allow(dead_code, non_upper_case_globals)]
use std::mem::size_of;
use std::os::raw::{{c_char, c_void}};
use std::ptr::null;

/// What a call came to: OK, or one of E_INPUT and its like.
pub type Status = i32;

/// A string with a NUL after it, for a descriptor.
#[macro_export]
macro_rules! c {{
    ($text:expr) => {{
        concat!($text, "\\0").as_ptr() as *const ::std::os::raw::c_char
    }};
}}

/// A string that a static table may hold.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Text(pub *const c_char);
unsafe impl Sync for Text {{}}

/// A list over a whole static array.
pub const fn list<T, const N: usize>(items: &'static [T; N]) -> List {{
    List {{
        items: items as *const [T; N] as *const c_void,
        count: N as u32,
        stride: size_of::<T>() as u32,
    }}
}}
"""


def main():
    include, target = sys.argv[1:]
    lines = []
    texts = [open(os.path.join(include, "stemma", name),
                  encoding="ascii").read() for name in HEADERS]
    names = [name for text in texts for name in constants(text)]
    layers = re.findall(r"^STEMMA_LAYER_OF\((\w+),", texts[-1], re.M)
    identifiers = re.findall(r'^#define STEMMA_(\w+_ID) "(.*)"',
                             "\n".join(texts), re.M)
    epoch, minor = (re.search(rf"#define STEMMA_{word} (\d+)u", texts[0])[1]
                    for word in ("EPOCH", "MINOR"))
    lines.append(HEAD.format(epoch=epoch, minor=minor))
    structs = [found for text in texts for found in STRUCT.finditer(text)]
    for found in structs:
        lines += struct(found[1], found[2], found[3])
    for name, value in identifiers:
        lines.append(f'pub const {name}: *const c_char = c!("{value}");')
    lines.append(measured(include, [found[2] for found in structs], names,
                          layers))
    with open(target, "w", encoding="ascii") as file:
        file.write("\n".join(lines))


main()
