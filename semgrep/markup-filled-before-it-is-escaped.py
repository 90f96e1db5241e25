def badge(name):
    # ruleid: markup-filled-before-it-is-escaped
    one = format_html(f"<b>{name}</b>")
    # ruleid: markup-filled-before-it-is-escaped
    two = format_html("<b>%s</b>" % name)
    # ruleid: markup-filled-before-it-is-escaped
    three = mark_safe("<b>{}</b>".format(name))
    # ok: markup-filled-before-it-is-escaped
    return one, two, three, format_html("<b>{}</b>", name)
