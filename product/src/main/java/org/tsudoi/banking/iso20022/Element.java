package org.tsudoi.banking.iso20022;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One element of a message, with where it stands.
final class Element {
    private final String name;
    private final int line;
    private final int column;
    private final Map<String, String> attributes;
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Element(String name, int line, int column, Map<String, String> attributes) {
        this.name = name;
        this.line = line;
        this.column = column;
        this.attributes = Map.copyOf(attributes);
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    Optional<String> attribute(String called) {
        return Optional.ofNullable(attributes.get(called));
    }

    String text() {
        return text.toString().strip();
    }

    int textLength() {
        return text.length();
    }

    List<Element> children() {
        return children;
    }

    void add(Element child) {
        children.add(child);
    }

    void add(String characters) {
        text.append(characters);
    }

    Stream<Element> all(String called) {
        return children.stream().filter(child -> child.name.equals(called));
    }

    /// The first at the end of a path: `Refs/EndToEndId`.
    Optional<Element> at(String path) {
        Optional<Element> found = Optional.of(this);
        for (var step : path.split("/")) {
            found = found.flatMap(element -> element.all(step).findFirst());
        }
        return found;
    }

    /// Empty where there is none.
    String textAt(String path) {
        return at(path).map(Element::text).orElse("");
    }
}
