"""Nobody, somebody near, somebody who looks: at once when he comes, late when he has gone."""

import pytest

from letan.attention.nearness import Around, Nearness, NearnessParams, NearnessWatch

P = NearnessParams()
NOBODY, NEAR, FACING = Nearness.NOBODY, Nearness.NEAR, Nearness.FACING


@pytest.mark.parametrize(
    ("people", "visitor", "expected"),
    [
        pytest.param((), False, NOBODY, id="an empty hall"),
        pytest.param(None, False, Nearness.UNKNOWN, id="no sense follows people"),
        pytest.param(None, True, FACING, id="nobody is seen, but somebody touched or spoke"),
        pytest.param((Around(P.near + 0.1, looks=True),), False, NOBODY, id="he looks from afar"),
        pytest.param((Around(P.near),), False, NEAR, id="near and looks elsewhere"),
        pytest.param((Around(1.0), Around(P.near, looks=True)), False, FACING, id="one looks"),
    ],
)
def test_the_first_look_tells(
    people: tuple[Around, ...] | None, visitor: bool, expected: Nearness
) -> None:
    assert NearnessWatch().step(people, visitor, 7.0) is expected


def test_who_goes_is_told_late_and_who_turns_away_sooner() -> None:
    watch = NearnessWatch()
    told = {0.0: watch.step((Around(1.5, looks=True),), True, 0.0)}
    for tenth in range(1, 60):
        now = tenth / 10
        people = (Around(1.5),) if now < 2.0 else ()
        told[now] = watch.step(people, False, now)
    ends = [now for now in sorted(told) if now > 0 and told[now] is not told[round(now - 0.1, 1)]]
    assert [(now, told[now]) for now in ends] == [
        (P.away, NEAR),
        (pytest.approx(1.9 + P.alone), NOBODY),
    ]


def test_who_steps_back_a_little_is_still_near() -> None:
    between = (Around(P.gone - 0.1),)
    watch = NearnessWatch()
    assert watch.step(between, False, 0.0) is NOBODY, "he has not come near yet"
    watch.step((Around(P.near),), False, 0.2)
    assert {watch.step(between, False, 0.2 + 0.2 * k) for k in range(40)} == {NEAR}
    assert watch.step((Around(P.gone + 0.1),), False, 8.0 + P.alone) is NOBODY
