"""The arithmetic of tracks: a Kalman filter of constant velocity a row, and who belongs to whom.

State and covariance are x, y, vx, vy. Association is gated by the Mahalanobis distance and is the
cheapest of all together (global nearest neighbour), with two legs a person: a leg that somebody
who is seen explains does not go to somebody else who has long been hidden.
Source: Bar-Shalom, Li, Kirubarajan 2001, "Estimation with Applications to Tracking and
Navigation" (white-noise acceleration, gating); Leigh et al. 2015, "Person tracking and following
with 2D laser scanners" (legs as the pieces of one person's track).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from letan.kernel.compiled import compiled

_ONE_LEG_SD_M = 0.11
_TWO_LEGS_SD_M = 0.06
_SD_PER_M = 0.008
"""Beams lie farther apart far away."""
_OTHER_LEG_M = 0.42
_LEGS_APART_M = 0.48
"""Of one person in his longest stride."""
_NEARBY_M = 1.5
"""What is farther from a track is not his, however little is known of him."""
_SECOND_LEG = 1.0
_OF_NOBODY = 12.0
"""Costs, as squared Mahalanobis distances: of a second leg, of somebody new."""
_NEVER = 1e6
_FAR_FROM_TRACK_M = 0.45
_HIDDEN_ACCELERATION = 1.0
_FADES_S = 1.5
"""Without being seen a person is less and less believed to walk on as he did."""


@compiled
def predict(
    state: NDArray[np.float64],
    covariance: NDArray[np.float64],
    unseen: NDArray[np.float64],
    dt: float,
    acceleration: float,
) -> None:
    """Let every track walk on for `dt` seconds, in place.

    Who is not seen is believed to do nothing sudden: else his gate soon holds everybody near him.

    Args:
        state: float64[n, 4].
        covariance: float64[n, 4, 4].
        unseen: float64[n], seconds since each was seen.
        dt: Seconds.
        acceleration: Standard deviation of the accelerations of people who are seen, m/s^2.
    """
    for i in range(state.shape[0]):
        hidden = unseen[i] > 0.0
        keep = np.exp(-dt / _FADES_S) if hidden else 1.0
        power = (_HIDDEN_ACCELERATION if hidden else acceleration) ** 2
        transition = np.eye(4)
        transition[0, 2] = transition[1, 3] = dt
        transition[2, 2] = transition[3, 3] = keep
        state[i] = transition @ state[i]
        grown = transition @ np.ascontiguousarray(covariance[i]) @ transition.T
        for axis in range(2):
            grown[axis, axis] += power * dt**4 / 4.0
            grown[axis, axis + 2] += power * dt**3 / 2.0
            grown[axis + 2, axis] += power * dt**3 / 2.0
            grown[axis + 2, axis + 2] += power * dt**2
        covariance[i] = grown


def associate(
    state: NDArray[np.float64],
    covariance: NDArray[np.float64],
    pieces: NDArray[np.float64],
    gate: float,
) -> NDArray[np.int64]:
    """Say which track each piece belongs to.

    Args:
        state: float64[n, 4], predicted.
        covariance: float64[n, 4, 4], predicted.
        pieces: float64[k, 4], see `pieces_of_people`.
        gate: Largest squared Mahalanobis distance.

    Returns:
        int64[k], row of the track; -1 where none is near enough.
    """
    tracks, count = state.shape[0], pieces.shape[0]
    if tracks == 0 or count == 0:
        return np.full(count, -1)
    cost = _costs(state, covariance, pieces, gate)
    rows, columns = linear_sum_assignment(cost)
    owned = (columns < 2 * tracks) & (cost[rows, columns] < _NEVER)
    owner = np.where(owned, columns % tracks, -1)
    _part_legs(state, pieces, owner)
    _add_pieces(state, pieces, owner)
    return owner


@compiled
def _costs(
    state: NDArray[np.float64],
    covariance: NDArray[np.float64],
    pieces: NDArray[np.float64],
    gate: float,
) -> NDArray[np.float64]:
    """float64[k, 2 n + k]: each piece as a first leg, as a second one, and as nobody's."""
    tracks, count = state.shape[0], pieces.shape[0]
    cost = np.full((count, 2 * tracks + count), _NEVER)
    for k in range(count):
        cost[k, 2 * tracks + k] = _OF_NOBODY
        noise = (_ONE_LEG_SD_M + _SD_PER_M * pieces[k, 2]) ** 2
        for i in range(tracks):
            dx, dy = pieces[k, 0] - state[i, 0], pieces[k, 1] - state[i, 1]
            if dx * dx + dy * dy > _NEARBY_M**2:
                continue
            a, b = covariance[i, 0, 0] + noise, covariance[i, 0, 1]
            d = covariance[i, 1, 1] + noise
            det = a * d - b * b
            inside = (d * dx * dx - 2.0 * b * dx * dy + a * dy * dy) / det
            if inside <= gate:
                # The less is known of somebody, the less a hit near him says.
                cost[k, i] = inside + np.log(det / (noise * noise))
                cost[k, tracks + i] = cost[k, i] + _SECOND_LEG
    return cost


@compiled
def _part_legs(
    state: NDArray[np.float64], pieces: NDArray[np.float64], owner: NDArray[np.int64]
) -> None:
    """Take the worse of two legs that are too far apart from its track, in place."""
    for k in range(pieces.shape[0]):
        for other in range(k):
            i = owner[k]
            if i < 0 or owner[other] != i:
                continue
            dx, dy = pieces[k, 0] - pieces[other, 0], pieces[k, 1] - pieces[other, 1]
            if np.sqrt(dx * dx + dy * dy) > _LEGS_APART_M:
                off = (pieces[k, 0] - state[i, 0]) ** 2 + (pieces[k, 1] - state[i, 1]) ** 2
                x, y = pieces[other, 0] - state[i, 0], pieces[other, 1] - state[i, 1]
                owner[k if off > x * x + y * y else other] = -1


@compiled
def _add_pieces(
    state: NDArray[np.float64], pieces: NDArray[np.float64], owner: NDArray[np.int64]
) -> None:
    """Give pieces of nobody beside a track's first one to it: a wheelchair has more than two."""
    first = np.full(state.shape[0], -1)
    for k in range(pieces.shape[0]):
        if owner[k] >= 0 and first[owner[k]] < 0:
            first[owner[k]] = k
    for k in range(pieces.shape[0]):
        if owner[k] >= 0:
            continue
        nearest = np.inf
        for i in range(state.shape[0]):
            other = first[i]
            if other < 0:
                continue
            apart = np.hypot(pieces[k, 0] - pieces[other, 0], pieces[k, 1] - pieces[other, 1])
            off = np.hypot(pieces[k, 0] - state[i, 0], pieces[k, 1] - state[i, 1])
            if apart <= _OTHER_LEG_M and off <= _FAR_FROM_TRACK_M and off < nearest:
                nearest, owner[k] = off, i


@compiled
def correct(
    state: NDArray[np.float64],
    covariance: NDArray[np.float64],
    pieces: NDArray[np.float64],
    owner: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Take the pieces into their tracks, in place; return how many each got, int64[n].

    The middle between the outermost pieces is the person, so that a piece more of one leg does
    not draw him to that side.
    """
    got = np.zeros(state.shape[0], dtype=np.int64)
    for i in range(state.shape[0]):
        low_x, high_x, low_y, high_y, distance = np.inf, -np.inf, np.inf, -np.inf, 0.0
        for k in range(pieces.shape[0]):
            if owner[k] == i:
                low_x, high_x = min(low_x, pieces[k, 0]), max(high_x, pieces[k, 0])
                low_y, high_y = min(low_y, pieces[k, 1]), max(high_y, pieces[k, 1])
                distance = pieces[k, 2]
                got[i] += 1
        if got[i] == 0:
            continue
        base = _TWO_LEGS_SD_M if got[i] > 1 else _ONE_LEG_SD_M
        noise = (base + _SD_PER_M * distance) ** 2
        a, b = covariance[i, 0, 0] + noise, covariance[i, 0, 1]
        d = covariance[i, 1, 1] + noise
        det = a * d - b * b
        inverse = np.array([[d / det, -b / det], [-b / det, a / det]])
        gain = np.ascontiguousarray(covariance[i][:, :2]) @ inverse
        off = np.array([0.5 * (low_x + high_x) - state[i, 0], 0.5 * (low_y + high_y) - state[i, 1]])
        state[i] += gain @ off
        kept = np.eye(4)
        kept[:, :2] -= gain
        covariance[i] = kept @ np.ascontiguousarray(covariance[i])
        covariance[i] = 0.5 * (covariance[i] + covariance[i].T)
    return got


@compiled
def newcomers(pieces: NDArray[np.float64], owner: NDArray[np.int64]) -> NDArray[np.float64]:
    """Join the pieces of nobody, two legs at a time; return middles, float64[m, 2] in metres."""
    found = np.empty((pieces.shape[0], 2))
    count = 0
    used = owner >= 0
    for k in range(pieces.shape[0]):
        if used[k]:
            continue
        used[k] = True
        partner, nearest = -1, _OTHER_LEG_M
        for other in range(k + 1, pieces.shape[0]):
            if not used[other]:
                dx, dy = pieces[k, 0] - pieces[other, 0], pieces[k, 1] - pieces[other, 1]
                apart = np.sqrt(dx * dx + dy * dy)
                if apart < nearest:
                    nearest, partner = apart, other
        found[count, 0], found[count, 1] = pieces[k, 0], pieces[k, 1]
        if partner >= 0:
            used[partner] = True
            found[count, 0] = 0.5 * (pieces[k, 0] + pieces[partner, 0])
            found[count, 1] = 0.5 * (pieces[k, 1] + pieces[partner, 1])
        count += 1
    return found[:count]
