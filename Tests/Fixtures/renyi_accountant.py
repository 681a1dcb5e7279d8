"""Rényi divergences of the sampled Gaussian mechanism by adaptive quadrature.

Writes Tests/LanguageModelsTests/Fixtures/renyi-accountant/expected.json: for each case the noise s, the
sampling rate q, the order a, and the divergence of order a of (1 - q) N(0, s^2) + q N(1, s^2) from
N(0, s^2), straight from its definition: the log of the integral of p^a / r^(a - 1), over a - 1.

Needs scipy. Run from the root of the repository.
"""

import json
import math
from pathlib import Path

from scipy.integrate import quad

OUT = Path("Tests/LanguageModelsTests/Fixtures/renyi-accountant")


def log_density(z: float, mean: float, s: float) -> float:
    return -((z - mean) ** 2) / (2 * s * s) - math.log(s) - 0.5 * math.log(2 * math.pi)


def log_mixture(z: float, q: float, s: float) -> float:
    a, b = log_density(z, 0, s), log_density(z, 1, s)
    if q == 1:
        return b
    a, b = a + math.log1p(-q), b + math.log(q)
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))


def divergence(order: float, q: float, s: float) -> float:
    def log_integrand(z: float) -> float:
        return order * log_mixture(z, q, s) - (order - 1) * log_density(z, 0, s)

    first, last = -15 * s, order + 15 * s
    points = [first + (last - first) * i / 400 for i in range(401)]
    peak = max(map(log_integrand, points))
    total = sum(
        quad(lambda z: math.exp(log_integrand(z) - peak), low, high, epsabs=0, epsrel=1e-13)[0]
        for low, high in zip(points, points[1:]))
    return (peak + math.log(total)) / (order - 1)


def main() -> None:
    cases = [
        {"noise": s, "rate": q, "order": a, "divergence": divergence(a, q, s)}
        for s in (0.3, 0.6, 1.1, 2.0, 8.0)
        for q in (0.001, 256 / 13000, 0.3, 1)
        for a in (1.05, 1.5, 2, 2.75, 7, 10.25, 32)
    ]
    OUT.mkdir(exist_ok=True)
    (OUT / "expected.json").write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
