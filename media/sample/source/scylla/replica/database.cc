// The tables of a shard, their memtables and flushes.
#include "replica/database.hh"

static logging::logger dblog("database");
static logging::logger sem("reader_concurrency_semaphore");

namespace replica {

future<> database::flush(table& t) {
    dblog.debug("Flushing memtable of {}.{}, {} MiB", t.keyspace(), t.name(), t.memtable_bytes() >> 20);
    co_await t.seal_active_memtable();
    dblog.info("Flushed {}.{} to {} in {} ms", t.keyspace(), t.name(), t.last_sstable(), _took);
}

void database::dirty_limit(size_t used) {
    dblog.warn("Dirty memory at {}% of its limit, writes are delayed by {} ms", used, _delay);
}

void database::reads_queued(size_t count) {
    sem.warn("(rate limiting dropped {} similar messages) Semaphore user with {} of {} permits: timed out, {} reads wait", _dropped, count, _max, _queue);
}

void database::startup(std::string_view version) {
    dblog.info("Scylla version {} starting on {} shards with {} MiB of memory", version, smp::count, memory::total() >> 20);
}

void database::keyspace_created(std::string_view name) {
    dblog.info("Keyspace {} is created with replication factor {}", name, _factor);
}

}
