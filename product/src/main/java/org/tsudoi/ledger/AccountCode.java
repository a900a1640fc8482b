package org.tsudoi.ledger;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The readable path that names an account: `event:evt_01jd…:seats:available`, `provider:stripe:JPY`. Parts are
/// letters, digits, `_`, `-`, `.`, joined by `:`. No personal data: paths are shown in the books and never erased.
public record AccountCode(String value) implements Comparable<AccountCode> {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)*");
    private static final Pattern ID = Pattern.compile("(?<=^|:)[a-z]+_[0-9a-hjkmnp-tv-z]{26}(?=:|$)");
    private static final int LENGTH_MAX = 200;

    public AccountCode {
        if (value.length() > LENGTH_MAX || !CODE.matcher(value).matches()) {
            throw new IllegalArgumentException("no code of an account: " + value);
        }
    }

    /// `of("event", "evt_01jd…", "seats", "available")` joins the parts by `:`.
    public static AccountCode of(String... parts) {
        return new AccountCode(String.join(":", parts));
    }

    /// The path without its ids, `event:*:seats:available`: what the trial balance is grouped by.
    public String kind() {
        return ID.matcher(value).replaceAll("*");
    }

    /// As a record's own, which are made when the program runs and take several times as long: codes are looked up for
    /// each leg of each journal.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccountCode code && value.equals(code.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(AccountCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
