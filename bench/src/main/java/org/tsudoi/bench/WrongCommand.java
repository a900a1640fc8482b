package org.tsudoi.bench;

import org.jspecify.annotations.Nullable;

/// What was typed cannot be done; the message is one sentence for whoever typed it.
public final class WrongCommand extends RuntimeException {
    public WrongCommand(String sentence) {
        this(sentence, null);
    }

    WrongCommand(String sentence, @Nullable Exception cause) {
        super(sentence, cause);
    }
}
