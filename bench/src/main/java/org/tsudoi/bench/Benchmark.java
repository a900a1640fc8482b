package org.tsudoi.bench;

import java.util.List;

/// One thing that is measured. Has a public constructor without parameters.
public interface Benchmark {
    /// The word after `./tsudoi bench`.
    String name();

    /// In one line, for the list.
    String what();

    /// Besides those that all have, see [Option#FOR_ALL].
    List<Option> options();

    void run(Stage stage) throws Exception;
}
