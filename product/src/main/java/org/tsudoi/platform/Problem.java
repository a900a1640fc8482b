package org.tsudoi.platform;

import java.util.List;
import java.util.Map;

/// A wrong request. Thrown by any module, turned into a page or an RFC 9457 answer by `web` only.
///
/// The text is a message key with arguments, so that the reader gets it in their language; without a key of its
/// own the code's general text is shown. `fields` maps a field's name to the message key of what is wrong with
/// it.
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemCode code;
    private final String messageKey;
    private final transient List<Object> arguments;
    private final transient Map<String, String> fields;

    private Problem(ProblemCode code, String messageKey, List<Object> arguments, Map<String, String> fields) {
        super(code.slug() + ": " + messageKey, null, false, false);
        this.code = code;
        this.messageKey = messageKey;
        this.arguments = List.copyOf(arguments);
        this.fields = Map.copyOf(fields);
    }

    public static Problem of(ProblemCode code) {
        return new Problem(code, code.messageKey(), List.of(), Map.of());
    }

    public static Problem of(ProblemCode code, String messageKey, Object... arguments) {
        return new Problem(code, messageKey, List.of(arguments), Map.of());
    }

    public static Problem notFound() {
        return of(ProblemCode.NOT_FOUND);
    }

    /// What is wrong with each field: name → message key.
    public static Problem inFields(Map<String, String> fields) {
        return new Problem(ProblemCode.INVALID_INPUT, ProblemCode.INVALID_INPUT.messageKey(), List.of(), fields);
    }

    public ProblemCode code() {
        return code;
    }

    public String messageKey() {
        return messageKey;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
