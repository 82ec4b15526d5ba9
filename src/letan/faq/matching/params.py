"""Fitted numbers; `python -m letan_apps.fitting.faq` makes them anew, see docs/faq.md."""

from letan.faq.matching.fusion import FusionWeights
from letan.faq.matching.sound import SoundWeights

FUSION = FusionWeights(
    signals=(8.393, 3.812, 2.706, 1.467, -0.816, 3.345, 2.966, 0.927),
    foreign_bias=4.515,
    foreign_ridge=6.249,
    foreign_nearest=3.909,
)

SOUND = SoundWeights(
    of_intent=(
        0.575, 0.539, 1.812, 0.279, 3.426, -0.593, 0.83, 3.832, 1.637, 1.405, -1.081, 1.454,
        0.161, 0.345, 0.28,
    ),
    of_none=(0.67, 0.67, 0.794, 0.076, -0.168, -0.254, 1.268, -0.781),
)  # fmt: skip
