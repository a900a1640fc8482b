package org.tsudoi.banking;

/// An account by whatever its bank calls it: 1 to 34 characters (ISO 20022 `Othr/Id`).
public record OtherAccount(String value) implements CashAccount {
    public static final int LENGTH_MAX = 34;

    public OtherAccount {
        if (value.isBlank() || value.length() > LENGTH_MAX) throw new IllegalArgumentException("not an account's name");
    }

    @Override
    public String key() {
        return "other:" + value;
    }

    @Override
    public String toString() {
        return CashAccount.masked(value);
    }
}
