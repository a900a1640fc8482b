package org.tsudoi.banking.zengin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of one kind of record, side by side from its first byte to its last.
final class Layout {
    private final int length;
    private final List<Field> fields;
    private final Map<String, Field> named = new HashMap<>();

    private Layout(int length, List<Field> fields) {
        this.length = length;
        this.fields = fields;
        int next = 1;
        for (var field : fields) {
            if (field.position() != next) {
                throw new IllegalArgumentException(
                        field.name() + " begins at " + field.position() + " and not at " + next);
            }
            next += field.length();
            if (field.kind() != Field.Kind.FILLER && named.put(field.name(), field) != null) {
                throw new IllegalArgumentException(field.name() + " stands twice");
            }
        }
        if (next != length + 1) throw new IllegalArgumentException("fields of " + (next - 1) + " bytes in " + length);
    }

    static Layout of(int length, Field... fields) {
        return new Layout(length, List.of(fields));
    }

    int length() {
        return length;
    }

    List<Field> fields() {
        return fields;
    }

    /// Empty when the bank's form has no such field.
    Optional<Field> find(String name) {
        return Optional.ofNullable(named.get(name));
    }

    Field field(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is none of " + Arrays.toString(named.keySet().toArray())));
    }
}
