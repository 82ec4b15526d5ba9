"""Fitted numbers; `python -m letan_apps.fit_faq` makes them anew, see docs/faq.md."""

from letan.faq.fusion import FusionWeights

FUSION = FusionWeights(
    signals=(7.917, 3.358, 1.614, -0.267, 2.483, 3.0, 1.531),
    foreign_bias=3.602,
    foreign_ridge=4.893,
    foreign_nearest=3.734,
)
