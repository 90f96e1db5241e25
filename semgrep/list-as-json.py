def answer(rows):
    # ruleid: list-as-json
    one = JsonResponse(rows, safe=False)
    # ok: list-as-json
    return one, JsonResponse({"rows": rows})
