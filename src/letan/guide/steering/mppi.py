"""Steering by sampled futures: model predictive path integral control among people who move.

Many velocity sequences around the last plan are rolled out; the new plan is their mean, weighted
by what each would cost. Source: Williams et al. 2017, "Information theoretic MPC for model-based
reinforcement learning"; the samples that are always tried, and the choice of the best one where
the mean of two ways around somebody would be the way into him, are this project's.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from letan.guide.steering.rollout import Drive, Ground, Weights, follow_path, rollout_costs
from letan.guide.steering.situation import NavigatorLimits, Situation
from letan.guide.steering.surroundings import VX, VY, ahead, bodies_near, follower_ahead
from letan.kernel.geometry import Point2, Twist2
from letan.kernel.units import Metres, MetresPerSecond, Seconds

_SEED = 5
_FINE = 0.4
"""Every other sample stays that much nearer to the plan."""
_STANDING = 1
"""Index of the sample that stands still."""
_AT_EASE = 0.06
"""Held, and standing costs no more than that: the robot stands."""
_WEIGHTS = Weights(
    goal=1.0,
    running=0.15,
    heading=0.5,
    follower=0.5,
    follower_gap=2.4,
    near=1.5,
    intimate=7.0,
    intimate_gap=0.5,
    growth=0.04,
    touch=30.0,
    turn=0.035,
    reverse=0.35,
    hurry=2.0,
    fade=0.1,
)


@dataclass(frozen=True, slots=True)
class MppiSettings:
    """Size of the search and the prices.

    Attributes:
        samples: Sequences a plan.
        steps: Of one sequence.
        dt: Of one step.
        knots: A sequence's noise has that many free points, linear between.
        spread_v: Standard deviation of the noise of speed, m/s.
        spread_w: Of the turn rate, rad/s.
        temperature: Of the weights, in metres of way.
        loyalty: The last plan is taken to cost that much less, against dithering.
        plan_every: A plan is followed that long.
        comfort: Gap that people like to have.
        held_speed: Highest speed of a step aside while the robot is held.
        predicts: People walk on as now; False = they are taken to stand.
        weights: Prices.
    """

    samples: int = 400
    steps: int = 20
    dt: Seconds = 0.2
    knots: int = 5
    spread_v: float = 0.35
    spread_w: float = 0.7
    temperature: float = 0.06
    loyalty: float = 0.13
    plan_every: Seconds = 0.1
    comfort: Metres = 1.0
    held_speed: MetresPerSecond = 0.57
    predicts: bool = True
    weights: Weights = _WEIGHTS


class Mppi:
    """Keeps the plan between calls; the same calls give the same plans."""

    def __init__(self, settings: MppiSettings | None = None) -> None:
        """Draw the noise once: sharing it between plans makes them steadier."""
        self.settings = settings or MppiSettings()
        s = self.settings
        rng = np.random.default_rng(_SEED)
        knots = rng.standard_normal((s.samples, s.knots + 1, 2)) * (s.spread_v, s.spread_w)
        knots[::2] *= _FINE
        at = np.linspace(0.0, s.knots, s.steps)
        before = np.minimum(at.astype(int), s.knots - 1)
        share = (at - before)[np.newaxis, :, np.newaxis]
        self._noise = knots[:, before] * (1.0 - share) + knots[:, before + 1] * share
        self.reset()

    def reset(self) -> None:
        """Forget the plan."""
        self._plan: NDArray[np.float64] = np.zeros((self.settings.steps, 2))
        self._planned_at: Seconds | None = None
        self._held_at: Point2 | None = None

    def steer(self, situation: Situation, limits: NavigatorLimits) -> Twist2:
        """Return the first velocity of the plan."""
        s = self.settings
        age = None if self._planned_at is None else situation.now - self._planned_at
        if age is None or not 0.0 <= age < s.plan_every - 1e-6:
            self._shift(0.0 if age is None else min(max(age, 0.0), 1.0))
            self._improve(situation, limits)
            self._planned_at = situation.now
        return Twist2(float(self._plan[0, 0]), float(self._plan[0, 1]))

    def _shift(self, age: Seconds) -> None:
        """Let the plan begin now."""
        at = np.minimum(
            np.arange(self.settings.steps) + age / self.settings.dt, self.settings.steps - 1.0
        )
        before = np.minimum(at.astype(int), self.settings.steps - 2)
        share = (at - before)[:, np.newaxis]
        self._plan = self._plan[before] * (1.0 - share) + self._plan[before + 1] * share

    def _improve(self, situation: Situation, limits: NavigatorLimits) -> None:
        s, grid, pose = self.settings, situation.field.grid, situation.pose
        hold = situation.speed_cap < 0.05
        self._held_at = (self._held_at or pose.point) if hold else None
        held_at = self._held_at or pose.point
        top = min(situation.speed_limit, s.held_speed) if hold else situation.speed_limit
        cap = max(0.1, situation.speed_cap)
        bodies = bodies_near(situation, limits.radius, s.comfort)
        if not s.predicts:
            bodies[:, VX : VY + 1] = 0.0
        future = ahead(bodies, s.steps, s.dt)
        command = situation.command
        start = np.array([pose.x, pose.y, pose.yaw, command.v_mps, command.w_radps])
        ground = Ground(
            situation.field.cost, situation.clearance, grid.origin.x, grid.origin.y, grid.resolution
        )
        drive = Drive(
            s.dt,
            limits.acceleration,
            limits.braking,
            limits.turn_acceleration,
            cap,
            float(hold),
            held_at.x,
            held_at.y,
            limits.radius,
        )
        wanted = self._sample(top, limits)
        if not hold:
            for row, share in ((-1, 1.0), (-2, 0.5)):
                wanted[row] = follow_path(
                    start, situation.path, s.steps, drive, limits.turn_radps, share * cap
                )
        follower = follower_ahead(situation.people, s.steps, s.dt)
        costs = rollout_costs(start, wanted, ground, bodies, future, follower, drive, s.weights)
        if hold and costs[_STANDING] <= _AT_EASE:
            self._plan = np.zeros_like(self._plan)
            return
        costs[0] -= s.loyalty
        best = int(costs.argmin())
        share = np.exp(-(costs - costs[best]) / s.temperature)
        mean = np.tensordot(share / share.sum(), wanted, 1)
        (mean_cost,) = rollout_costs(
            start, mean[np.newaxis], ground, bodies, future, follower, drive, s.weights
        )
        self._plan = mean if mean_cost <= costs[best] + s.temperature else wanted[best].copy()

    def _sample(self, top: MetresPerSecond, limits: NavigatorLimits) -> NDArray[np.float64]:
        """Sequences around the plan, and some that are always worth a thought."""
        wanted: NDArray[np.float64] = self._plan + self._noise
        always = _manoeuvres(self.settings.steps, top, limits)
        wanted[0] = self._plan
        wanted[1 : 1 + len(always)] = always
        wanted[..., 0] = np.clip(wanted[..., 0], -limits.reverse, top)
        wanted[..., 1] = np.clip(wanted[..., 1], -limits.turn_radps, limits.turn_radps)
        return wanted


@lru_cache(maxsize=8)
def _manoeuvres(steps: int, top: float, limits: NavigatorLimits) -> NDArray[np.float64]:
    """One velocity, then another, of a coarse lattice; float64[n, steps, 2], standing first."""
    back, turn = -limits.reverse, limits.turn_radps
    singles = [(v, w) for v in (0.0, top, back) for w in (0.0, turn, -turn)]
    sequences = [np.tile(single, (steps, 1)) for single in singles]
    for switch in (4, 9):
        for first in singles:
            for second in singles:
                if first != second:
                    sequence = np.tile(second, (steps, 1))
                    sequence[:switch] = first
                    sequences.append(sequence)
    return np.stack(sequences)
