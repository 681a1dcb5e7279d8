"""Writes membership.json beside it: what Python's libraries answer, and a duplicate removal that
compares all pairs.

Needs numpy, scipy and scikit-learn 1.6 or later. Run from anywhere:

    python membership.py
"""

import base64
import json
import pathlib
import unicodedata
import zlib
from collections import Counter

import numpy as np
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve

random = np.random.RandomState(20211215)

VOCABULARY = ("the of and to in a is that for it was on are as with his they at be this from "
              "have or by one had not but what all were when we there can an your which").split()
SEPARATORS = [" ", " ", " ", ", ", ". ", "\n", "-", " (", "… ", "\u00a0", " €"]


def sentence(words):
    picked = random.choice(VOCABULARY, words)
    return "".join(w + SEPARATORS[random.randint(len(SEPARATORS))] for w in picked)


def encoded(data):
    return base64.b64encode(data).decode()


def zlib_cases():
    texts = [b"", b"a", b"I love you. " * 60, bytes(range(256)), random.bytes(1000),
             "naïve Σίσυφος 漢字 \U0001f600".encode(), sentence(90).encode(), sentence(900).encode(),
             b"\x00" * 5000]
    return [{"text": encoded(t), "bytes": len(zlib.compress(t, 6))} for t in texts]


def lowercase_cases():
    texts = ["", "abc 123", "ABC def", "STRASSE straße ẞ", "İstanbul ISPARTA ıIİi", "ΟΔΥΣΣΕΥΣ ΣΑΣ",
             "Σ ΑΣ. ΑΣ' ΑΣ'Α Α.Σ", "ÀÉÎ", "漢字かな", "ДОМ дом", "ǅ ǆ Ǆ", "Ⅷ Ⓐ", "ΑΣ\u0301Β ΑΣ\u0301"]
    return [{"text": t, "lower": t.lower()} for t in texts]


def ranking_case(count, levels, prevalence):
    labels = random.rand(count) < prevalence
    labels[:2] = [True, False]
    scores = np.round((random.randn(count) + labels) * levels) / levels
    # All thresholds, not only those on the curve's convex parts.
    false, true, _ = roc_curve(labels, scores, drop_intermediate=False)
    rates = [0.0, 0.001, 0.01, 0.05, 0.1, 0.29, 1.0]
    return {
        "scores": scores.tolist(), "labels": labels.tolist(),
        "area_under_curve": roc_auc_score(labels, scores),
        "average_precision": average_precision_score(labels, scores),
        "false_positive_rates": rates,
        "true_positive_rates": [float(true[false <= rate].max()) for rate in rates],
    }


def interval_cases():
    cases = []
    for successes, trials in [(0, 1), (1, 1), (0, 100), (17, 100), (57, 100), (100, 100), (1, 1800),
                              (604, 1800), (3, 200_000), (5, 7)]:
        for confidence in [0.95, 0.8]:
            test = stats.binomtest(successes, trials)
            wilson = test.proportion_ci(confidence, "wilson")
            exact = test.proportion_ci(confidence, "exact")
            cases.append({"successes": successes, "trials": trials, "confidence": confidence,
                          "wilson": list(wilson), "exact": list(exact)})
    return cases


def metric_case(count):
    logits = random.randn(count, 40) * random.uniform(0.1, 4, (count, 1))
    rows = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    p = np.exp(rows)
    mean = (p * rows).sum(1).astype(np.float32)
    deviation = np.sqrt((p * rows ** 2).sum(1) - (p * rows).sum(1) ** 2).astype(np.float32)
    drawn = rows[np.arange(count), random.randint(40, size=count)].astype(np.float32)
    lowest = max(1, int(0.2 * count))
    z = (drawn.astype(float) - mean.astype(float)) / deviation.astype(float)
    windows = [drawn[i:i + 50].astype(float).mean() for i in range(max(1, count - 49))]
    return {
        "log_probabilities": drawn.tolist(), "means": mean.tolist(),
        "deviations": deviation.tolist(),
        "perplexity": float(drawn.astype(float).mean()),
        "window": float(max(windows)),
        "min_k": float(np.sort(drawn.astype(float))[:lowest].mean()),
        "min_k_plus_plus": float(np.sort(z)[:lowest].mean()),
    }


def separates(character):
    if ord(character) < 128:
        return not character.isalnum()
    return character.isspace() or unicodedata.category(character)[0] in "PS"


def trigrams(text):
    words = "".join(" " if separates(c) else c for c in text).split(" ")
    words = [w for w in words if w]
    return Counter(zip(words, words[1:], words[2:]))


def is_duplicate(first, second, texts):
    a, b = trigrams(texts[first]), trigrams(texts[second])
    if not a:
        return texts[first] == texts[second]
    return 2 * (a & b).total() >= a.total()


def walk(order, texts):
    kept = []
    for sample in order:
        if not any(is_duplicate(sample, other, texts) for other in kept):
            kept.append(sample)
    return kept


def duplicate_case():
    texts = ["", "", "one two", "one, two", "one two", "my name my name my name"]
    for _ in range(60):
        texts.append(sentence(random.randint(1, 40)))
    for _ in range(90):
        # A piece of an earlier text, with words before and after it of its own or of another.
        source = texts[random.randint(len(texts))]
        start = random.randint(max(1, len(source)))
        piece = source[start:start + random.randint(10, 120)]
        other = texts[random.randint(len(texts))][:random.randint(1, 100)]
        tail = sentence(random.randint(1, 12)) if random.rand() < 0.5 else other
        texts.append(piece + " " + tail)
    texts.append("the of and " * 30)
    texts.append("the of and " * 3)
    orders = [random.permutation(len(texts)).tolist() for _ in range(3)]
    return {"texts": texts, "orders": orders, "kept": [walk(o, texts) for o in orders]}


def normal_score(column, values):
    """The normal scores of values by the distribution of a column, inside its range."""
    z = np.linspace(-4, 4, 257)
    knots = np.quantile(column[np.isfinite(column)], stats.norm.cdf(z), method="hazen")
    # Ties at an end are ties with all that lies beyond.
    lower = np.concatenate([[0], stats.norm.cdf(z[1:])])
    upper = np.concatenate([stats.norm.cdf(z[:-1]), [1]])
    result = np.zeros(len(values))
    for i, value in enumerate(values):
        if np.isnan(value):
            continue
        below, upto = np.searchsorted(knots, value), np.searchsorted(knots, value, "right")
        if below < upto:
            result[i] = stats.norm.ppf((lower[below] + upper[upto - 1]) / 2)
        else:
            result[i] = np.interp(value, knots[below - 1:below + 1], z[below - 1:below + 1])
    return result


def combination_case(ridge):
    count = 160
    labels = random.rand(count) < 0.3
    scores = np.column_stack([
        random.randn(count) + labels, np.exp(2 * random.randn(count) + labels),
        np.round(random.randn(count) + 2 * labels), random.standard_cauchy(count)]).round(5)
    scores[random.rand(count, 4) < 0.03] = np.nan
    features = np.column_stack([normal_score(c, c) for c in scores.T])
    model = LogisticRegression(C=1 / ridge, solver="newton-cholesky", tol=1e-13, max_iter=1000)
    model.fit(features, labels)
    return {
        "ridge": ridge, "labels": labels.tolist(),
        "scores": [[None if np.isnan(v) else v for v in row] for row in scores.tolist()],
        "weights": model.coef_[0].tolist(), "intercept": float(model.intercept_[0]),
        "log_odds": model.decision_function(features).tolist(),
    }


fixture = {
    "zlib": zlib_cases(),
    "lowercase": lowercase_cases(),
    "rankings": [ranking_case(100, 2, 0.5), ranking_case(400, 1000, 0.05), ranking_case(50, 1, 0.3)],
    "intervals": interval_cases(),
    "metrics": [metric_case(n) for n in [1, 4, 5, 49, 50, 51, 256]],
    "duplicates": duplicate_case(),
    "combinations": [combination_case(ridge) for ridge in [1.0, 0.01, 30.0]],
}
path = pathlib.Path(__file__).with_name("membership.json")
path.write_text(json.dumps(fixture, ensure_ascii=False) + "\n")
