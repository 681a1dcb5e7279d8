"""Writes Tests/ModelFormatsTests/Fixtures/: trees of scikit-learn as sklearn2pmml writes them, with
scikit-learn's own answers to some rows.

Run from the package's folder with pandas, scikit-learn 1.8, sklearn2pmml 0.133 and Java:
python3 Tests/Fixtures/pmml_trees.py
"""

import json

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
from sklearn2pmml import PMMLPipeline, sklearn2pmml

FOLDER = "Tests/ModelFormatsTests/Fixtures/"
TOWNS = ["Bergen", "Oslo", "Stavanger, Rogaland", "Tromsø"]
random = np.random.default_rng(1)


def rows(count):
    # Multiples of 1/4, which no cast to single precision changes.
    return pd.DataFrame({
        "age": random.integers(18, 80, count),
        "spend": np.round(random.normal(30, 10, count) * 4) / 4,
        "town": random.choice(TOWNS, count),
    })


def pipeline(model):
    columns = ColumnTransformer(
        [("town", OneHotEncoder(), ["town"]), ("numbers", "passthrough", ["age", "spend"])])
    return PMMLPipeline([("columns", columns), ("model", model)])


train, test = rows(400), rows(60)
score = train.age / 20 + (train.town == "Oslo") * 2 + (train.town == "Bergen") + train.spend / 9
noise = random.normal(0, 0.4, 400)
tier = pd.Series(np.array(["bronze", "silver", "gold"])[np.digitize(score + noise, [5.5, 7.5])],
                 name="tier")
cost = pd.Series(10 * score + noise, name="cost")

expected = {"rows": [[str(v) for v in row] for row in test.itertuples(index=False)]}
for name, model, target, options in [
    ("classes", DecisionTreeClassifier(min_samples_leaf=8, random_state=1), tier, {}),
    ("classes-binary", DecisionTreeClassifier(min_samples_leaf=8, random_state=1), tier,
     {"compact": False}),
    ("number", DecisionTreeRegressor(min_samples_leaf=15, random_state=1), cost, {}),
]:
    fitted = pipeline(model).fit(train, target)
    if options:
        fitted.configure(**options)
    sklearn2pmml(fitted, FOLDER + name + ".pmml")
    expected[name] = {
        "predictions": fitted.predict(test).tolist(),
        "leaves": int(model.get_n_leaves()),
        "confidences": (fitted.predict_proba(test).max(axis=1).tolist()
                        if name != "number" else []),
    }
with open(FOLDER + "expected.json", "w") as file:
    json.dump(expected, file, indent=1)
    file.write("\n")
