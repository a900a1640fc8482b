package org.tsudoi.stages;

import java.util.Locale;

/// What keeps a member from making something public and from selling more of it; what is easiest to mend first.
public enum Hindrance {
    GUIDELINES,
    STAGE,
    FULL_MEMBERSHIP,
    /// Suspended or expelled.
    BARRED;

    /// In text keys.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
