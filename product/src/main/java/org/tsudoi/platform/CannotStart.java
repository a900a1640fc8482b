package org.tsudoi.platform;

/// The product cannot start, for a reason that the person starting it can do something about: one clear
/// sentence.
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
