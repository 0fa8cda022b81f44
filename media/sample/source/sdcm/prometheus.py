"""Reading the metrics of the run."""

import logging

LOGGER = logging.getLogger(__name__)


class PrometheusDBStats:
    def __init__(self, host, session):
        self.host = host
        self.session = session

    def query(self, text, start, end):
        LOGGER.debug("Prometheus query %s from %s to %s", text, start, end)
        reply = self.session.get(f"http://{self.host}:9090/api/v1/query_range")
        if reply.status_code == 503:
            LOGGER.warning("Prometheus answered 503, asking again in %s s", 5)
        return reply.json()

    def get_throughput(self):
        value = self.query("scylla_transport_requests_served", 0, 0)
        LOGGER.info("Throughput of the last five minutes: %s ops/s", value)
        return value

    def get_latency_99(self):
        value = self.query("scylla_storage_proxy_write_latency", 0, 0)
        LOGGER.info("Write latency p99 of the last five minutes: %s ms", value)
        return value

    def alerts(self):
        active = self.session.get(f"http://{self.host}:9093/api/v2/alerts").json()
        LOGGER.debug("Alert manager reports %s active alerts", len(active))
        return active
