// Sends reads and writes to the replicas and waits for as many as the consistency level asks for.
#include "service/storage_proxy.hh"

static logging::logger plog("storage_proxy");
static logging::logger hlog("hints_manager");

namespace service {

void storage_proxy::write_timed_out(const write_handler& h) {
    plog.error("Write to {}.{} timed out at consistency QUORUM: {} of {} replicas acknowledged", h.keyspace, h.table, h.acked, h.required);
}

void storage_proxy::write_unavailable(const write_handler& h) {
    plog.error("Cannot achieve consistency level QUORUM for {}.{}: required {}, alive {}", h.keyspace, h.table, h.required, h.alive);
}

void storage_proxy::read_timed_out(const read_handler& h) {
    plog.warn("Read of {}.{} timed out at consistency {}: {} of {} replicas responded", h.keyspace, h.table, h.level, h.acked, h.required);
}

void storage_proxy::replica_failed(endpoint ep, std::exception_ptr e) {
    plog.warn("Exception when communicating with {}, to write keyspace_load.standard1: {}", ep, e);
}

void storage_proxy::slow_write(const write_handler& h) {
    plog.debug("Write {} needed {} ms, speculative retry was sent", h.id, h.took);
}

void storage_proxy::store_hint(endpoint ep, size_t bytes) {
    hlog.info("Hints for {} are written to a new segment, {} bytes wait", ep, bytes);
}

void storage_proxy::hints_sent(endpoint ep, size_t count) {
    hlog.info("Sent {} hints to {}", count, ep);
}

void storage_proxy::hints_failed(endpoint ep) {
    hlog.warn("Sending hints to {} failed, the segment stays", ep);
}

void storage_proxy::background_read_repair(size_t rows) {
    plog.debug("Background read repair wrote {} rows", rows);
}

}
