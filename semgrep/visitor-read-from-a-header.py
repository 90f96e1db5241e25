def limit(request):
    # ruleid: visitor-read-from-a-header
    address = request.META["REMOTE_ADDR"]
    # ruleid: visitor-read-from-a-header
    first = request.headers.get("X-Forwarded-For", "")
    # ok: visitor-read-from-a-header
    return get_adapter(request).get_client_ip(request), address, first
