package org.tsudoi.collusion.internal;

/// Counts the steps over a graph and ends a search that would take too many.
final class Steps {
    private final long most;
    private long taken;
    private boolean cutShort;

    Steps(long most) {
        this.most = most;
    }

    void one() {
        taken++;
    }

    /// Whether there is one left; what is not done any more then is known to be missing.
    boolean another() {
        if (taken >= most) cutShort = true;
        taken++;
        return !cutShort;
    }

    long taken() {
        return taken;
    }

    boolean isCutShort() {
        return cutShort;
    }
}
