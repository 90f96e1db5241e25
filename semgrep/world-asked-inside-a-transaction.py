def ask_inside(url):
    with transaction.atomic():
        # ruleid: world-asked-inside-a-transaction
        answer = urlopen(url, timeout=5)
        save(answer)


@transaction.atomic
def compose_inside(command):
    # ruleid: world-asked-inside-a-transaction
    subprocess.run(command, timeout=5)


def ask_first(url):
    # ok: world-asked-inside-a-transaction
    answer = urlopen(url, timeout=5)
    with transaction.atomic():
        save(answer)
