// SPDX-License-Identifier: 0BSD
//! my-plugin - @summary@.
//!
//! This crate is a whole plugin.  It came from `stemma new plugin --lang rust`;
//! change what it looks for, and keep the shape.  The guide (plugin-guide.md of
//! stemma) says more about each part; the headers say everything.
#[macro_use]
mod stemma;

use std::mem::size_of;
use std::os::raw::c_void;
use std::ptr::null;
use stemma::*;

