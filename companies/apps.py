from django.apps import AppConfig

from accounts.own_data import register_own_data
from accounts.whereabouts import register_looks
from accounts.withdrawing import register_withdrawal
from core.activity import register_acts
from core.files.owners import register_file_owners, register_picture_size
from notifications.topics import register_topics


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from .acts import ACTS
        from .computed.employers import ABOUT, employers
        from .endings import register_ending
        from .models import Claim, Picture
        from .models.pictures import LONGEST_SIDE
        from .services.agreements import WITHDRAWAL
        from .services.ending import ENDING
        from .services.own_data import PART
        from .services.succession import SUCCESSION
        from .successors import register_succession
        from .topics import KINDS, TOPICS

        register_acts(ACTS)
        register_topics(TOPICS, KINDS)
        register_file_owners(Claim, Picture)
        register_picture_size(Picture, LONGEST_SIDE)
        register_succession("companies", SUCCESSION)
        register_ending("companies", ENDING)
        register_withdrawal("companies", WITHDRAWAL)
        register_looks(ABOUT, employers)
        register_own_data("companies", PART)
