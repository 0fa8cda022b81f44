"""Waiting for something to become true, with a limit."""

import logging
import time

LOGGER = logging.getLogger(__name__)


class WaitForTimeoutError(Exception):
    """The condition did not become true in time."""


def wait_for(func, step=1, text=None, timeout=60, throw_exc=True):
    """Call func every step seconds until it returns something true."""
    deadline = time.monotonic() + timeout
    text = text or func.__name__
    LOGGER.debug("Wait for: %s (step %ss, timeout %ss)", text, step, timeout)
    while time.monotonic() < deadline:
        try:
            result = func()
        except ConnectionError as exc:
            LOGGER.warning("Wait for: %s: attempt failed (%s), trying again", text, exc)
            result = None
        if result:
            LOGGER.debug("Wait for: %s: done", text)
            return result
        time.sleep(step)
    err = f"Wait for: {text}: timeout - {timeout} seconds - expired"
    LOGGER.error("%s", err)
    if throw_exc:
        raise WaitForTimeoutError(err)
    return None
