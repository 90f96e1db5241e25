def read(request, folder):
    # ruleid: file-named-by-the-visitor
    one = open(request.GET["name"])
    # ruleid: file-named-by-the-visitor
    two = Path(request.FILES["file"].name)
    # ruleid: file-named-by-the-visitor
    three = folder / request.POST["name"]
    # ok: file-named-by-the-visitor
    return one, two, three, folder / "list.csv"
