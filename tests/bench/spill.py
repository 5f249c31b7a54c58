#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""spill.py BUILD [QUOTES [BUDGET]]

Grouping of generated renderings (make_renderings.py) with a budget that holds all of
them and with a small one, in one process and in workers (a build tree's plugins are a
stranger's): the rows have to be the same.  Prints the most memory that all processes
together had of their own (RssAnon), that they share (RssShmem: frames; what both sides
have mapped counts twice), and of files (RssFile: what the kernel may write out when it
needs the pages)."""
import hashlib
import os
import subprocess
import sys
import tempfile
import time

build = os.path.abspath(sys.argv[1])
quotes = sys.argv[2] if len(sys.argv) > 2 else "100000"
small = sys.argv[3] if len(sys.argv) > 3 else "4M"
here = os.path.dirname(os.path.abspath(__file__))


def lines_of(path):
    """None where the process has ended."""
    try:
        with open(path) as file:
            return file.readlines()
    except OSError:
        return []


def family(pid):
    """The process and all that it and its children have begun."""
    children = lines_of(f"/proc/{pid}/task/{pid}/children")
    return [pid] + [one for line in children for child in line.split() for one in family(child)]


def most(process):
    """The peaks in MB, looked at each hundredth of a second."""
    peaks = {"RssAnon": 0, "RssShmem": 0, "RssFile": 0}
    while process.poll() is None:
        sums = dict.fromkeys(peaks, 0)
        for pid in family(process.pid):
            for line in lines_of(f"/proc/{pid}/status"):
                name, _, rest = line.partition(":")
                if name in sums:
                    sums[name] += int(rest.split()[0])
        for name, kilobytes in sums.items():
            peaks[name] = max(peaks[name], kilobytes)
        time.sleep(.01)
    return {name: peak / 1000 for name, peak in peaks.items()}


def run(folder, budget, *more):
    out = os.path.join(folder, "out.jsonl")
    process = subprocess.Popen(
        [f"{build}/host/stemma", "run", "-q", "--no-progress", "--threads", "1", *more,
         "-o", "pipeline.stages=segment,quotes,quote-diff", "-o", "pipeline.layers=utterance",
         "-o", "pipeline.row-text=no", "-o", f"pipeline.spill-at={budget}",
         "-o", f"quote-diff.max-memory={budget}", "-o", "quote-diff.min-witnesses=6",
         "--report", f"jsonl:{out}", os.path.join(folder, "in.jsonl")],
        env=dict(os.environ, STEMMA_PLUGIN_PATH=f"{build}/plugins"))
    peaks = most(process)
    with open(out, "rb") as file:
        rows = b"".join(line for line in file if line.startswith(b'{"type":"corpus"'))
    print(f"{budget:>6} {' '.join(more) or 'isolated':12}  own {peaks['RssAnon']:6.1f} MB"
          f"  shared {peaks['RssShmem']:6.1f} MB  of files {peaks['RssFile']:6.1f} MB"
          f"  status {process.returncode}  {len(rows)} bytes of rows", flush=True)
    return process.returncode, hashlib.sha256(rows).digest()


with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "in.jsonl"), "wb") as file:
        subprocess.run([sys.executable, os.path.join(here, "make_renderings.py"), quotes,
                        os.path.join(folder, "gold.json")], stdout=file, check=True)
    results = [run(folder, "4G", "--in-process"), run(folder, small, "--in-process"),
               run(folder, "4G"), run(folder, small)]
sys.exit(any(result != results[0] for result in results) or results[0][0] != 0)
