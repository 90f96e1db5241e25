"""The result for two firms, and how results are ranked."""
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .cautions import Caution
from .exclusions import Exclusion
from .reasons import Factor, Source


@dataclass(frozen=True, slots=True)
class MatchedLines:
    """The ids of the two lines that carry the match, and their closeness 0 to 1."""

    japan: str
    central_asia: str
    closeness: float


@dataclass(frozen=True, slots=True)
class PairScore:
    """`fit` 0 to 100, 0 when excluded. Forward is what the Central Asian firm answers of the Japanese firm's wishes.

    The profile ids are those of the best pair of profiles, None when excluded. Without `evident` the lines and codes
    are no evidence that the two belong together: such a pair is not suggested, however much else fits.
    """

    japan: str
    central_asia: str
    weights_version: int
    fit: int = 0
    forward: float = 0.0
    backward: float = 0.0
    japan_profile: str | None = None
    central_asia_profile: str | None = None
    lines: tuple[MatchedLines, ...] = ()
    forward_factors: tuple[Factor, ...] = ()
    backward_factors: tuple[Factor, ...] = ()
    cautions: tuple[Caution, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    evident: bool = True

    @property
    def weaker(self) -> float:
        """The unrounded fit."""
        return min(self.forward, self.backward)

    def other(self, firm_id: str) -> str:
        return self.central_asia if firm_id == self.japan else self.japan

    def as_dict(self) -> dict:
        """Plain JSON data, made by hand: `asdict` copies every text and takes ten times as long."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return plain | {
            "lines": tuple({"japan": one.japan, "central_asia": one.central_asia, "closeness": one.closeness}
                           for one in self.lines),
            "forward_factors": tuple(factor.as_dict() for factor in self.forward_factors),
            "backward_factors": tuple(factor.as_dict() for factor in self.backward_factors),
            "cautions": tuple(asdict(one) for one in self.cautions),
            "exclusions": tuple(asdict(one) for one in self.exclusions),
        }

    @classmethod
    def from_dict(cls, plain: dict) -> "PairScore":
        """What `as_dict` gave, also after it was JSON."""
        return cls(**plain | {
            "lines": tuple(MatchedLines(**one) for one in plain["lines"]),
            "forward_factors": tuple(map(_factor, plain["forward_factors"])),
            "backward_factors": tuple(map(_factor, plain["backward_factors"])),
            "cautions": tuple(Caution(**one) for one in plain["cautions"]),
            "exclusions": tuple(Exclusion(**one) for one in plain["exclusions"]),
        })


def _factor(plain: dict) -> Factor:
    sources = {way: Source(plain[way]["field"], tuple(plain[way]["values"])) for way in ("ours", "theirs")}
    return Factor(**plain | sources)


def rank_partners(pairs: Iterable[PairScore], firm_id: str) -> list[PairScore]:
    """The firm's partners: highest fit first, then by the unrounded directions, then by id; excluded ones left out."""
    own = [pair for pair in pairs if firm_id in (pair.japan, pair.central_asia) and not pair.exclusions]
    return sorted(
        own, key=lambda pair: (-pair.fit, -pair.weaker, -max(pair.forward, pair.backward), pair.other(firm_id))
    )
