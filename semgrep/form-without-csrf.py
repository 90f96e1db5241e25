# ruleid: form-without-csrf
@csrf_exempt
def press(request):
    return redirect("home")


# ruleid: form-without-csrf
press_too = csrf_exempt(press)


# ok: form-without-csrf
@require_POST
def press_with_token(request):
    return redirect("home")
