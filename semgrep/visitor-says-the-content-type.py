def give(request, upload):
    # ruleid: visitor-says-the-content-type
    one = HttpResponse(upload.read(), content_type=upload.content_type)
    # ruleid: visitor-says-the-content-type
    two = FileResponse(upload, content_type=request.GET.get("type"))
    # ok: visitor-says-the-content-type
    return one, two, HttpResponse(upload.read(), content_type="application/pdf")
