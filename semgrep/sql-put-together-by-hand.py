def count(sql, table, day):
    # ruleid: sql-put-together-by-hand
    sql.execute(f"SELECT count(*) FROM {table}")
    # ruleid: sql-put-together-by-hand
    sql.execute("SELECT count(*) FROM t WHERE day = '%s'" % day)
    # ok: sql-put-together-by-hand
    sql.execute("SELECT count(*) FROM t WHERE day = %s", [day])
