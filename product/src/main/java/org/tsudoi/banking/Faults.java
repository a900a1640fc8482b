package org.tsudoi.banking;

import java.util.ArrayList;
import java.util.List;

/// What was found wrong so far, up to a number that a person may still want to read.
public final class Faults {
    public static final int FAULTS_MAX = 100;

    private final List<Fault> found = new ArrayList<>();

    public void add(int line, int position, String field, FaultReason reason) {
        if (found.size() < FAULTS_MAX) found.add(new Fault(line, position, field, reason));
    }

    public void addOfTheWhole(FaultReason reason) {
        add(0, 0, "", reason);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    public List<Fault> list() {
        return List.copyOf(found);
    }
}
