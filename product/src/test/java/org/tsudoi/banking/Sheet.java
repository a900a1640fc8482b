package org.tsudoi.banking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A file of fixed records as a bank would have made it: put together by position and with the JDK's own
/// character set, so that it owes nothing to the layouts and letters that are tested with it.
record Sheet(List<String> records, String ends, byte[] tail) {
    static final Charset OF_BANKS = Charset.forName("windows-31j");

    static Sheet of(String... records) {
        return new Sheet(List.of(records), "\r\n", new byte[0]);
    }

    /// @param places the position of a text, from 1, and the text, in turn
    static String record(int length, Object... places) {
        var letters = " ".repeat(length).toCharArray();
        for (int i = 0; i < places.length; i += 2) put(letters, (int) places[i], (String) places[i + 1]);
        return new String(letters);
    }

    Sheet with(int line, int position, String text) {
        var letters = records.get(line - 1).toCharArray();
        put(letters, position, text);
        return with(line, new String(letters));
    }

    Sheet with(int line, String record) {
        var changed = new ArrayList<>(records);
        changed.set(line - 1, record);
        return new Sheet(changed, ends, tail);
    }

    Sheet without(int line) {
        var changed = new ArrayList<>(records);
        changed.remove(line - 1);
        return new Sheet(changed, ends, tail);
    }

    Sheet plus(int beforeLine, String record) {
        var changed = new ArrayList<>(records);
        changed.add(beforeLine - 1, record);
        return new Sheet(changed, ends, tail);
    }

    Sheet and(Sheet other) {
        return new Sheet(Stream.concat(records.stream(), other.records.stream()).toList(), ends, tail);
    }

    Sheet withEnds(String otherEnds) {
        return new Sheet(records, otherEnds, tail);
    }

    Sheet followedBy(String text) {
        return new Sheet(records, ends, text.getBytes(OF_BANKS));
    }

    String record(int line) {
        return records.get(line - 1);
    }

    byte[] bytes() {
        return bytes(OF_BANKS);
    }

    byte[] bytes(Charset letters) {
        var file = new ByteArrayOutputStream();
        for (var record : records) {
            file.writeBytes(record.getBytes(letters));
            file.writeBytes(ends.getBytes(StandardCharsets.US_ASCII));
        }
        file.writeBytes(tail);
        return file.toByteArray();
    }

    byte[] cutTo(int bytes) {
        return Arrays.copyOf(bytes(), bytes);
    }

    private static void put(char[] letters, int position, String text) {
        text.getChars(0, text.length(), letters, position - 1);
    }
}
