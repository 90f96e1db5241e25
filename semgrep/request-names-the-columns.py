def listed(request, rows):
    # ruleid: request-names-the-columns
    found = rows.filter(**request.GET.dict())
    # ruleid: request-names-the-columns
    found = found.order_by(request.GET.get("by", "pk"))
    # ok: request-names-the-columns
    return found.order_by(ORDERS.get(request.GET.get("by"), "pk"))
