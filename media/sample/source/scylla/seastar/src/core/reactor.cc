// The event loop of a shard, with its watchdog.
#include "core/reactor.hh"

static logging::logger rlog("seastar");

namespace seastar {

void cpu_stall_detector::report(std::chrono::milliseconds ms) {
    rlog.warn("Reactor stalled for {} ms on shard {}, in scheduling group {}.", ms.count(), this_shard_id(), current_group());
    print_backtrace();
}

void reactor::run_some_tasks() {
    while (!_tasks.empty()) {
        auto t = _tasks.pop();
        t->run_and_dispose();
    }
}

void reactor::aio_slow(unsigned ms) {
    rlog.info("IO queue: request waited {} ms, {} requests before it", ms, _queued);
}

void reactor::rejected(const std::exception_ptr& e) {
    rlog.warn("Exceptional future ignored: {}", e);
}

}
