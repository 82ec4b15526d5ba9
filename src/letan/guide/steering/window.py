"""Steering by the dynamic window: the best constant velocity that the drive can reach soon.

Source: Fox, Burgard, Thrun 1997, "The dynamic window approach to collision avoidance". People
are taken to stand where they are, as a costmap has them.
"""

import numpy as np

from letan.guide.steering.rollout import Drive, Ground, Weights, rollout_costs
from letan.guide.steering.situation import NavigatorLimits, Situation
from letan.guide.steering.surroundings import VX, VY, ahead, bodies_near
from letan.kernel.geometry import STANDSTILL, Twist2

_SPEEDS, _TURNS = 9, 25
_STEPS, _DT = 12, 0.2
_REACH_S = 0.5
_COMFORT_M = 0.6
_WEIGHTS = Weights(
    goal=1.0,
    running=0.0,
    heading=0.0,
    follower=0.0,
    follower_gap=0.0,
    near=1.0,
    intimate=0.0,
    intimate_gap=0.0,
    growth=0.0,
    touch=30.0,
    turn=0.05,
    reverse=0.3,
    hurry=2.0,
    fade=0.1,
)


class DynamicWindow:
    """Has no memory."""

    def reset(self) -> None:
        """Nothing to forget."""

    def steer(self, situation: Situation, limits: NavigatorLimits) -> Twist2:
        """Return the cheapest velocity of the window; nothing while held."""
        if situation.speed_cap < 0.05:
            return STANDSTILL
        top = max(0.1, situation.speed_cap)
        command, pose, grid = situation.command, situation.pose, situation.field.grid
        reach_v, reach_w = limits.acceleration * _REACH_S, limits.turn_acceleration * _REACH_S
        v = np.linspace(
            max(0.0, min(command.v_mps - reach_v, top)), min(top, command.v_mps + reach_v), _SPEEDS
        )
        w = np.linspace(
            max(-limits.turn_radps, command.w_radps - reach_w),
            min(limits.turn_radps, command.w_radps + reach_w),
            _TURNS,
        )
        pairs = np.stack(np.meshgrid(v, w, indexing="ij"), axis=-1).reshape(-1, 1, 2)
        wanted = np.repeat(pairs, _STEPS, axis=1)
        bodies = bodies_near(situation, limits.radius, _COMFORT_M)
        bodies[:, VX : VY + 1] = 0.0
        drive = Drive(
            _DT,
            limits.acceleration,
            limits.braking,
            limits.turn_acceleration,
            top,
            0.0,
            0.0,
            0.0,
            limits.radius,
        )
        ground = Ground(
            situation.field.cost, situation.clearance, grid.origin.x, grid.origin.y, grid.resolution
        )
        start = np.array([pose.x, pose.y, pose.yaw, command.v_mps, command.w_radps])
        future = ahead(bodies, _STEPS, _DT)
        costs = rollout_costs(
            start, wanted, ground, bodies, future, np.empty((0, 2)), drive, _WEIGHTS
        )
        best = pairs[int(costs.argmin()), 0]
        return Twist2(float(best[0]), float(best[1]))
