def seen(request):
    # ruleid: request-value-in-a-cache-key
    known = cache.get(f"seen:{request.GET['q']}")
    # ok: request-value-in-a-cache-key
    hashed = cache.get(hashlib.sha256(request.GET["q"].encode()).hexdigest())
    return known or hashed
