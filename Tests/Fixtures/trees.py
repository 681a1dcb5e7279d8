"""Writes Tests/EstimatorsTests/Fixtures/trees.json: decision trees of scikit-learn, and SciPy's
numbers for the confidences of their nodes.

Run from the package's folder with NumPy, SciPy and scikit-learn: python3 Tests/Fixtures/trees.py
"""

import json
import math

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.datasets import load_diabetes, make_classification, make_regression
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

Z = 1.96


def dyadic(array):
    """Multiples of 1/64, which scikit-learn, casting rows to single precision, doesn't change."""
    return np.round(np.asarray(array) * 64) / 64


def shape(tree):
    """The nodes in preorder: feature, threshold, rows, impurity, value."""
    return [
        {"feature": int(tree.feature[i]), "threshold": float(tree.threshold[i]),
         "left": int(tree.children_left[i]), "right": int(tree.children_right[i]),
         "rows": int(tree.n_node_samples[i]), "value": np.round(np.ravel(tree.value[i]), 9).tolist()}
        for i in range(tree.node_count)
    ]


def case(name, data, make, **settings):
    """A tree that doesn't depend on scikit-learn's random order of features.

    Leaves are made larger until it doesn't, since equally good splits are a matter of chance.
    """
    points, target = data_sets[data]
    while True:
        trees = [make(random_state=seed, **settings).fit(points, target) for seed in range(8)]
        shapes = [shape(tree.tree_) for tree in trees]
        if all(other == shapes[0] for other in shapes):
            break
        settings["min_samples_leaf"] += 1
    queries = dyadic(np.random.default_rng(3).uniform(
        points.min(0), points.max(0), (25, points.shape[1])))
    return {
        "name": name, "data": data, "nodes": shapes[0],
        "queries": queries.tolist(), "predictions": trees[0].predict(queries).tolist(),
        "criterion": settings.get("criterion", "gini"),
        "maximum_depth": settings.get("max_depth"),
        "minimum_leaf_size": settings.get("min_samples_leaf", 1),
        "minimum_split_size": settings.get("min_samples_split", 2),
        "alpha": settings.get("ccp_alpha", 0),
    }


def wilson(majority, count):
    p = majority / count
    centre = p + Z * Z / (2 * count)
    spread = Z * math.sqrt((p * (1 - p) + Z * Z / (4 * count)) / count)
    return (centre - spread) / (1 + Z * Z / count)


def error(squares, count):
    quantile = stats.chi2(count).ppf(1 - math.erf(Z / math.sqrt(2)))
    return math.sqrt(squares / quantile * (math.sqrt(count) + Z) ** 2 / count)


diabetes = load_diabetes()
two = make_classification(300, 6, n_informative=4, n_redundant=0, flip_y=0.1, random_state=7)
four = make_classification(400, 8, n_informative=5, n_redundant=1, n_classes=4, flip_y=0.1,
                           random_state=4)
number = make_regression(250, 5, n_informative=4, noise=20, random_state=6)
data_sets = {
    "two": (dyadic(two[0]), two[1]),
    "four": (dyadic(four[0]), four[1]),
    "number": (dyadic(number[0]), np.round(number[1], 3)),
    "diabetes": (dyadic(100 * diabetes.data[:200, [0, 2, 3, 8]]), diabetes.target[:200]),
}
classes, numbers = DecisionTreeClassifier, DecisionTreeRegressor
fixture = {
    "scikit_learn": sklearn.__version__,
    "scipy": scipy.__version__,
    "data": {name: {"points": points.tolist(), "target": target.tolist()}
             for name, (points, target) in data_sets.items()},
    "trees": [
        case("two classes", "two", classes, max_depth=6, min_samples_leaf=9),
        case("two classes, entropy", "two", classes, max_depth=5, min_samples_leaf=8,
             criterion="entropy"),
        case("four classes", "four", classes, min_samples_leaf=18),
        case("four classes, few splits", "four", classes, min_samples_split=60,
             min_samples_leaf=4, criterion="entropy"),
        case("four classes, pruned", "four", classes, min_samples_leaf=9, ccp_alpha=0.006),
        case("two classes, pruned by entropy", "two", classes, min_samples_leaf=5,
             criterion="entropy", ccp_alpha=0.02),
        case("number", "number", numbers, min_samples_leaf=6),
        case("number, pruned", "number", numbers, min_samples_leaf=6, ccp_alpha=40.0),
        case("diabetes", "diabetes", numbers, max_depth=4, min_samples_leaf=10),
    ],
    "quantiles": [
        {"probability": p, "degrees": k, "value": float(stats.chi2(k).ppf(p))}
        for p in [1 - math.erf(Z / math.sqrt(2)), 1e-6, 0.3, 0.5, 0.95, 1 - 1e-6]
        for k in [1, 2, 3, 5, 10, 19, 20, 21, 57, 100, 1000, 12345, 1000000]
    ],
    "lower_bounds": [
        {"majority": m, "count": n, "value": wilson(m, n)}
        for m, n in [(1, 1), (1, 2), (2, 2), (2, 3), (42, 120), (37, 37), (39, 40), (700, 1000),
                     (123456, 191283)]
    ],
    "error_bounds": [
        {"squares": s, "count": n, "value": error(s, n)}
        for s, n in [(0.5, 2), (2.0, 3), (0.54, 50), (86.57, 150), (1e9, 163065), (1e-6, 7)]
    ],
}
with open("Tests/EstimatorsTests/Fixtures/trees.json", "w") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
