"""Small symmetric positive definite systems in plain Python."""

from __future__ import annotations

import math

Matrix = list[list[float]]
Vector = list[float]


def cholesky(matrix: Matrix) -> Matrix:
    """The lower triangular factor L of L L^T = matrix; rows hold what lies on and below the diagonal."""
    lower: Matrix = []
    for i, row in enumerate(matrix):
        made: Vector = []
        for j in range(i):
            above = lower[j]
            made.append((row[j] - sum(map(_product, made, above))) / above[j])
        made.append(math.sqrt(row[i] - sum(a * a for a in made)))
        lower.append(made)
    return lower


def solve(lower: Matrix, right: Vector) -> Vector:
    """The solution x of L L^T x = right."""
    forward: Vector = []
    for row, value in zip(lower, right, strict=True):
        forward.append((value - sum(map(_product, row, forward))) / row[-1])
    size = len(lower)
    found = [0.0] * size
    for i in range(size - 1, -1, -1):
        rest = sum(lower[k][i] * found[k] for k in range(i + 1, size))
        found[i] = (forward[i] - rest) / lower[i][i]
    return found


def inverse(matrix: Matrix) -> Matrix:
    """The inverse of a symmetric positive definite matrix."""
    lower, size = cholesky(matrix), len(matrix)
    return [solve(lower, [float(i == j) for j in range(size)]) for i in range(size)]


def _product(a: float, b: float) -> float:
    return a * b
