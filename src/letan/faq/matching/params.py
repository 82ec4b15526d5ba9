"""Fitted numbers; `python -m letan_apps.fitting.faq` makes them anew, see docs/faq.md."""

from letan.faq.matching.fusion import FusionWeights
from letan.faq.matching.sound import SoundWeights

FUSION = FusionWeights(
    signals=(1.012, 3.298, -0.896, 1.155, -0.997, 1.504, 3.0, 0.738),
    foreign_bias=1.526,
    foreign_ridge=0.965,
    foreign_ridge_log=2.912,
    foreign_nearest=3.296,
)

FUSION_WITH_MEANING = FusionWeights(
    signals=(*FUSION.signals, 1.0, 1.0, 1.0),
    foreign_bias=FUSION.foreign_bias,
    foreign_ridge=FUSION.foreign_ridge,
    foreign_ridge_log=FUSION.foreign_ridge_log,
    foreign_nearest=FUSION.foreign_nearest,
    foreign_meaning=(1.0, 1.0, 1.0),
)

SOUND = SoundWeights(
    of_intent=(
        0.575, 0.539, 1.812, 0.279, 3.426, -0.593, 0.83, 3.832, 1.637, 1.405, -1.081, 1.454,
        0.161, 0.345, 0.28,
    ),
    of_none=(0.67, 0.67, 0.794, 0.076, -0.168, -0.254, 1.268, -0.781),
)  # fmt: skip
