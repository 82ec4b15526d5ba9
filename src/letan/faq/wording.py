"""Words and cards of a reply, from claims that hold today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from letan.faq.content.entry import FACETS, Answer, Claim, Entry, Situation, holding
from letan.faq.places import fill_local
from letan.faq.reply import Card, CardSection, CardSource
from letan.kernel.text import Text
from letan.kernel.units import Language
from letan.site.site import Counter, Place, Site
from letan.vietnamese.unicode import words_of

MAX_SPOKEN_WORDS = 45

FACET_TITLES: dict[str, Text] = {
    "documents": Text("Giấy tờ cần có", "Documents"),
    "steps": Text("Các bước", "Steps"),
    "time": Text("Thời gian", "Time"),
    "fee": Text("Lệ phí", "Fee"),
    "where": Text("Nơi làm", "Where"),
    "online": Text("Làm trên mạng", "Online"),
    "who": Text("Ai được", "Who"),
    "amount": Text("Mức hưởng", "Amount"),
    "notes": Text("Lưu ý", "Notes"),
}

_SPOKEN_TITLES: dict[str, Text] = {
    "who": Text("điều kiện", "conditions"),
    "online": Text("cách làm trên mạng", "way to do it online"),
}
"""Of facets whose title on the card does not fit into "về …"."""

NOT_HEARD = Text(
    "Xin lỗi, cháu chưa nghe rõ. Mời quý khách nói lại, hoặc chạm vào màn hình ạ.",
    "Sorry, I did not catch that. Please say it again or touch the screen.",
)
NOT_KNOWN = Text(
    "Việc này cháu chưa trả lời chắc chắn được. Mời quý khách hỏi cán bộ ở bàn hướng dẫn ạ.",
    "I am not sure about this. Please ask the officer at the information desk.",
)
NOT_CURRENT = Text(
    "Thông tin này cần xem lại theo quy định mới. "
    "Mời quý khách hỏi cán bộ để được trả lời chính xác ạ.",
    "This needs checking against the rules in force. Please ask an officer.",
)
WHICH_ONE = Text(
    "Có phải quý khách hỏi một trong các việc này không ạ?", "Do you mean one of these?"
)
WHICH_PROCEDURE = Text("Quý khách hỏi về thủ tục nào ạ?", "Which procedure do you mean?")
_REST_ON_SCREEN = Text("Phần còn lại có trên màn hình ạ.", "The rest is on the screen.")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an answer depends on besides the entry.

    Attributes:
        today: Day that claims are held against; None = unknown.
        language: Of the answer.
        site: The hall; None = unknown.
        values: Local texts for the braces of answers.
    """

    today: date | None
    language: Language
    site: Site | None
    values: Mapping[str, Text]


def foreign_text(title: str) -> Text:
    """Return what is said of a thing that the robot knows of, but has no facts about."""
    return Text(
        f"Về {title}, cháu chưa có thông tin chắc chắn. "
        "Mời quý khách hỏi cán bộ ở bàn hướng dẫn ạ.",
        NOT_KNOWN.en,
    )


def answer_of(entry: Entry, situation: Situation | None) -> Answer:
    """Return the entry's answer, with the parts that the situation replaces."""
    if situation is None:
        return entry.answer
    special = situation.answer
    return Answer(
        special.spoken or entry.answer.spoken,
        {**entry.answer.facets, **special.facets},
        special.notes + entry.answer.notes,
    )


def spoken_text(entry: Entry, answer: Answer, facet: str, setting: Setting) -> str | None:
    """Return what is said; None if what there is to say has expired or is not known here."""
    if not facet:
        claim = _spoken_claim(answer, setting)
        return _filled(claim, setting) if claim else None
    written = answer.facets.get(facet, ())
    claims = holding(written, setting.today)
    if written and not claims:
        return None
    if not claims:
        return _where(entry, setting) if facet == "where" else _ask_the_desk(entry, facet, setting)
    texts = [text for claim in claims if (text := _filled(claim, setting)) is not None]
    if facet in ("documents", "steps"):
        return _list_of(entry, facet, texts, setting.language)
    return _sentences(texts, setting.language)


def with_subject(entry: Entry, text: str, language: Language) -> str:
    """Return an answer that says what it is about: needed where two are told in one breath."""
    title = entry.title.of(language)
    if _small(title) in _small(text) or any(alias in _small(text) for alias in entry.aliases):
        return text
    return f"Về {_small(title)}: {_small(text)}" if language == "vi" else f"{title}: {text}"


def card_of(entry: Entry, answer: Answer, text: str, setting: Setting) -> Card:
    """Return the card: every facet that holds today, with its sources."""
    language = setting.language
    sections = []
    used = [claim] if (claim := _spoken_claim(answer, setting)) else []
    for facet in (*FACETS, "notes"):
        claims = holding(
            answer.notes if facet == "notes" else answer.facets.get(facet, ()), setting.today
        )
        lines = tuple(
            _line(claim, line, language) for claim in claims if (line := _filled(claim, setting))
        )
        if lines:
            used.extend(claims)
            sections.append(CardSection(facet, FACET_TITLES[facet].of(language), lines))
    cited = {source for claim in used for source in claim.sources}
    ends = [claim.valid_until for claim in used if claim.valid_until is not None]
    sources = tuple(
        CardSource(s.title, s.url, s.as_of.isoformat() if s.as_of else "")
        for s in entry.sources
        if s.id in cited
    )
    return Card(
        intent=entry.id,
        title=entry.title.of(language),
        text=text,
        language=language,
        sections=tuple(sections),
        sources=sources,
        valid_until=min(ends).isoformat() if ends else "",
        place=entry.place,
        place_title=place_title(entry.place, setting),
        url=next((source.url for source in sources if source.url), ""),
    )


def place_title(place: str, setting: Setting) -> str:
    """Return a place as a sign names it: "Quầy số 1: Hộ tịch"; "" if the hall has no such place."""
    found = _place(place, setting.site)
    if found is None:
        return ""
    title = found.title.of(setting.language)
    if not isinstance(found, Counter):
        return title
    return (
        f"Quầy số {found.number}: {title}"
        if setting.language == "vi"
        else f"Counter {found.number}: {title}"
    )


def closed_text(place: str, setting: Setting) -> str:
    """Say that a place is closed today though the centre is not; "" where it is not so."""
    found = _place(place, setting.site)
    closure = None if found is None or setting.today is None else found.closed_on(setting.today)
    if found is None or closure is None:
        return ""
    spoken, last = found.spoken.of(setting.language), closure.last
    spoken = spoken[:1].upper() + spoken[1:]
    if setting.language == "en":
        return f"{spoken} is closed until {last:%B} {last.day}."
    return f"{spoken} tạm nghỉ đến hết ngày {last.day} tháng {last.month} ạ."


def place_spoken(place: str, setting: Setting) -> str:
    """Return a place as said inside a sentence; "" if the hall has no such place."""
    found = _place(place, setting.site)
    if found is None:
        return ""
    spoken, title = found.spoken.of(setting.language), found.title.of(setting.language)
    return f"{spoken}, {title}" if isinstance(found, Counter) else spoken


def _place(place: str, site: Site | None) -> Place | None:
    if site is None or not place:
        return None
    return next((found for found in site.destinations if found.id == place), None)


def _spoken_claim(answer: Answer, setting: Setting) -> Claim | None:
    """Return the first claim that holds today and whose braces this centre can fill."""
    claims = holding(answer.spoken, setting.today)
    return next((claim for claim in claims if _filled(claim, setting)), None)


def _filled(claim: Claim, setting: Setting) -> str | None:
    filled = fill_local(claim.text, setting.values)
    return filled.of(setting.language) if filled else None


def _line(claim: Claim, text: str, language: Language) -> str:
    return f"{text} ({claim.copies.of(language)})" if claim.copies else text


def _where(entry: Entry, setting: Setting) -> str:
    spoken = place_spoken(entry.place, setting)
    if not spoken:
        return NOT_KNOWN.of(setting.language)
    title = entry.title.of(setting.language)
    if setting.language == "en":
        return f"{title}: please go to {spoken}."
    return f"{title} làm ở {spoken} ạ."


def _ask_the_desk(entry: Entry, facet: str, setting: Setting) -> str:
    facet_title = _SPOKEN_TITLES.get(facet, FACET_TITLES[facet]).of(setting.language).lower()
    spoken = place_spoken(entry.place, setting)
    title = entry.title.of(setting.language)
    if setting.language == "en":
        desk = spoken or "the counter"
        return f"{title}: for the {facet_title}, please ask at {desk}."
    return f"{title}: về {facet_title}, mời quý khách hỏi tại {spoken or 'quầy'} ạ."


def _list_of(entry: Entry, facet: str, items: list[str], language: Language) -> str:
    title = entry.title.of(language)
    if language == "en":
        first = f"{title} needs: " if facet == "documents" else f"{title}: "
    else:
        named = "Việc này" if "," in title else title  # a list of names is no subject
        first = f"{named} cần: " if facet == "documents" else f"{named} có {len(items)} bước: "
    kept = list(items)
    while len(kept) > 1 and len(words_of(first + " ".join(kept))) > MAX_SPOKEN_WORDS - 6:
        kept.pop()
    if facet == "steps" and len(items) > 1:
        numbered = [f"{_ordinal(at, language)} {_small(item)}" for at, item in enumerate(kept)]
    else:
        numbered = [_small(item) for item in kept]
    text = first + "; ".join(item.rstrip(".") for item in numbered)
    if len(kept) < len(items):
        return f"{text}. {_REST_ON_SCREEN.of(language)}"
    return _polite(text, language)


def _sentences(texts: list[str], language: Language) -> str:
    kept: list[str] = []
    for text in texts:
        if kept and len(words_of(" ".join((*kept, text)))) > MAX_SPOKEN_WORDS:
            break
        kept.append(text.rstrip("."))
    return _polite(". ".join(kept), language)


def _polite(text: str, language: Language) -> str:
    text = text.rstrip(". ")
    return f"{text}." if language == "en" or text.endswith(" ạ") else f"{text} ạ."


def _ordinal(at: int, language: Language) -> str:
    if language == "en":
        return f"{at + 1},"
    return ("một là", "hai là", "ba là", "bốn là", "năm là", "sáu là", "bảy là", "tám là")[
        min(at, 7)
    ]


def _small(item: str) -> str:
    """Begin a list item with a small letter, unless it begins with an abbreviation."""
    return item if item[1:2].isupper() or not item else item[0].lower() + item[1:]
