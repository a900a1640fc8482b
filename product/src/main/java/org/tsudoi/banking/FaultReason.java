package org.tsudoi.banking;

/// Why a file is refused, or an order to the bank cannot be written. A closed list: each has words for its
/// reader.
public enum FaultReason {
    // The file as a whole
    EMPTY,
    TOO_LARGE,
    EBCDIC,
    NOT_UTF8,
    /// No kind of file that is read here.
    KIND,

    // How a Zengin file is cut into records
    CARRIAGE_RETURN_ALONE,
    LINE_FEED_ALONE,
    RECORD_CUT,
    RECORD_TOO_LONG,
    AFTER_THE_END,
    END_MISSING,
    RECORD_TYPE,
    OUT_OF_ORDER,

    // XML
    MALFORMED_XML,
    DOCTYPE,
    NAMESPACE,
    TOO_DEEP,
    TOO_MANY_ELEMENTS,
    TEXT_TOO_LONG,

    // One field
    MISSING,
    NOT_DIGITS,
    /// A character that its field may not hold.
    CHARACTER,
    /// A mark (`ﾞ`, `ﾟ`) without the kana that it belongs to: what is left when a kana is cut in half.
    HALF_KANA,
    /// Not one of the values that the field may have.
    CODE,
    /// No such day, or none that the file can be about.
    DATE,
    /// A day outside the period that the file says it is about.
    PERIOD,
    /// No plain number greater than zero.
    AMOUNT,
    /// More decimals than the currency has.
    AMOUNT_DECIMALS,
    AMOUNT_TOO_LARGE,
    CURRENCY,
    TOO_LONG,

    // What does not add up
    COUNT,
    TOTAL,
    /// What was there before, with what came and without what went, is not what is there after.
    BALANCE,
    /// The same reference for two, so that it tells them apart no longer.
    REPEATED
}
