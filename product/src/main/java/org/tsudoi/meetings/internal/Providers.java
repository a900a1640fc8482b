package org.tsudoi.meetings.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.provider.Hearing;
import org.tsudoi.meetings.provider.MeetingProvider;

/// The providers this instance has, by name.
@Component
class Providers {
    private final Map<String, MeetingProvider> byName;
    private final List<Hearing> hearing;

    Providers(List<MeetingProvider> providers, List<Hearing> hearing) {
        this.hearing = hearing;
        this.byName = providers.stream().collect(Collectors.toMap(MeetingProvider::name, Function.identity()));
    }

    MeetingProvider get(String name) {
        var provider = byName.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("this instance has no meeting provider " + name);
        }
        return provider;
    }

    /// Whether it tells who is inside, always or by notices.
    boolean tells(String name) {
        return get(name).alwaysSees()
                || hearing.stream().anyMatch(one -> one.provider().equals(name));
    }

    List<MeetingProvider> all() {
        return byName.values().stream().toList();
    }
}
