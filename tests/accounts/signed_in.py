"""A client whose reader has just given their password again."""

from types import SimpleNamespace

from allauth.account.internal.flows.login import record_authentication


def proven(client, person):
    session = client.session
    record_authentication(SimpleNamespace(session=session), person, "password", reauthenticated=True)
    session.save()
    return client
