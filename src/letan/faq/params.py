"""Fitted numbers; `python -m letan_apps.fit_faq` makes them anew, see docs/faq.md."""

from letan.faq.fusion import FusionWeights

FUSION = FusionWeights(
    signals=(8.36, 3.735, 2.693, 1.492, -0.804, 3.359, 3.0, 0.925),
    foreign_bias=4.504,
    foreign_ridge=6.252,
    foreign_nearest=3.895,
)
