"""Makes the model that other servers serve, and compares what Skua rebuilt with it.

check.py make FOLDER            trains and saves the model for MLflow and MLServer
check.py compare FOLDER COPY    compares a copy with the model on uniform rows
check.py client FOLDER PORT     asks 'skua serve' with MLflow's own client
"""

import csv
import json
import os
import sys

import numpy as np


def rows(count, ranges, seed):
    generator = np.random.default_rng(seed)
    low, high = ranges.T
    return low + (high - low) * generator.random((count, len(ranges)))


def make(folder):
    import joblib
    import mlflow.sklearn
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    data = load_iris()
    names = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(data.data, data.target)
    mlflow.sklearn.save_model(model, f"{folder}/mlflow", pyfunc_predict_fn="predict_proba")
    os.makedirs(f"{folder}/mlserver")
    joblib.dump(model, f"{folder}/mlserver/model.joblib")
    joblib.dump(model, f"{folder}/model.joblib")
    settings = {
        "name": "target",
        "implementation": "mlserver_sklearn.SKLearnModel",
        "parameters": {"uri": "./model.joblib"},
    }
    with open(f"{folder}/mlserver/model-settings.json", "w") as file:
        json.dump(settings, file)
    with open(f"{folder}/mlserver/settings.json", "w") as file:
        json.dump(
            {"host": "127.0.0.1", "http_port": 5812, "grpc_port": 5814, "metrics_port": 5815,
             "parallel_workers": 0}, file)
    with open(f"{folder}/rows.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names + ["species"])
        for row, label in zip(data.data, data.target):
            writer.writerow([*row, label])


def probabilities(copy, inputs):
    """The answers of a softmax model in Skua's own file to rows as a user has them."""
    ranges = np.array([[f["minimum"], f["maximum"]] for f in copy["schema"]["features"]])
    low, high = ranges.T
    encoded = 2 * (inputs - low) / (high - low) - 1
    scores = encoded @ np.array(copy["parameters"]["weights"]).T + copy["parameters"]["intercepts"]
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def compare(folder, path):
    import joblib

    with open(path) as file:
        copy = json.load(file)
    ranges = np.array([[f["minimum"], f["maximum"]] for f in copy["schema"]["features"]])
    inputs = rows(10_000, ranges, seed=7)
    mine = probabilities(copy, inputs)
    theirs = joblib.load(f"{folder}/model.joblib").predict_proba(inputs)
    labels = (mine.argmax(axis=1) == theirs.argmax(axis=1)).mean()
    distance = np.abs(mine - theirs).sum(axis=1).max() / 2
    print(f"  equal labels {labels:.2%}, largest total variation {distance:.1e}")
    if labels < 1 or distance > 1e-6:
        sys.exit("the copy is not the model")


def client(folder, port):
    import pandas as pd
    from mlflow.pyfunc.scoring_server.client import ScoringServerClient

    with open(f"{folder}/copy-mlflow.json") as file:
        copy = json.load(file)
    features = copy["schema"]["features"]
    ranges = np.array([[f["minimum"], f["maximum"]] for f in features])
    inputs = rows(50, ranges, seed=8)
    frame = pd.DataFrame(inputs, columns=[f["name"] for f in features])
    answers = ScoringServerClient("127.0.0.1", int(port)).invoke(frame).get_predictions()
    distance = np.abs(np.array(answers, dtype=float) - probabilities(copy, inputs)).max()
    print(f"  50 rows, largest difference {distance:.1e}")
    if distance > 1e-9:
        sys.exit("the answers differ")


if __name__ == "__main__":
    verb, folder = sys.argv[1:3]
    if verb == "make":
        make(folder)
    elif verb == "compare":
        compare(folder, sys.argv[3])
    else:
        client(folder, sys.argv[3])
