package org.example.stress;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;

/** One thread of load: picks keys, writes or reads them, counts what went wrong. */
public final class StressRunner implements Runnable {
    private static final Logger LOG = Logger.getLogger("StressRunner");
    private static final int TRIES = 10;
    private final Session session;
    private long errors;

    public StressRunner(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            byte[] key = new byte[10];
            ThreadLocalRandom.current().nextBytes(key);
            try {
                timeWithRetry(key);
            } catch (IOException e) {
                errors++;
                System.err.println(e);
            }
        }
    }

    private void timeWithRetry(byte[] key) throws IOException {
        RuntimeException last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                session.write(key);
                return;
            } catch (RuntimeException e) {
                LOG.warning(String.format("Write attempt %d on key %s failed, trying again", attempt, key));
                last = e;
            }
        }
        throw new IOException(String.format("Operation x10 on key(s) [%s]: Error executing: (%s): %s", key, last.getClass(), last.getMessage()));
    }

    void report(long total, double rate, double p99) {
        System.out.println(String.format("total, %d, %.0f, %.0f, %.1f", total, rate, rate, p99));
    }

    interface Session {
        void write(byte[] key);
    }
}
