"""How much is asked and written."""

MOST_EARLY = 10  # questions of one side before contacts are released
LONGEST_REMARK = 4000  # characters
MOST_A_MINUTE = 20  # remarks of one person
MOST_FILES = 60  # that stand in one conversation
MOST_FILES_AN_HOUR = 20  # of one person
MOST_TRANSLATIONS_AN_HOUR = 60  # asked for by one person
LONGEST_DECISION = 90  # days
LONGEST_GOODS, LONGEST_ADDRESS, LONGEST_CARRIER, LONGEST_PLACE = 200, 400, 60, 60  # characters
LONGEST_STAY = 730  # days that a sample or an order may lie in the past or the future
MOST_TIMES = 3  # of one proposal of a call
LONGEST_CALL_PLACE = 200
FARTHEST_CALL = 90  # days ahead
LENGTHS = (15, 30, 45, 60, 90)  # minutes
