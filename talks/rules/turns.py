"""Who must act next in a sample or trial order."""
from ..enums import Asker
from ..states import OF_BUYER, OF_SELLER

OTHER: dict[str, str] = {Asker.JAPAN: Asker.CENTRAL_ASIA, Asker.CENTRAL_ASIA: Asker.JAPAN}


def turn_of(state: str, *, buyer: str, terms_by: str, order_by: str) -> str:
    """A side; "" when nothing is awaited any more."""
    if state in OF_BUYER:
        return buyer
    if state in OF_SELLER:
        return OTHER[buyer]
    return {"requested": OTHER[terms_by], "order_proposed": OTHER.get(order_by, "")}.get(state, "")
