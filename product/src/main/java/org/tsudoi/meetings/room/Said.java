package org.tsudoi.meetings.room;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsudoi.meetings.AdmissionId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a browser may say in the room. Anything else is not understood, and whoever says it is not our page.
sealed interface Said {
    /// Larger than any description of two tracks that browsers make.
    int LENGTH_MAX = 40_000;

    int SDP_MAX = 32_000;
    int CANDIDATE_MAX = 1_000;
    int CHAT_MAX = 1_000;

    /// Half a pair cannot be sent to anybody; the others make a text look like another.
    Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cs}\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\\t\\n\\r]]");

    /// What of a person is on.
    record State(boolean microphone, boolean camera, boolean screen, boolean hand) {}

    record Join(State state) implements Said {}

    record Changed(State state) implements Said {}

    /// @param kind `offer` or `answer`
    record Description(AdmissionId to, String kind, String sdp) implements Said {}

    record Candidate(
            AdmissionId to, String candidate, @Nullable String mid, int line) implements Said {}

    record Chat(String text) implements Said {}

    record Remove(AdmissionId who) implements Said {}

    record End() implements Said {}

    record Leave() implements Said {}

    record Ping() implements Said {}

    static Optional<Said> read(JsonMapper json, String text) {
        try {
            var said = json.readTree(text);
            return said.isObject() ? read(said) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Said> read(JsonNode said) {
        return switch (text(said, "type", 20)) {
            case "join" -> state(said).map(Join::new);
            case "state" -> state(said).map(Changed::new);
            case "signal" -> signal(said);
            case "chat" -> {
                var text = text(said, "text", CHAT_MAX).strip();
                yield text.isEmpty() ? Optional.empty() : Optional.of(new Chat(text));
            }
            case "remove" -> AdmissionId.parse(text(said, "id", 60)).map(Remove::new);
            case "end" -> Optional.of(new End());
            case "leave" -> Optional.of(new Leave());
            case "ping" -> Optional.of(new Ping());
            default -> Optional.empty();
        };
    }

    private static Optional<Said> signal(JsonNode said) {
        var to = AdmissionId.parse(text(said, "to", 60));
        if (to.isEmpty()) {
            return Optional.empty();
        }
        var kind = text(said, "kind", 20);
        switch (kind) {
            case "offer", "answer" -> {
                var sdp = text(said, "sdp", SDP_MAX);
                return sdp.startsWith("v=0") ? Optional.of(new Description(to.get(), kind, sdp)) : Optional.empty();
            }
            case "candidate" -> {
                var candidate = text(said, "candidate", CANDIDATE_MAX);
                var line = said.path("line").asInt(0);
                var mid = said.path("mid").isString() ? text(said, "mid", 32) : null;
                boolean good = candidate.startsWith("candidate:") && line >= 0 && line < 32 && !"".equals(mid);
                return good ? Optional.of(new Candidate(to.get(), candidate, mid, line)) : Optional.empty();
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static Optional<State> state(JsonNode said) {
        for (var name : new String[] {"microphone", "camera", "screen", "hand"}) {
            if (!said.path(name).isBoolean()) {
                return Optional.empty();
            }
        }
        return Optional.of(new State(
                said.path("microphone").asBoolean(),
                said.path("camera").asBoolean(),
                said.path("screen").asBoolean(),
                said.path("hand").asBoolean()));
    }

    /// Empty when it is missing, no text, or too long; without what cannot be said.
    private static String text(JsonNode said, String name, int lengthMax) {
        var value = said.path(name);
        if (!value.isString()) {
            return "";
        }
        var text = value.stringValue();
        return text.length() > lengthMax ? "" : UNSPEAKABLE.matcher(text).replaceAll("");
    }
}
