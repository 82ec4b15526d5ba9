"""The conversation: core state machine, the site's places, journal, ticket machine, ROS."""

from letan.kernel.faults import LetanError
from letan.ports.tickets import TicketMachine
from letan.site.site import Site
from letan_apps.journal import JournalKeeper
from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_ros.dialogue import DialogueNode
from letan_sim.ticket_machine import SimulatedTicketMachine


def build(context: Context) -> DialogueNode:
    """Return the node; without a site it points at nothing and stays where it is.

    Raises:
        LetanError: If the parameters ask for a ticket machine that is not there.
    """
    site = load_site(context.site) if context.site is not None else None
    places = {} if site is None else {place.id: place.stand.point for place in site.destinations}
    return DialogueNode(
        places=places,
        base="" if site is None else site.base.id,
        journal=JournalKeeper(context.home),
        tickets=ticket_machine(context, site),
        **context.arguments("dialogue"),
    )


def ticket_machine(context: Context, site: Site | None) -> TicketMachine | None:
    """Return the machine that the parameter `tickets` names.

    Raises:
        LetanError: If it is not there: a simulated one stands in a simulated hall only, since its
            numbers are worth nothing in a real one.
    """
    if context.values["dialogue"]["tickets"] == "none":
        return None
    if site is None or not context.profile.use_sim_time:
        raise LetanError(
            "dialogue.tickets",
            f"profile {context.profile.name} has no simulated hall for a simulated ticket machine",
            "Set tickets: none",
        )
    return SimulatedTicketMachine(site)
