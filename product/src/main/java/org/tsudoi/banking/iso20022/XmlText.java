package org.tsudoi.banking.iso20022;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// XML in the making, one element a line, so that two files can be compared by eye.
final class XmlText {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();
    private int line = 2;

    XmlText open(String name) {
        return open(name, "");
    }

    /// @param attributes with a blank before them
    XmlText open(String name, String attributes) {
        indent().append('<').append(name).append(attributes).append(">\n");
        line++;
        open.push(name);
        return this;
    }

    XmlText close() {
        var name = open.pop();
        indent().append("</").append(name).append(">\n");
        line++;
        return this;
    }

    XmlText leaf(String name, String value) {
        return leaf(name, "", value);
    }

    XmlText leaf(String name, String attributes, String value) {
        indent().append('<').append(name).append(attributes).append('>');
        value.codePoints().forEach(this::write);
        text.append("</").append(name).append(">\n");
        line++;
        return this;
    }

    int line() {
        return line;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private StringBuilder indent() {
        return text.append("  ".repeat(open.size()));
    }

    private void write(int character) {
        switch (character) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            default -> text.appendCodePoint(character);
        }
    }
}
