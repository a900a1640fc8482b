package org.tsudoi.banking.zengin;

/// One field of a record.
///
/// @param name as 全銀協 calls it
/// @param position of its first byte, from 1
record Field(String name, int position, int length, Kind kind) {
    enum Kind {
        /// N: digits, right-aligned, with zeros in front.
        NUMBER,
        /// N, or blank where the bank has nothing to say.
        NUMBER_OR_BLANK,
        /// C: left-aligned, with blanks behind.
        BANK_NAME,
        PARTY_NAME,
        EDI,
        /// One letter whose values the reader knows.
        LETTER,
        /// ダミー. Banks put things of their own there, so it is not looked at.
        FILLER
    }

    static Field number(String name, int from, int to) {
        return new Field(name, from, to - from + 1, Kind.NUMBER);
    }

    static Field numberOrBlank(String name, int from, int to) {
        return new Field(name, from, to - from + 1, Kind.NUMBER_OR_BLANK);
    }

    static Field bankName(String name, int from, int to) {
        return new Field(name, from, to - from + 1, Kind.BANK_NAME);
    }

    static Field partyName(String name, int from, int to) {
        return new Field(name, from, to - from + 1, Kind.PARTY_NAME);
    }

    static Field edi(String name, int from, int to) {
        return new Field(name, from, to - from + 1, Kind.EDI);
    }

    static Field letter(String name, int at) {
        return new Field(name, at, 1, Kind.LETTER);
    }

    static Field filler(int from, int to) {
        return new Field("ダミー", from, to - from + 1, Kind.FILLER);
    }
}
