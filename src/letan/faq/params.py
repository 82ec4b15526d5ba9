"""Fitted numbers; `python -m letan_apps.fit_faq` makes them anew, see docs/faq.md."""

from letan.faq.fusion import FusionWeights

FUSION = FusionWeights(
    signals=(8.749, 3.141, 1.385, -0.257, 2.922, 2.921, 1.098),
    foreign_bias=3.914,
    foreign_ridge=5.225,
    foreign_nearest=3.515,
)
