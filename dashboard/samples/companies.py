from companies.enums import MemberRole, MergeState
from companies.models import Claim, Firm, Invitation, Merge, PartneringProfile
from companies.successors import Living
from mou.models import Memorandum

from .world import DAY, World


def contexts(world: World) -> dict[str, dict]:
    firm, merge = {"firm": world.firm}, _merge(world)
    reasoned = firm | {"reason": world.reason}
    profile = firm | {"profile": profile_of(world, world.firm)}
    claim = firm | {"claim": _claim(world), "person": world.reader}
    came = [Living(Memorandum._meta.verbose_name_plural, 2)]
    return {
        "firm_submitted": firm,
        "firm_received": firm | {"until": world.now + 3 * DAY},
        "firm_needs_info": reasoned,
        "firm_verified": firm,
        "firm_rejected": reasoned,
        "firm_suspended": reasoned,
        "firm_reinstated": firm,
        "firm_merged": firm | {"merge": merge, "gone": merge.firm, "came": came, "ended": []},
        "profile_needs_changes": profile | reasoned,
        "profile_received": profile | {"until": world.now + 3 * DAY},
        "profile_published": profile,
        "profile_expires_soon": profile,
        "profile_expired": profile,
        "member_invited": firm | {"inviter": world.reader, "invitation": _invitation(world)},
        "firm_invited": firm | {"invitation": _invitation(world), "is_reminder": False},
        "firm_taken_over": firm | {"person": world.reader},
        "claim_asked": claim,
        "claim_received": claim | {"number": "1234567890123"},
        "claim_overdue": claim,
        "claim_granted": claim,
        "claim_refused": claim | {"reason": world.reason},
        "handover_offered": firm | {"owner": world.reader, "heir": world.reader},
        "handover_answered": firm | {"owner": world.reader, "heir": world.reader, "taken": True},
        "owner_named": firm,
        "role_vacant": {"row": world.firm, "role": "owner", "path": "/"},
        "office_empty": {},
        "merge_waits": {"merge": merge},
        "merge_decided": {"merge": merge},
        "merge_taken_back": firm | {"other": merge.firm},
    }


def profile_of(world: World, firm: Firm) -> PartneringProfile:
    """In the words of its firm, whoever reads of it."""
    title = "冷凍機器の販売代理店の募集" if firm.country == "JP" else "Хлопчатобумажная пряжа для экспорта"
    return PartneringProfile(firm=firm, title=title, expires_on=(world.now + 30 * DAY).date())


def _invitation(world: World) -> Invitation:
    return Invitation(role=MemberRole.EDITOR, expires_at=world.now + 14 * DAY)


def _claim(world: World) -> Claim:
    return Claim(
        firm=world.firm, user=world.reader, position="Export", role=MemberRole.EDITOR, asked_at=world.now,
        answer_by=world.now + 2 * DAY,
    )


def _merge(world: World) -> Merge:
    gone = Firm(country="JP", name="北陸精機", name_latin="Hokuriku Seiki Kogyo", language="ja")
    return Merge(
        firm=gone, into=world.hokuriku, proposed_by=world.sato, decided_by=world.sato, reason=world.reason,
        state=MergeState.DONE, decided_at=world.now,
    )
