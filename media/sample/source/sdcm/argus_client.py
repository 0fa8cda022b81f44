"""Telling the results service how the test goes."""

import logging

LOGGER = logging.getLogger(__name__)


class ArgusClient:
    def __init__(self, base_url, session):
        self.base_url = base_url
        self.session = session

    def post(self, endpoint, body):
        LOGGER.debug("POST %s with %s bytes", endpoint, len(body))
        reply = self.session.post(f"{self.base_url}{endpoint}", data=body)
        if reply.status_code >= 500:
            LOGGER.warning("Request to %s failed with %s, will retry", endpoint, reply.status_code)
        return reply

    def submit_event(self, event):
        LOGGER.debug("Submitting event %s of severity %s", event.event_id, event.severity)
        return self.post("/client/event", event.to_json())

    def heartbeat(self):
        LOGGER.debug("Heartbeat sent")
        return self.post("/client/heartbeat", "")

    def set_status(self, status):
        LOGGER.info("Test status set to %s", status)
        return self.post("/client/status", status)
