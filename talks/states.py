"""The lives of questions, decisions, samples, results and calls as data: action=({allowed sources}, target)."""
from core.transitions import table

ASKED = table(
    answer=({"open"}, "answered"),
    correct=({"answered"}, "answered"),
    withdraw=({"open"}, "withdrawn"),
)
DECIDING = table(
    lapse=({"standing"}, "passed"),
    renew=({"standing", "passed"}, "renewed"),
    end=({"standing", "passed"}, "ended"),
)

# Terms and an order are proposed by one side and agreed, or answered with others, by the other one.
SAMPLE = table(
    offer_terms=({"requested"}, "requested"),
    agree=({"requested"}, "agreed"),
    send=({"agreed"}, "sent"),
    receive=({"sent"}, "received"),
    judge=({"received"}, {"judged", "finished"}),
    propose_order=({"judged", "order_proposed"}, "order_proposed"),
    agree_order=({"order_proposed"}, "ordered"),
    deliver=({"ordered"}, "delivered"),
    repeat=({"delivered"}, "repeated"),
    finish=({"delivered"}, "finished"),
    decline=({"requested", "order_proposed"}, "declined"),
    stop=({"requested", "agreed", "sent", "received", "judged", "order_proposed", "ordered"}, "stopped"),
)
UNDER_WAY = ("requested", "agreed", "sent", "received", "judged", "order_proposed", "ordered", "delivered")
OF_BUYER, OF_SELLER = ("sent", "received", "judged", "delivered"), ("agreed", "ordered")
FOLLOW_UP = table(
    answer=({"open", "different", "same"}, {"open", "different", "same", "concluded"}),
    settle=({"different"}, {"same", "concluded"}),
    lapse=({"open", "different"}, "lapsed"),
)
CALL = table(
    take=({"proposed"}, "agreed"),
    decline=({"proposed"}, "declined"),
    withdraw=({"proposed"}, "withdrawn"),
    replace=({"proposed", "agreed"}, "replaced"),
    cancel=({"agreed"}, "cancelled"),
)
