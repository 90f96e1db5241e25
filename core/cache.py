"""The cache may vanish without taking pages with it, and without lifting limits."""

import logging
import time

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NotInTime

logger = logging.getLogger("portal.cache")
LIMITS = ("limit:", "allauth:rl:")  # keys of core/limits.py and of allauth


class FailSoftRedisCache(RedisCache):
    """Misses instead of errors while the server is away; limits are then counted in the database.

    After one that did not answer in time nobody waits again for a while: a page asks the cache many times.
    """

    silent_until = 0.0  # of this process

    def get(self, *args, **kwargs):
        return self._soft(super().get, args, kwargs, kwargs.get("default", args[1] if len(args) > 1 else None))

    def set(self, *args, **kwargs):
        return self._soft(super().set, args, kwargs, None)

    def add(self, *args, **kwargs):
        return self._soft(super().add, args, kwargs, True)

    def delete(self, *args, **kwargs):
        return self._soft(super().delete, args, kwargs, False)

    def incr(self, *args, **kwargs):
        return self._soft(super().incr, args, kwargs, 1)

    def get_many(self, *args, **kwargs):
        return self._soft(super().get_many, args, kwargs, {})

    def _soft(self, call, args, kwargs, fallback):
        if time.monotonic() >= FailSoftRedisCache.silent_until:
            try:
                return call(*args, **kwargs)
            except RedisError as error:
                logger.warning("cache unavailable: %s", error)
                if isinstance(error, NotInTime):
                    FailSoftRedisCache.silent_until = time.monotonic() + settings.CACHE_REST
        if str(args[0]).startswith(LIMITS):
            return getattr(caches["limits"], call.__name__)(*args, **kwargs)
        return fallback
