def ask(url, command):
    # ruleid: waits-for-ever
    one = urlopen(url)
    # ruleid: waits-for-ever
    two = subprocess.run(command, check=True)
    # ok: waits-for-ever
    three = urlopen(url, timeout=5)
    # ok: waits-for-ever
    return one, two, three, subprocess.run(command, check=True, timeout=60)
