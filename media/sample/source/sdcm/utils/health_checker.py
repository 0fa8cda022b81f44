"""Is every node up, normal, and of one mind with the others?"""

import logging

from sdcm.sct_events.health import ClusterHealthValidatorEvent

LOGGER = logging.getLogger(__name__)


def check_cluster_health(cluster, before=None, after=None):
    moment = f"before {before}" if before else f"after {after}"
    LOGGER.info("Cluster health check %s begins", moment)
    for node in cluster.nodes:
        check_nodes_status(cluster.get_nodetool_status(node), node)
        check_schema_version(node)
        LOGGER.debug("Health check of %s is done", node.name)
    LOGGER.info("Cluster health check %s ended", moment)


def check_nodes_status(status, current_node):
    for address, state in status.items():
        if state != "UN":
            error = f"Current node {current_node.name}. Node {address} (not target node) status is {state}"
            LOGGER.error("%s", error)
            ClusterHealthValidatorEvent.NodeStatus(severity="CRITICAL", node=current_node.name, error=error).publish()


def check_schema_version(node):
    version = node.run_nodetool("describecluster").stdout.strip()
    LOGGER.debug("%s: schema version %s", node.name, version)
    return version
