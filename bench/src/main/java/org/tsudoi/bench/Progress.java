package org.tsudoi.bench;

import java.io.PrintStream;

/// Says what is being done: on a terminal in one line that is written over, else in a line now and then.
public final class Progress {
    private static final int TICKS_BETWEEN_LINES = 10;

    private final PrintStream out;
    private final boolean terminal;
    private int ticks;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public void say(String words) {
        clear();
        out.println(words);
        ticks = 0;
    }

    /// About once a second.
    public void tick(String what, long done) {
        ticks++;
        if (terminal) {
            out.printf("\r  %s … %,d   ", what, done);
            out.flush();
        } else if (ticks % TICKS_BETWEEN_LINES == 0) {
            out.printf("  %s … %,d%n", what, done);
        }
    }

    private void clear() {
        if (terminal && ticks > 0) out.print("\r" + " ".repeat(78) + "\r");
    }
}
