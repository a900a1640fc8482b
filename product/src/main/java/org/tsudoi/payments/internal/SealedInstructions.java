package org.tsudoi.payments.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.Instructions;
import tools.jackson.databind.json.JsonMapper;

/// Instructions as they are sealed into a row. Numbers may be somebody's phone number.
///
/// @param kind `store-number`, `slip` or `scanned-code`
record SealedInstructions(
        String kind,
        @Nullable String chain,
        @Nullable String number,
        @Nullable String confirmation,
        @Nullable String url,
        @Nullable String agent,
        @Nullable Boolean sample,
        String until) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static String written(Instructions how) {
        var until = how.until().toString();
        return JSON.writeValueAsString(
                switch (how) {
                    case Instructions.StoreNumber it ->
                        new SealedInstructions(
                                "store-number",
                                it.chain(),
                                it.number(),
                                it.confirmation(),
                                it.moreUrl(),
                                null,
                                null,
                                until);
                    case Instructions.Slip it ->
                        new SealedInstructions(
                                "slip", null, it.code(), it.shown(), null, it.agent(), it.sample(), until);
                    case Instructions.ScannedCode it ->
                        new SealedInstructions("scanned-code", null, null, null, it.pictureUrl(), null, null, until);
                });
    }

    static Instructions read(String opened) {
        var it = JSON.readValue(opened, SealedInstructions.class);
        var until = Instant.parse(it.until);
        return switch (it.kind) {
            case "store-number" ->
                new Instructions.StoreNumber(known(it.chain), known(it.number), it.confirmation, it.url, until);
            case "slip" ->
                new Instructions.Slip(
                        known(it.number),
                        known(it.confirmation),
                        known(it.agent),
                        Boolean.TRUE.equals(it.sample),
                        until);
            case "scanned-code" -> new Instructions.ScannedCode(known(it.url), until);
            default -> throw new IllegalStateException("nothing is issued as " + it.kind);
        };
    }

    private static String known(@Nullable String text) {
        if (text == null) throw new IllegalStateException("instructions with a part missing");
        return text;
    }
}
