// The CQL server.
#include "transport/server.hh"

static logging::logger clog("cql_server");

namespace cql_transport {

void server::listen(socket_address a) {
    clog.info("Starting listening for CQL clients on {} (unencrypted, not shard-aware)", a);
}

void connection::opened() {
    clog.debug("New connection from {}, {} open", _peer, _server.open());
}

void connection::closed() {
    clog.debug("Connection from {} closed after {} requests", _peer, _requests);
}

void connection::error(std::string_view what) {
    clog.warn("Client {}: request failed with {} error", _peer, what);
}

void connection::shed() {
    clog.warn("Request from {} was shed: {} requests are in flight", _peer, _in_flight);
}

void connection::slow(int ms) {
    clog.info("Slow query of {} ms on {}.{} from {}", ms, _keyspace, _table, _peer);
}

void server::statement_prepared(std::string_view id) {
    clog.debug("Prepared statement {} is in the cache, {} entries", id, _prepared.size());
}

void connection::protocol_error() {
    clog.error("Client {}: invalid or unsupported protocol version {}", _peer, 66);
}

}
