"""`python -m letan_apps.warm`: does what is done once, so that no visitor waits for it.

Compiles the shipped answers and the hall's loops into their caches. The set-up runs it; without
it the first start does the same, later.
"""

from letan_apps.content.mind import DEFAULT_SITE, load_mind
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_sim.episode import Episode, run_episode


def main() -> None:
    """Fill the caches of this user."""
    load_mind()
    run_episode(load_site(shipped(DEFAULT_SITE)), Episode(seed=0, people=3))


if __name__ == "__main__":
    main()
