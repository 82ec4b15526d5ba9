from dataclasses import replace

from tests.unit.faq.packs import BIRTH, RELEASE, RENEW

from letan.faq.content.entry import Topic
from letan.faq.content.release import Release
from letan.faq.faq import Faq
from letan.faq.quality.overlap import kept_share, stolen_phrasings
from letan.kernel.text import Text


def test_a_phrasing_in_the_wrong_entry_is_stolen_back() -> None:
    renew = replace(RENEW, phrasings=(*RENEW.phrasings, "đăng ký làm giấy khai sinh cho con"))
    release = Release("x", (Topic("t", Text("T"), (BIRTH, renew)),))
    found = stolen_phrasings(Faq(release).matcher.index, least=0.3, lead=0.2)
    assert ("đăng ký làm giấy khai sinh cho con", "can_cuoc.cap_doi", "ho_tich.khai_sinh") in [
        (stolen.text, stolen.owner, stolen.thief) for stolen in found
    ]


def test_the_sample_release_keeps_its_own() -> None:
    index = Faq(RELEASE).matcher.index
    assert stolen_phrasings(index) == ()
    assert kept_share(index) > 0.5
