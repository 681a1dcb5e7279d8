"""Makes Tests/EstimatorsTests/Fixtures/perceptron_descent.json with NumPy (2.4.6).

Run from the package's root: python Tests/Fixtures/perceptron_descent.py

A network of 3 features, 4 tanh units and 3 classes descends on the mean over samples and classes of
-y log p plus a penalty, by Nesterov's momentum. The gradients are written out here for the loss with
its normalisation left in place, not for the scaled one that Skua descends on; "descents" are runs of
some epochs: all rows in one step, and batches of two at a rate so high that the loss rises.
"""

import json

import numpy as np

PENALTY = 0.01


def probabilities(parameters, points):
    w1, b1, w2, b2 = parameters
    hidden = np.tanh(points @ w1.T + b1)
    powers = np.exp(hidden @ w2.T + b2)
    return hidden, powers / powers.sum(axis=1, keepdims=True)


def loss(parameters, points, targets):
    _, p = probabilities(parameters, points)
    logs = np.log(p, where=targets != 0, out=np.zeros_like(p))
    return -np.mean(targets * logs) + PENALTY * sum((parameters[i] ** 2).sum() for i in (0, 2))


def gradient(parameters, points, targets):
    w1, _, w2, _ = parameters
    hidden, p = probabilities(parameters, points)
    # d/dz_k of -Σ_j y_j log p_j is Σ_j y_j (p_k - [j = k]), summed here term by term.
    scores = np.zeros_like(p)
    for j in range(p.shape[1]):
        scores += targets[:, [j]] * (p - np.eye(p.shape[1])[j])
    scores /= targets.size
    sums = (scores @ w2) * (1 - hidden**2)
    return [
        sums.T @ points + 2 * PENALTY * w1, sums.sum(axis=0),
        scores.T @ hidden + 2 * PENALTY * w2, scores.sum(axis=0),
    ]


def descend(start, points, targets, batch, rate, epochs):
    x, y = [a.copy() for a in start], [np.zeros_like(a) for a in start]
    weight, momentum, last, losses = 1.0, 0.0, np.inf, []
    for _ in range(epochs):
        for i in range(len(points) // batch):
            rows = slice(i * batch, (i + 1) * batch)
            slopes = gradient(x, points[rows], targets[rows])
            ahead = [a - rate * g for a, g in zip(x, slopes)]
            x = [(1 + momentum) * a - momentum * b for a, b in zip(ahead, y)]
            y = ahead
        before, weight = weight, 0.5 * (1 + np.sqrt(1 + 4 * weight**2))
        momentum = (before - 1) / weight
        losses.append(loss(x, points, targets))
        if losses[-1] > last:
            weight, momentum, rate = 1.0, 0.0, rate / 2
        last = losses[-1]
    return {
        "batch_size": batch, "epochs": epochs, "loss": losses[-1],
        "rises": int((np.diff(losses) > 0).sum()),
        "end": np.concatenate([a.ravel() for a in x]).tolist(),
    }


def main():
    generator = np.random.default_rng(7)
    start = [generator.normal(size=s) for s in ((4, 3), (4,), (3, 4), (3,))]
    points = generator.uniform(-1, 1, size=(7, 3))
    targets = generator.dirichlet(np.ones(3), size=7)
    targets[0] = [0, 1, 0]  # saturated
    targets[1] = [0.3, 0.3, 0.3]  # rounded to one decimal
    fixture = {
        "penalty": PENALTY,
        "start": np.concatenate([a.ravel() for a in start]).tolist(),
        "points": points.tolist(),
        "targets": targets.tolist(),
        "descents": [
            dict(learning_rate=rate, **descend(start, points, targets, batch, rate, epochs))
            for batch, rate, epochs in ((7, 0.5, 1), (2, 20.0, 12))
        ],
    }
    with open("Tests/EstimatorsTests/Fixtures/perceptron_descent.json", "w") as stream:
        json.dump(fixture, stream, indent=1)
        stream.write("\n")


main()
