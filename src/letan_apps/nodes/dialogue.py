"""The conversation: core state machine, the site's places, journal, ticket machine, ROS."""

from pathlib import Path

from letan.ports.staff_bell import StaffBell
from letan.ports.tickets import TicketMachine
from letan.site.site import Site
from letan_apps.journal import JournalKeeper
from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_engines.webhook_bell import WebhookBell
from letan_ros.dialogue import DialogueNode
from letan_sim.ticket_machine import SimulatedTicketMachine


def build(context: Context) -> DialogueNode:
    """Return the node; without a site it points at nothing and stays where it is."""
    site = load_site(context.site) if context.site is not None else None
    places = {} if site is None else {place.id: place.stand.point for place in site.destinations}
    return DialogueNode(
        places=places,
        base="" if site is None else site.base.id,
        journal=JournalKeeper(journal_home(context)),
        tickets=ticket_machine(context, site),
        bell=staff_bell(context),
        **context.arguments("dialogue"),
    )


def journal_home(context: Context) -> Path:
    """Return whose journal is kept: played visitors are not in that of the real ones."""
    return context.home / "simulated" if context.profile.use_sim_time else context.home


def staff_bell(context: Context) -> StaffBell | None:
    """Return what rings outside the graph; None where no address is set.

    Raises:
        LetanError: If the address is none.
    """
    url = str(context.values["dialogue"]["staff_webhook"])
    return WebhookBell(url) if url else None


def ticket_machine(context: Context, site: Site | None) -> TicketMachine | None:
    """Return the machine that the parameter `tickets` names; `parameters_of` has checked it."""
    if site is None or context.values["dialogue"]["tickets"] == "none":
        return None
    return SimulatedTicketMachine(site)
