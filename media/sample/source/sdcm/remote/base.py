"""Running commands on other machines over ssh."""

import logging
import time

LOGGER = logging.getLogger(__name__)


class RetryableNetworkException(Exception):
    """The connection broke; the command may be sent again."""


class UnexpectedExit(Exception):
    """The command ended with a status other than zero."""


class CommandRunner:
    def __init__(self, hostname, user, log=LOGGER):
        self.hostname = hostname
        self.user = user
        self.log = log
        self.session = None

    def connect(self):
        self.log.debug("<%s>: opening ssh session as %s", self.hostname, self.user)
        self.session = object()

    def run(self, cmd, timeout=300, ignore_status=False, retry=3):
        started = time.monotonic()
        self.log.debug("<%s>: Running command \"%s\"...", self.hostname, cmd)
        for attempt in range(1, retry + 1):
            try:
                result = self._send(cmd, timeout)
                break
            except RetryableNetworkException as exc:
                self.log.warning("<%s>: ssh connection was reset (%s), retry %s of %s", self.hostname, exc, attempt, retry)
                self.connect()
        else:
            raise RetryableNetworkException(f"{self.hostname}: no connection after {retry} attempts")
        took = time.monotonic() - started
        if result.status and not ignore_status:
            self.log.error("<%s>: Command \"%s\" exited with status %s", self.hostname, cmd, result.status)
            raise UnexpectedExit(f"Encountered a bad command exit code!\n\nCommand: {cmd!r}\n\nExit code: {result.status}")
        self.log.debug("<%s>: Command \"%s\" finished with status %s in %ss", self.hostname, cmd, result.status, took)
        return result

    def _send(self, cmd, timeout):
        raise NotImplementedError
