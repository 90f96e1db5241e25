def key(name):
    # ruleid: hash-differs-in-each-process
    one = hash(name)
    # ok: hash-differs-in-each-process
    return one, zlib.crc32(name.encode())
