# SPDX-License-Identifier: Apache-2.0
"""Linear models for train.py: ridge regression and multinomial logistic
regression over a dense block (sums, word vectors) beside a sparse one (single
words).  NumPy only, one thread, so that the order of additions is fixed.
"""
import numpy as np


class Sparse:
    """A matrix as (row, column, value), sorted by row."""

    def __init__(self, rows, columns, values, shape):
        rows = np.asarray(rows, np.int64)
        order = np.argsort(rows, kind="stable")
        self.row = rows[order]
        self.column = np.asarray(columns, np.int64)[order]
        self.value = np.asarray(values, np.float64)[order]
        self.shape = shape

    def times(self, x):
        return np.bincount(self.row, self.value * x[self.column], self.shape[0])

    def transposed_times(self, y):
        return np.bincount(self.column, self.value * y[self.row], self.shape[1])

    def squares(self, weights):
        return np.bincount(self.column, self.value ** 2 * weights[self.row], self.shape[1])

    def chosen(self, mask):
        number = np.cumsum(mask) - 1
        keep = mask[self.row]
        return Sparse(number[self.row[keep]], self.column[keep], self.value[keep],
                      (int(mask.sum()), self.shape[1]))


class Design:
    """Sums, vectors and single words of each row, and a column of ones.  Sums
    are brought to mean 0 and deviation 1 for the fit."""

    def __init__(self, sums, vectors, single):
        self.sums, self.vectors, self.single = sums, vectors, single

    def chosen(self, mask):
        return Design(self.sums[mask], self.vectors[mask], self.single.chosen(mask))

    def prepare(self):
        self.mean, self.deviation = self.sums.mean(0), self.sums.std(0) + 1e-9
        self.dense = np.hstack([(self.sums - self.mean) / self.deviation, self.vectors,
                                np.ones((len(self.sums), 1))]).astype(np.float32)
        self.width = self.dense.shape[1]

    def times(self, x):
        return self.dense @ x[:self.width].astype(np.float32) + self.single.times(x[self.width:])

    def transposed_times(self, y):
        return np.concatenate([(y.astype(np.float32) @ self.dense).astype(np.float64),
                               self.single.transposed_times(y)])

    def squares(self, weights):
        dense = (self.dense.astype(np.float64) ** 2 * weights[:, None]).sum(0)
        return np.concatenate([dense, self.single.squares(weights)])

    def penalty(self, sums, vectors, single):
        return np.concatenate([np.full(self.sums.shape[1], sums),
                               np.full(self.vectors.shape[1], vectors), [1e-3],
                               np.full(self.single.shape[1], single)])

    def weights(self, x):
        """{"bias", "feature", "vector", "single"} in the units of the sums."""
        n = self.sums.shape[1]
        feature = x[:n] / self.deviation
        return {"bias": x[self.width - 1] - feature @ self.mean, "feature": feature,
                "vector": x[n:self.width - 1], "single": x[self.width:]}


def predict(model, design):
    return (model["bias"] + design.sums @ model["feature"] + design.vectors @ model["vector"]
            + design.single.times(model["single"]))


def ridge(design, goal, weights, penalties, rounds=100):
    """Conjugate gradients, each column scaled, on (A'WA + penalty) x = A'W goal."""
    design.prepare()
    penalty = design.penalty(*penalties)
    scale = 1 / (design.squares(weights) + penalty)
    x = np.zeros(len(penalty))
    r = design.transposed_times(weights * goal)
    z = scale * r
    p, rz = z.copy(), r @ z
    for _ in range(rounds):
        q = design.transposed_times(weights * design.times(p)) + penalty * p
        step = rz / (p @ q)
        x += step * p
        r -= step * q
        z = scale * r
        new = r @ z
        if new < 1e-7:
            break
        p = z + new / rz * p
        rz = new
    return design.weights(x)


def softmax_loss(x, design, classes, weights, penalty):
    """Of classes 0 and 2 against 1, with the gradient."""
    w = x.reshape(2, -1)
    scores = np.stack([design.times(w[0]), np.zeros(len(classes)), design.times(w[1])], 1)
    scores -= scores.max(1, keepdims=True)
    p = np.exp(scores)
    p /= p.sum(1, keepdims=True)
    rows = np.arange(len(classes))
    loss = -(weights * np.log(p[rows, classes] + 1e-12)).sum() + 0.5 * (penalty * w * w).sum()
    p[rows, classes] -= 1
    p *= weights[:, None]
    gradient = np.stack([design.transposed_times(p[:, 0]), design.transposed_times(p[:, 2])])
    return float(loss), (gradient + penalty * w).ravel()


def direction(gradient, steps):
    """What L-BFGS makes of a gradient (Nocedal 1980)."""
    q = gradient.copy()
    alphas = []
    for s, y, rho in reversed(steps):
        alphas.append(rho * (s @ q))
        q -= alphas[-1] * y
    if not steps:
        return q / (np.linalg.norm(q) + 1e-9)
    s, y, _ = steps[-1]
    q *= (s @ y) / (y @ y)
    for (s, y, rho), alpha in zip(steps, reversed(alphas)):
        q += s * (alpha - rho * (y @ q))
    return q


def minimise(function, size, rounds=60, memory=10):
    """L-BFGS with backtracking, until a step gains less than 1/10,000."""
    x = np.zeros(size)
    loss, g = function(x)
    steps = []
    for _ in range(rounds):
        q = direction(g, steps)
        slope, t = -(g @ q), 1.0
        while True:
            new_loss, new_g = function(x - t * q)
            if new_loss <= loss + 1e-4 * t * slope or t < 1e-6:
                break
            t *= 0.5
        s, y = -t * q, new_g - g
        if s @ y > 1e-10:
            steps = (steps + [(s, y, 1 / (s @ y))])[-memory:]
        done = abs(loss - new_loss) < 1e-4 * abs(loss)
        x, loss, g = x - t * q, new_loss, new_g
        if done:
            break
    return x


def softmax(design, classes, weights, penalties):
    """Two models: how much likelier than 1 classes 0 and 2 are (log odds)."""
    design.prepare()
    penalty = design.penalty(*penalties)
    x = minimise(lambda v: softmax_loss(v, design, classes, weights, penalty), 2 * len(penalty))
    return [design.weights(w) for w in x.reshape(2, -1)]
