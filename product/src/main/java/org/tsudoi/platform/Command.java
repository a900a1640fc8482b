package org.tsudoi.platform;

import java.io.PrintStream;

/// Something that an operator has done from the command line (`./tsudoi <name>`) and that then ends.
public interface Command {
    String name();

    /// @param out for people to read
    /// @return 0 when all is well
    /// @throws CannotStart with one sentence on what to do about it
    int run(PrintStream out);
}
