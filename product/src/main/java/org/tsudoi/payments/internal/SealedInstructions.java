package org.tsudoi.payments.internal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tsudoi.payments.Instructions;
import tools.jackson.databind.json.JsonMapper;

/// Instructions as they are sealed into a row. Numbers may be somebody's phone number.
final class SealedInstructions {
    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Instructions.class, Kinds.class).build();

    private SealedInstructions() {}

    /// The words that stand in rows; they never change.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Instructions.StoreNumber.class, name = "store-number"),
        @JsonSubTypes.Type(value = Instructions.Slip.class, name = "slip"),
        @JsonSubTypes.Type(value = Instructions.BankAccount.class, name = "bank-account"),
        @JsonSubTypes.Type(value = Instructions.AtCounter.class, name = "at-counter"),
        @JsonSubTypes.Type(value = Instructions.ScannedCode.class, name = "scanned-code")
    })
    private interface Kinds {}

    static String written(Instructions how) {
        return JSON.writerFor(Instructions.class).writeValueAsString(how);
    }

    static Instructions read(String opened) {
        return JSON.readValue(opened, Instructions.class);
    }
}
