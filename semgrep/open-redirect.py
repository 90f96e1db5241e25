def back(request):
    # ruleid: open-redirect
    return redirect(request.GET["next"])


def back_where_one_came_from(request):
    where = request.META.get("HTTP_REFERER")
    # ruleid: open-redirect
    return HttpResponseRedirect(where)


def back_if_it_is_ours(request):
    where = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(where, {request.get_host()}):
        # ok: open-redirect
        return redirect(where)
    # ok: open-redirect
    return redirect("dashboard:home")
