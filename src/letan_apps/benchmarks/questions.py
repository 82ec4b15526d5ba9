"""Questions that benchmarks ask: the pack's own golden ones, so that none are written twice."""

from letan.faq.faq import Faq


def questions(faq: Faq, count: int) -> list[str]:
    """Return `count` golden questions, spread evenly over the entries."""
    golden = [case.question for entry in faq.release.entries() for case in entry.golden]
    step = max(1, len(golden) // count)
    return golden[::step][:count]
