"""Writes Tests/EstimatorsTests/Fixtures/estimators.json: what scikit-learn answers.

Needs scikit-learn 1.6 or later. Run from the package's root:

    python Tests/Fixtures/estimators.py
"""

import json

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_iris, make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neural_network import MLPClassifier

random = np.random.RandomState(20160810)


def scaled(points):
    """Each column on [-1, 1], and to six decimals so that the file stays small."""
    low, high = points.min(0), points.max(0)
    return np.round(2 * (points - low) / (high - low) - 1, 6)


def linear_case(name, kind, points, labels, c):
    # Newton's method to the rounding error: the optimum is unique, so the solver doesn't matter.
    solver = LogisticRegression(C=np.inf if c is None else c, solver="newton-cholesky",
                                tol=1e-13, max_iter=1000)
    model = OneVsRestClassifier(solver) if kind == "ovr" else solver
    queries = np.round(random.uniform(-1, 1, (20, points.shape[1])), 6)
    model.fit(points, labels)
    return {
        "name": name, "kind": kind, "inverse_regularization": c, "points": points.tolist(),
        "labels": labels.tolist(), "queries": queries.tolist(),
        "probabilities": model.predict_proba(queries).tolist(),
    }


def perceptron_case(activation, hidden):
    points = np.round(random.uniform(-1, 1, (12, 5)), 6)
    labels = np.arange(12) % 4
    model = MLPClassifier(hidden, activation=activation, max_iter=1, random_state=1)
    model.fit(points, labels)
    sizes = [5, *hidden, 4]
    model.coefs_ = [np.round(random.normal(0, 1, s), 6) for s in zip(sizes, sizes[1:])]
    model.intercepts_ = [np.round(random.normal(0, 1, s), 6) for s in sizes[1:]]
    return {
        "activation": {"logistic": "sigmoid"}.get(activation, activation),
        "weights": [w.T.tolist() for w in model.coefs_],
        "biases": [b.tolist() for b in model.intercepts_],
        "points": points.tolist(), "probabilities": model.predict_proba(points).tolist(),
    }


iris = load_iris()
cancer = load_breast_cancer()
noisy = make_classification(120, 6, n_informative=4, n_redundant=0, n_classes=3, flip_y=0.3,
                            random_state=5)
pair = make_classification(80, 5, n_informative=3, n_redundant=0, flip_y=0.2,
                           random_state=6)
fixture = {
    "scikit_learn": sklearn.__version__,
    "linear": [
        linear_case("breast cancer", "logistic", scaled(cancer.data[:200, :10]),
                    cancer.target[:200], 1.0),
        linear_case("pair", "logistic", scaled(pair[0]), pair[1], None),
        linear_case("pair", "logistic", scaled(pair[0]), pair[1], 0.01),
        linear_case("iris", "softmax", scaled(iris.data), iris.target, 1.0),
        linear_case("iris", "softmax", scaled(iris.data), iris.target, 1000.0),
        linear_case("noisy", "softmax", scaled(noisy[0]), noisy[1], None),
        linear_case("noisy", "softmax", scaled(noisy[0]), noisy[1], 0.5),
        linear_case("iris", "ovr", scaled(iris.data), iris.target, 1.0),
        linear_case("noisy", "ovr", scaled(noisy[0]), noisy[1], None),
    ],
    "perceptrons": [
        perceptron_case(activation, hidden)
        for activation in ["tanh", "logistic", "relu"] for hidden in [(7,), (6, 5)]
    ],
}
with open("Tests/EstimatorsTests/Fixtures/estimators.json", "w") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
