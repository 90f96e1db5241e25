from leads.models import Lead
from leads.pages.display import with_phrases
from leads.rules.phrases import SUBJECT

from .world import DAY, World


def contexts(world: World) -> dict[str, dict]:
    lead = {"lead": _lead(world), "country": world.firm.get_country_display()}
    said = with_phrases("", ["thanks", "ask", "how", "invite", "not_possible"], world.language)
    return {
        "received": lead,
        "referred": lead | {"chamber": world.chamber},
        "referrals_received": {"leads": [lead["lead"]], "count": 1, "by": world.now + 2 * DAY},
        "answer": lead | {"subject": str(SUBJECT), "said": said},
        "lead_arrived": lead,
        "lead_overdue": lead,
    }


def _lead(world: World) -> Lead:
    name = world.firm.name if world.is_japanese else "Altai Textile LLP"
    return Lead(firm_name=name, country=world.firm.country, language=world.language, answer_by=world.now + 2 * DAY)
