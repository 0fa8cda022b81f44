// Row-level repair: compare hashes of ranges, send what differs.
#include "repair/row_level.hh"

static logging::logger rlog("repair");

namespace repair {

future<> repair_master::run(uuid id, const ranges& rs) {
    rlog.info("repair[{}]: started for keyspace {}, {} ranges", id, _keyspace, rs.size());
    for (const auto& r : rs) {
        co_await repair_range(id, r);
    }
    rlog.info("repair[{}]: completed in {} s, {} rows sent, {} rows received", id, _took, _sent, _received);
}

future<> repair_master::repair_range(uuid id, const range& r) {
    auto followers = co_await ask_followers(r);
    rlog.debug("repair[{}]: range {} needs {} rows from {} followers", id, r, _missing, followers.size());
    rlog.info("repair[{}]: {} of {} ranges done", id, _done, _total);
}

void repair_follower::start(uuid id, endpoint master) {
    rlog.info("repair[{}]: follower of {}", id, master);
}

void repair_master::range_failed(uuid id, endpoint ep) {
    rlog.warn("repair[{}]: range skipped, follower {} is not reachable", id, ep);
}

}
