// The node as a member of the ring: join, leave, drain.
#include "service/storage_service.hh"

static logging::logger slog("storage_service");
static logging::logger topo("raft_topology");

namespace service {

future<> storage_service::join_cluster() {
    slog.info("Entering mode JOINING, host id {}", _host_id);
    co_await wait_for_normal_state();
    slog.info("Entering mode NORMAL, {} tokens", _tokens.size());
}

future<> storage_service::drain() {
    slog.info("Entering mode DRAINING");
    co_await flush_all();
    slog.info("Entering mode DRAINED");
}

void storage_service::on_dead(endpoint ep) {
    slog.info("Node {} left the set of live nodes, {} of {} are alive", ep, _live.size(), _all.size());
}

void storage_service::on_alive(endpoint ep) {
    slog.info("Node {} joined the set of live nodes, {} of {} are alive", ep, _live.size(), _all.size());
}

future<> storage_service::topology_barrier(uuid request) {
    topo.info("Topology request {}: barrier acknowledged by this node", request);
    co_return;
}

future<> storage_service::send_topology_command(endpoint ep, uuid request) {
    try {
        co_await _messaging.topology_command(ep, request);
    } catch (const rpc::closed_error&) {
        topo.error("send_topology_command to {} failed, will be retried: connection is closed", ep);
    }
}

void storage_service::tablet_moved(uint64_t tablet, endpoint from, endpoint to) {
    topo.info("Tablet {} of keyspace_load moved from {} to {}", tablet, from, to);
}

void storage_service::load_stats() {
    slog.debug("Collected load of {} tablets, imbalance {}", _tablets, _imbalance);
}

}
