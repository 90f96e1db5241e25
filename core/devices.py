"""What a browser says of itself, in the words of its owner: "Chrome · Android"."""

# The first that is found counts: most browsers also name the ones they descend from.
BROWSERS = {
    "Edg": "Edge", "OPR": "Opera", "YaBrowser": "Yandex Browser", "SamsungBrowser": "Samsung Internet",
    "UCBrowser": "UC Browser", "MiuiBrowser": "Mi Browser", "FxiOS": "Firefox", "Firefox": "Firefox",
    "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "CrOS": "ChromeOS",
    "Macintosh": "macOS", "Linux": "Linux",
}


def device(agent: str) -> str:
    """Empty where neither browser nor system is known: then the page says so in words."""
    found = (next((name for sign, name in names.items() if sign in agent), "") for names in (BROWSERS, SYSTEMS))
    return " · ".join(filter(None, found))
