"""What the centre's staff change of a site: counters' names and closures, hours, days off, notices.

The hall itself, its walls and where things stand, is the site file's alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from letan.kernel.text import Text
from letan.site.hours import Holiday, WeekHours
from letan.site.parse import (
    KeyPath,
    SiteProblem,
    parse_holidays,
    parse_hours,
    parse_notices,
    parse_text,
)
from letan.site.site import Counter, Notice, Site


@dataclass(frozen=True, slots=True)
class CounterFacts:
    """What differs at one counter; None = as in the site file.

    Attributes:
        title: What it serves, in words.
        fields: Topics of the content that it serves.
        hours: Its own hours.
        closed: Days on which it alone is closed.
    """

    title: Text | None = None
    fields: tuple[str, ...] | None = None
    hours: WeekHours | None = None
    closed: tuple[Holiday, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalFacts:
    """The staff's word against the site file's; None = as in the file.

    Attributes:
        counters: By id; one that is missing is as in the file.
        hours: Of the week.
        holidays: All of them.
        notices: All of them.
    """

    counters: Mapping[str, CounterFacts] = field(default_factory=dict)
    hours: WeekHours | None = None
    holidays: tuple[Holiday, ...] | None = None
    notices: tuple[Notice, ...] | None = None

    def laid_over(self, site: Site) -> Site:
        """Return the site with these facts; what names a counter it does not have is passed over.

        An installer may have drawn another hall since: the robot must still start.
        """
        return replace(
            site,
            counters=tuple(self._counter(counter) for counter in site.counters),
            hours=site.hours if self.hours is None else self.hours,
            holidays=site.holidays if self.holidays is None else self.holidays,
            notices=site.notices if self.notices is None else self.notices,
        )

    def _counter(self, counter: Counter) -> Counter:
        facts = self.counters.get(counter.id)
        if facts is None:
            return counter
        return replace(
            counter,
            title=facts.title or counter.title,
            fields=counter.fields if facts.fields is None else facts.fields,
            hours=facts.hours or counter.hours,
            closed=facts.closed,
        )


def parse_local(document: Mapping[str, object]) -> LocalFacts:
    """Build the facts.

    Args:
        document: Valid by `LOCAL_SCHEMA`.

    Raises:
        SiteProblem: As `parse_site` does for the same keys.
    """
    counters = cast(Mapping[str, Mapping[str, object]], document.get("counters", {}))
    return LocalFacts(
        {name: _counter_facts(raw, ("counters", name)) for name, raw in counters.items()},
        parse_hours(document["hours"], ("hours",)) if "hours" in document else None,
        parse_holidays(document["holidays"], ("holidays",)) if "holidays" in document else None,
        parse_notices(document["notices"], ("notices",)) if "notices" in document else None,
    )


def local_problems(facts: LocalFacts, site: Site) -> Iterator[SiteProblem]:
    """Yield what these facts name that the hall does not have."""
    known = {counter.id for counter in site.counters}
    for name in facts.counters.keys() - known:
        yield SiteProblem(("counters", name), f"there is no counter {name!r}", "Remove it")
    places = {place.id for place in site.destinations}
    for index, notice in enumerate(facts.notices or ()):
        if notice.place and notice.place not in places:
            at: KeyPath = ("notices", index, "place")
            yield SiteProblem(at, f"there is no place {notice.place!r}", "Choose another place")


def _counter_facts(raw: Mapping[str, object], at: KeyPath) -> CounterFacts:
    fields = cast("list[object] | None", raw.get("fields"))
    return CounterFacts(
        parse_text(raw["title"]) if "title" in raw else None,
        None if fields is None else tuple(map(str, fields)),
        parse_hours(raw["hours"], (*at, "hours")) if "hours" in raw else None,
        parse_holidays(raw.get("closed", ()), (*at, "closed")),
    )
