// Runs compactions of all tables of a shard, a few at a time.
#include "compaction/compaction_manager.hh"
#include "utils/logalloc.hh"

static logging::logger cmlog("compaction");
static logging::logger cmgr("compaction_manager");

namespace compaction {

future<> manager::submit(table& t) {
    cmgr.debug("Table {}.{} is queued for compaction, {} tasks wait", t.keyspace(), t.name(), _waiting.size());
    return with_semaphore(_slots, 1, [this, &t] { return run(t); });
}

future<> manager::run(table& t) {
    auto job = co_await pick(t);
    cmlog.info("[Compact {}.{} {}] Compacting {} sstables of {} MiB", t.keyspace(), t.name(), job.id, job.inputs.size(), job.bytes >> 20);
    auto done = co_await rewrite(job);
    cmlog.info("[Compact {}.{} {}] Compacted {} sstables to {}: {} MiB to {} MiB ({}% of original) in {}ms = {}MB/s", t.keyspace(), t.name(), job.id,
            job.inputs.size(), done.outputs.size(), job.bytes >> 20, done.bytes >> 20, done.percent, done.took, done.rate);
    if (done.expired) {
        cmlog.info("[Compact {}.{} {}] Dropped {} fully expired sstables", t.keyspace(), t.name(), job.id, done.expired);
    }
}

future<> manager::perform_major(table& t) {
    cmgr.info("User initiated compaction of {}.{}, {} sstables, began", t.keyspace(), t.name(), t.sstable_count());
    auto job = co_await pick_all(t);
    job.buffers = co_await reserve_buffers(job);
    cmlog.info("[Major {}.{} {}] Merged {} of {} partitions", t.keyspace(), t.name(), job.id, job.merged, job.partitions);
    co_await rewrite(job);
    cmgr.info("User initiated compaction of {}.{} ended", t.keyspace(), t.name());
}

future<buffers> manager::reserve_buffers(const job& j) {
    // One read buffer per input: a job over all sstables of a big table asks for all of them at once.
    auto wanted = j.inputs.size() * read_buffer_bytes;
    co_return co_await memory::allocate_large(wanted);
}

void manager::on_failure(table& t, std::exception_ptr e) {
    cmgr.warn("Compaction of {}.{} failed: {}. Will be retried in {} s", t.keyspace(), t.name(), e, 5);
}

void manager::stop() {
    cmgr.info("Stopping {} tasks: {}", _tasks.size(), "shutdown");
}

void manager::adjust_shares(float backlog) {
    cmgr.debug("Compaction shares set to {} for a backlog of {}", shares_of(backlog), backlog);
}

}
