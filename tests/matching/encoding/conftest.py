import pytest

from matching.encoding import EncodingPool


@pytest.fixture(scope="session")
def real_pool():
    """The two bundled encoders in one child process for all tests."""
    with EncodingPool() as pool:
        yield pool
