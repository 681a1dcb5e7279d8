"""Makes Tests/EstimatorsTests/Fixtures/data_layer.json with NumPy and scikit-learn (1.9.1).

Run from the package's root: python Tests/Fixtures/data_layer.py

"encoded": for data sets with the paper's preprocessing (one-hot, then all columns scaled to
[-1, 1] over all rows), the sum of each encoded column, and the number of rows of each class.
"generators": statistics that the generators' distributions fix, averaged over 200 seeds.
"""

import csv
import gzip
import io
import json

import numpy as np
from sklearn import datasets
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder

FOLDER = "Sources/Estimators/Resources/DataSets/"


def number(cells):
    try:
        return np.array([float(cell) for cell in cells])
    except ValueError:
        return None


def encoded(file, target=None, ignored=(), missing=()):
    with gzip.open(FOLDER + file, "rt", newline="", encoding="utf-8") as stream:
        header, *rows = list(csv.reader(stream))
    target = header.index(target) if target else len(header) - 1
    columns = [i for i, name in enumerate(header) if i != target and name not in ignored]
    rows = [row for row in rows if not any(row[i] in ("", *missing) for i in columns)]
    blocks = []
    for i in columns:
        cells = [row[i] for row in rows]
        numbers = number(cells)
        if numbers is None:
            one_hot = OneHotEncoder(sparse_output=False)
            blocks.append(one_hot.fit_transform(np.array(cells, dtype=object)[:, None]))
        else:
            blocks.append(numbers[:, None])
    raw = np.hstack(blocks)
    points = MinMaxScaler(feature_range=(-1, 1)).fit_transform(raw)
    points[:, raw.min(axis=0) == raw.max(axis=0)] = 0  # a constant column maps to 0
    _, counts = np.unique([row[target] for row in rows], return_counts=True)
    return {"column_sums": points.sum(axis=0).tolist(), "class_counts": counts.tolist()}


def averages(statistics, seeds=200):
    return np.mean([statistics(seed) for seed in range(seeds)], axis=0).tolist()


def by_class(points, labels):
    """Mean and standard deviation of each coordinate, class after class."""
    parts = [points[labels == c] for c in np.unique(labels)]
    return np.concatenate([np.r_[p.mean(axis=0), p.std(axis=0)] for p in parts])


def circles(seed):
    return by_class(*datasets.make_circles(5000, factor=0.5, noise=0.05, random_state=seed))


def moons(seed):
    return by_class(*datasets.make_moons(5000, noise=0.25, random_state=seed))


def blobs(seed):
    """Variance within a class, per coordinate, and second moment of the class means."""
    x, y = datasets.make_blobs(5000, cluster_std=0.5, random_state=seed)
    parts = [x[y == c] for c in range(3)]
    means = np.array([p.mean(axis=0) for p in parts])
    return [np.mean([p.var(axis=0) for p in parts]), np.mean(means**2)]


def five_class(seed):
    """Sum of the second moments of all columns, and the rank of the columns."""
    x, _ = datasets.make_classification(1000, n_classes=5, n_informative=4, random_state=seed)
    return [np.sum(np.mean(x**2, axis=0)), np.linalg.matrix_rank(x)]


fixture = {
    "encoded": {
        "adult-income": encoded("adult.csv.gz"),
        "adult-race": encoded("adult.csv.gz", target="race"),
        "iris": encoded("iris.csv.gz"),
        "breast-cancer": encoded("breast_cancer.csv.gz", missing=("?",)),
        "mushrooms": encoded("mushrooms.csv.gz", ignored=("stalk-root",)),
        "german-credit": encoded("german_credit.csv.gz"),
    },
    "generators": {
        "circles": averages(circles),
        "moons": averages(moons),
        "blobs": averages(blobs),
        "five-class": averages(five_class),
    },
}
with io.open("Tests/EstimatorsTests/Fixtures/data_layer.json", "w") as file:
    json.dump(fixture, file, indent=1)
    file.write("\n")
