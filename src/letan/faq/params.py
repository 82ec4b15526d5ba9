"""Fitted numbers. Remake them after changing the content: `python -m letan_apps.fit_faq`; see docs/faq.md."""

from letan.faq.fusion import FusionWeights

FUSION = FusionWeights(
    signals=(6.0, 4.0, 1.0, 1.0, 1.0, 3.0, 1.0),
    foreign_bias=3.0,
    foreign_ridge=5.0,
    foreign_nearest=3.0,
)
