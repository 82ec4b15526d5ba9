"""Fitted numbers; `python -m letan_apps.fitting.faq` makes them anew, see docs/faq.md."""

from letan.faq.matching.fusion import FusionWeights
from letan.faq.matching.sound import SoundWeights

FUSION = FusionWeights(
    signals=(1.04, 3.299, -0.889, 1.136, -1.088, 1.516, 3.0, 0.717),
    foreign_bias=1.58,
    foreign_ridge=0.937,
    foreign_ridge_log=2.874,
    foreign_nearest=3.273,
)

FUSION_WITH_MEANING = FusionWeights(
    signals=(0.546, 1.821, -0.595, 0.941, -0.988, 1.144, 3.0, 0.686, 1.496, 1.358, 1.138),
    foreign_bias=1.258,
    foreign_ridge=0.81,
    foreign_ridge_log=2.016,
    foreign_nearest=3.119,
    foreign_meaning=(1.094, 0.905, 1.4),
)

SOUND = SoundWeights(
    of_intent=(
        0.202, 0.134, 0.167, 2.273, 2.732, 0.968, -0.893, 1.113, 0.345, 0.395, 0.623, -0.298, 0.286,
        0.377, 0.867, 0.212, 3.041, 1.231, 0.37,
    ),
    of_none=(2.934, 0.272, -0.326, 0.034, -0.572, 0.425, -0.405, 1.928, -1.095, 0.831, 0.63),
)  # fmt: skip
