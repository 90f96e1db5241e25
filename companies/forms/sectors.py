"""The plain sectors in four groups, so that one finds oneself without reading all of them."""
from django.utils.translation import gettext_lazy as _

from ..enums import Sector as S

GROUPS = (
    (_("Land, food and goods for everyday use"), (S.AGRICULTURE, S.FOOD, S.TEXTILES, S.WOOD_PAPER)),
    (_("Raw materials, chemistry and energy"), (S.MINING, S.OIL_GAS, S.METALS, S.CHEMICALS, S.ENERGY, S.WATER_WASTE)),
    (
        _("Machines and technology"),
        (S.MACHINERY, S.ELECTRICAL, S.ELECTRONICS, S.VEHICLES, S.SHIPS_RAIL_AIR, S.MEDICAL, S.CONSTRUCTION, S.IT),
    ),
    (
        _("Trade and services"),
        (S.TRADE, S.TRANSPORT, S.TOURISM, S.MEDIA, S.FINANCE, S.PROFESSIONAL, S.EDUCATION, S.HEALTH_CARE, S.OTHER),
    ),
)
SECTOR_GROUPS = [(heading, [(sector.value, sector.label) for sector in members]) for heading, members in GROUPS]
