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
        0.575, 0.539, 1.812, 0.279, 3.426, -0.593, 0.83, 3.832, 1.637, 1.405, -1.081, 1.454,
        0.161, 0.345, 0.28,
    ),
    of_none=(0.67, 0.67, 0.794, 0.076, -0.168, -0.254, 1.268, -0.781),
)  # fmt: skip
