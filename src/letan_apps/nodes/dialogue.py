"""The conversation: core state machine, the site's places, journal, ticket machine, ROS."""

from letan_apps.journal import JournalKeeper, open_journal
from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_ros.dialogue import DialogueNode
from letan_sim.ticket_machine import SimulatedTicketMachine


def build(context: Context) -> DialogueNode:
    """Return the node; without a site it points at nothing and stays where it is."""
    site = load_site(context.site) if context.site is not None else None
    places = {} if site is None else {place.id: place.stand.point for place in site.destinations}
    base = "" if site is None else site.base.id
    watch = JournalKeeper(open_journal(context.home)).watch
    tickets = None
    if site is not None and context.profile.name == "sim":
        tickets = SimulatedTicketMachine(site)
    return DialogueNode(
        places=places, base=base, watch=watch, tickets=tickets, **context.arguments("dialogue")
    )
