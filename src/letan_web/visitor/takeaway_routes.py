"""The codes that carry a card to a telephone, and the page that the telephone opens."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from io import BytesIO
from typing import Annotated, Any

import segno
from fastapi import APIRouter, FastAPI, Path, Response
from fastapi.responses import HTMLResponse

from letan.faq.reply import Card
from letan.kernel.text import Text
from letan_web.shell.origin import Origin, create_app, page_templates
from letan_web.shell.requests import BadRequest, Refusal
from letan_web.visitor.screen_feed import ScreenFeed
from letan_web.visitor.takeaway import Shelf, card_text
from letan_web.visitor.texts import PAGE_TEXTS

CardId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Hash of the card's content")]
_GONE: dict[int | str, dict[str, Any]] = {404: {"model": Refusal, "description": "Not here"}}
_SVG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/svg+xml": {}}, "description": "The code as a drawing"}
}
_QUIET_ZONE = 4
"""Modules of white around a code, as ISO/IEC 18004 asks for."""


def codes(feed: ScreenFeed, shelf: Shelf, phone_address: str) -> APIRouter:
    """Return the codes of the card on show.

    Args:
        feed: Holds the card.
        shelf: Where a card is put when a code of it is asked for.
        phone_address: Where telephones reach the robot; "" = the code holds the text itself.
    """
    router = APIRouter(responses={**_GONE, **_SVG}, prefix="/qr")

    def shown(name: str) -> Card:
        state = feed.state
        if state.card is None or state.card_id != name:
            raise BadRequest("this card is not on show", HTTPStatus.NOT_FOUND)
        return state.card

    @router.get("/{card}/answer.svg", summary="The answer for a telephone", response_class=Response)
    async def answer_code(card: CardId) -> Response:
        found = shown(card)
        if phone_address:
            return _code(f"{phone_address}/m/{shelf.put(found)}")
        return _code(card_text(found))

    @router.get("/{card}/official.svg", summary="The official page", response_class=Response)
    async def official_code(card: CardId) -> Response:
        found = shown(card)
        if not found.url:
            raise BadRequest("there is no official page", HTTPStatus.NOT_FOUND)
        return _code(found.url)

    return router


def create_phone_app(shelf: Shelf, centre: Text, hosts: tuple[str, ...]) -> FastAPI:
    """Build the application that telephones reach: cards to read, and nothing else."""
    router = APIRouter()
    page = page_templates("visitor").get_template("phone.html")

    @router.get("/m/{card}", summary="One card as a page", responses=_GONE)
    async def phone_page(card: CardId) -> HTMLResponse:
        found = shelf.get(card)
        language = "vi" if found is None else found.language
        words: Mapping[str, str] = {key: text.of(language) for key, text in PAGE_TEXTS.items()}
        text = page.render(
            t=words,
            card=found,
            centre=centre.of(language),
            language=language,
            day=lambda iso: day_text(iso, language),
        )
        return HTMLResponse(text, HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)

    return create_app(Origin("letan: cards for telephones", hosts, static=("phone",)), (router,))


def day_text(iso: str, language: str) -> str:
    """Return 2026-07-01 as people of that language read it; what is no date stays as it is."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return iso if language == "en" else f"{found:%d/%m/%Y}"


def _code(content: str) -> Response:
    drawing = BytesIO()
    segno.make(content, error="m", micro=False, boost_error=False).save(
        drawing,
        kind="svg",
        border=_QUIET_ZONE,
        xmldecl=False,
        svgns=True,
        omitsize=True,
        light="#ffffff",
        dark="#000000",
    )
    return Response(drawing.getvalue(), media_type="image/svg+xml")
