import os

from django.core.wsgi import get_wsgi_application

from core.database.waiting import answer_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
application = get_wsgi_application()
answer_pages()
