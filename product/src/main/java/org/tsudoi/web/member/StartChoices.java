package org.tsudoi.web.member;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsudoi.stages.Hindrance;

/// What the page for new organisers offers.
///
/// @param address   what the slug is put behind
/// @param hindrance what will keep them from publishing; null: nothing
public record StartChoices(
        String address,
        Map<String, String> currencies,
        Map<String, String> countries,
        @Nullable Hindrance hindrance) {}
