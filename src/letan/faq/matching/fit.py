"""Fitting the weights of the fusion on tune questions; not needed to answer."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from letan.faq.matching.fusion import LEXICAL, FusionWeights
from letan.faq.matching.signals import NEAREST, RIDGE, RIDGE_LOG
from letan.faq.matching.sound import SoundWeights

PRIOR = (1.0, 3.0, 0.0, 1.0, 0.0, 1.0, 3.0, 1.0)
"""Where the fit is pulled to: signals that are rare in the questions (exact, alias) keep a say."""
FOREIGN_PRIOR = (1.0, 1.0, 3.0, 3.0)
MEANING_PRIOR = (1.0, 1.0, 1.0)
"""Of the semantic tier, for intents and for "none of them" alike."""


def fit_fusion(
    tables: Sequence[NDArray[np.float64]],
    labels: Sequence[int],
    weights: Sequence[float] | None = None,
    penalty: float = 0.003,
) -> FusionWeights:
    """Fit the weights by maximum likelihood with a pull to `PRIOR`; repeatable.

    Args:
        tables: One signal table a question, all with the semantic tier or all without.
        labels: Row that is right, `len(table) - 1` for out of scope.
        weights: What each question counts; None = all alike.
        penalty: Of the squared distance from the prior, > 0.
    """
    stack = np.stack(tables)
    columns = stack.shape[2]
    further = MEANING_PRIOR[: columns - LEXICAL]
    prior = np.asarray(PRIOR + further + FOREIGN_PRIOR + further)
    right = np.asarray(labels)
    share = np.asarray(weights if weights is not None else np.ones(len(right)), np.float64)
    share = share / share.sum()
    rows = np.arange(len(right))

    def cost(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = stack @ theta[:columns]
        foreign = np.column_stack((
            np.ones(len(stack)),
            stack[:, -1, RIDGE],
            stack[:, -1, RIDGE_LOG],
            stack[:, -1, NEAREST],
            stack[:, -1, LEXICAL:],
        ))  # fmt: skip
        logits[:, -1] = foreign @ theta[columns:]
        logits -= logits.max(axis=1, keepdims=True)
        shares = np.exp(logits)
        shares /= shares.sum(axis=1, keepdims=True)
        loss = -(share * np.log(shares[rows, right] + 1e-12)).sum() + penalty / 2 * float(
            (theta - prior) @ (theta - prior)
        )
        error = shares.copy()
        error[rows, right] -= 1.0
        error *= share[:, None]
        inside = np.einsum("qi,qis->s", error[:, :-1], stack[:, :-1])
        outside = foreign.T @ error[:, -1]
        gradient = np.concatenate((inside, outside)) + penalty * (theta - prior)
        return float(loss), gradient

    found = minimize(cost, prior, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    theta = [round(float(x), 3) for x in found.x]
    bias, ridge, ridge_log, nearest, *meaning = theta[columns:]
    return FusionWeights(tuple(theta[:columns]), bias, ridge, ridge_log, nearest, tuple(meaning))


def fit_sound(
    examples: Sequence[tuple[NDArray[np.float64], NDArray[np.float64]]],
    right: Sequence[Sequence[int]],
    weights: Sequence[float],
    penalty: float = 0.002,
) -> SoundWeights:
    """Fit how sound and text are joined, by maximum likelihood with a pull to 0; repeatable.

    Args:
        examples: What `letan.faq.matching.sound.evidence` returned for each utterance.
        right: Rows that are right for each; the number of intents stands for none of them.
        weights: What each utterance counts.
        penalty: Of the squared weights, > 0.
    """
    stack = np.stack([table for table, _ in examples])
    none = np.stack([row for _, row in examples])
    wanted = np.zeros((len(examples), stack.shape[1] + 1), bool)
    for example, rows in enumerate(right):
        wanted[example, list(rows)] = True
    share = np.asarray(weights, np.float64) / sum(weights)
    width = stack.shape[2]

    def cost(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = np.concatenate((stack @ theta[:width], (none @ theta[width:])[:, None]), axis=1)
        logits -= logits.max(axis=1, keepdims=True)
        shares = np.exp(logits)
        shares /= shares.sum(axis=1, keepdims=True)
        hit = (shares * wanted).sum(axis=1) + 1e-9
        error = (shares - shares * wanted / hit[:, None]) * share[:, None]
        gradient = np.concatenate((
            np.einsum("qi,qis->s", error[:, :-1], stack),
            none.T @ error[:, -1],
        ))  # fmt: skip
        loss = -(share * np.log(hit)).sum() + penalty / 2 * float(theta @ theta)
        return float(loss), gradient + penalty * theta

    start = np.zeros(width + none.shape[1])
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    theta = [round(float(x), 3) for x in found.x]
    return SoundWeights(tuple(theta[:width]), tuple(theta[width:]))
