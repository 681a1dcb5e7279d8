"""SciPy's L-BFGS-B on the loss of Tramèr et al. 2016, §4.1.2: the peer of `make bench`.

    L = -1/q Σ_i Σ_k p_ik log f_k(x_i) + ridge/2 |w|²

over the parameters w of softmax regression, one-vs-rest regression (f_k = σ(z_k) / Σ σ(z_j)) or a
perceptron with one hidden layer of tanh units. Gradients are analytic and vectorised; `--check`
compares them with finite differences.

    peer.py FOLDER --solver scipy --round 1
        solves FOLDER's problem and writes FOLDER/scipy-1.json and FOLDER/scipy-1.model.json
    peer.py --check
        checks the gradients
"""

import argparse
import json
import pathlib
import resource
import sys
import time

import numpy
import scipy
from scipy.optimize import check_grad, minimize
from scipy.special import expit, log_expit

# The search ends as ours does: where no entry of the gradient is above 1e-10, where the loss falls
# no further in double precision, or after 2,000 iterations (the paper allows 100); "scipy-long" is
# given ten times as many. Memory is ten pairs, SciPy's default and ours.
ITERATIONS = {"scipy": 2_000, "scipy-long": 20_000}
OPTIONS = {"gtol": 1e-10, "ftol": 0, "maxfun": 10**7, "maxcor": 10, "maxls": 50}

# The paper's schedule for regressions: the smallest ridge under which over 99% of the answers'
# labels agree.
RIDGES = [1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9]


class Regression:
    """The loss of softmax or one-vs-rest regression over w = W, of shape (d + 1, c)."""

    def __init__(self, kind, points, answers):
        self.kind = kind
        self.design = with_ones(points)
        self.answers = answers
        self.shape = (self.design.shape[1], answers.shape[1])
        self.size = self.shape[0] * self.shape[1]

    def start(self, _):
        return numpy.zeros(self.size)

    def ridges(self):
        return RIDGES

    def scores(self, flat):
        return self.design @ flat.reshape(self.shape)

    def __call__(self, flat, ridge):
        scores = self.scores(flat)
        if self.kind == "softmax":
            loss, slopes = cross_entropy(scores, self.answers)
        else:
            loss, slopes = cross_entropy(log_expit(scores), self.answers)
            slopes *= expit(-scores)
        gradient = (self.design.T @ slopes).ravel() + ridge * flat
        return loss + ridge / 2 * (flat @ flat), gradient

    def parameters(self, flat):
        coefficients = flat.reshape(self.shape).T
        return {
            "weights": coefficients[:, :-1].tolist(),
            "intercepts": coefficients[:, -1].tolist(),
        }


class Perceptron:
    """The loss of a perceptron over w = (A, B), of shapes (d + 1, h) and (h + 1, c)."""

    def __init__(self, points, answers, hidden):
        self.design = with_ones(points)
        self.answers = answers
        self.hidden = hidden
        self.first = (self.design.shape[1], hidden)
        self.second = (hidden + 1, answers.shape[1])
        self.split = self.first[0] * hidden
        self.size = self.split + self.second[0] * self.second[1]
        self.units = numpy.ones((len(points), hidden + 1))

    def start(self, generator):
        """As in the paper: Glorot's uniform weights, biases and output layer zero."""
        start = numpy.zeros(self.size)
        inputs = self.first[0] - 1
        bound = numpy.sqrt(6 / (inputs + self.hidden))
        start[: inputs * self.hidden] = generator.uniform(-bound, bound, inputs * self.hidden)
        return start

    def ridges(self):
        """The paper adds 1e-8 |w|² to the mean over all q c probabilities: 2e-8 c in our terms."""
        return [2e-8 * self.answers.shape[1]]

    def layers(self, flat):
        return flat[: self.split].reshape(self.first), flat[self.split :].reshape(self.second)

    def scores(self, flat):
        first, second = self.layers(flat)
        numpy.tanh(self.design @ first, out=self.units[:, :-1])
        return self.units @ second

    def __call__(self, flat, ridge):
        loss, slopes = cross_entropy(self.scores(flat), self.answers)
        _, second = self.layers(flat)
        units = self.units[:, :-1]
        inner = slopes @ second[:-1].T
        inner *= 1 - units * units
        gradient = ridge * flat
        gradient[: self.split] += (self.design.T @ inner).ravel()
        gradient[self.split :] += (self.units.T @ slopes).ravel()
        return loss + ridge / 2 * (flat @ flat), gradient

    def parameters(self, flat):
        layers = [
            {"weights": matrix[:-1].T.tolist(), "biases": matrix[-1].tolist()}
            for matrix in self.layers(flat)
        ]
        return {"activation": "tanh", "layers": layers}


def with_ones(points):
    """The points with a last column of ones, the intercept's."""
    return numpy.hstack([points, numpy.ones((len(points), 1))])


def cross_entropy(logits, answers):
    """The mean cross-entropy of answers under softmax(logits), and its derivative by each logit."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    shares = numpy.exp(shifted)
    sums = shares.sum(axis=1, keepdims=True)
    loss = -numpy.sum(answers * (shifted - numpy.log(sums))) / len(answers)
    shares /= sums
    shares -= answers
    shares /= len(answers)
    return loss, shares


def solve(problem, points, answers, iterations, seed):
    """Minimises the loss under the schedule of ridges, each search within so many iterations."""
    answers = answers / answers.sum(axis=1, keepdims=True)
    kind = problem["kind"]
    if kind == "mlp":
        loss = Perceptron(points, answers, problem["hidden"])
    else:
        loss = Regression(kind, points, answers)
    start = loss.start(numpy.random.default_rng(seed))
    labels = answers.argmax(axis=1)
    done = 0
    for ridge in loss.ridges():
        result = minimize(
            loss, start, args=(ridge,), jac=True, method="L-BFGS-B",
            options=OPTIONS | {"maxiter": iterations},
        )
        done += result.nit
        if numpy.mean(loss.scores(result.x).argmax(axis=1) == labels) > 0.99:
            break
    return loss.parameters(result.x), done, result


def read(folder):
    """A problem and its queries and answers: Double after Double, row after row."""
    problem = json.loads((folder / "problem.json").read_text())
    shape = (problem["queries"], -1)
    points = numpy.fromfile(folder / "queries.f64", "<f8").reshape(shape)
    answers = numpy.fromfile(folder / "answers.f64", "<f8").reshape(shape)
    return problem, points, answers


def run(folder, solver, round_number, seed):
    """Solves a problem and writes the copy, a model file of Skua, and what the solve took."""
    problem, points, answers = read(folder)
    began = time.perf_counter()
    parameters, iterations, result = solve(problem, points, answers, ITERATIONS[solver], seed)
    seconds = time.perf_counter() - began
    copy = {
        "format": "skua-model",
        "version": 1,
        "kind": problem["kind"],
        "schema": problem["schema"],
        "parameters": parameters,
    }
    name = f"{solver}-{round_number}"
    (folder / f"{name}.model.json").write_text(json.dumps(copy))
    unit = 1 if sys.platform == "darwin" else 1024
    measurement = {
        "solver": solver,
        "round": round_number,
        "seconds": seconds,
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit,
        "iterations": iterations,
        "converged": bool(numpy.abs(result.jac).max() <= OPTIONS["gtol"]),
        "version": f"SciPy {scipy.__version__}",
    }
    (folder / f"{name}.json").write_text(json.dumps(measurement))


def check():
    """Whether each gradient agrees with finite differences at five random points."""
    generator = numpy.random.default_rng(1)
    points = generator.uniform(-1, 1, (40, 6))
    answers = generator.dirichlet(numpy.ones(4), 40)
    losses = {
        "softmax": Regression("softmax", points, answers),
        "ovr": Regression("ovr", points, answers),
        "mlp": Perceptron(points, answers, 3),
    }
    worst = 0
    for name, loss in losses.items():
        error = 0
        for _ in range(5):
            at = generator.normal(size=loss.size)
            difference = check_grad(
                lambda w: loss(w, 0.1)[0], lambda w: loss(w, 0.1)[1], at, epsilon=1e-7
            )
            error = max(error, difference / numpy.linalg.norm(loss(at, 0.1)[1]))
        print(f"{name}: gradient differs from finite differences by {error:.1e} of its norm")
        worst = max(worst, error)
    # Forward differences of a step of 1e-7 are exact to about 1e-7 themselves.
    return worst < 1e-5


def main():
    parser = argparse.ArgumentParser(description="SciPy's L-BFGS-B on recorded answers.")
    parser.add_argument("folder", nargs="?", type=pathlib.Path, help="a problem's folder")
    parser.add_argument("--solver", choices=ITERATIONS, default="scipy", help="iterations allowed")
    parser.add_argument("--round", type=int, default=1, help="number of the run")
    parser.add_argument("--seed", type=int, default=1, help="decides a perceptron's first weights")
    parser.add_argument("--check", action="store_true", help="check the gradients and stop")
    options = parser.parse_args()
    if options.check:
        sys.exit(0 if check() else 1)
    if options.folder is None:
        parser.error("give a problem's folder, or --check")
    run(options.folder, options.solver, options.round, options.seed)


if __name__ == "__main__":
    main()
