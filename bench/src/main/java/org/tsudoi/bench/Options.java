package org.tsudoi.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stood on the command line, held against what the benchmark knows.
public final class Options {
    private static final String SET = "yes";

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /// @throws WrongCommand with one sentence for whoever typed it
    static Options parse(List<String> words, Benchmark benchmark) {
        var known = Stream.concat(Option.FOR_ALL.stream(), benchmark.options().stream())
                .collect(Collectors.toMap(option -> "--" + option.name(), option -> option));
        var values = new HashMap<String, String>();
        known.values().forEach(option -> values.put(option.name(), option.fallback()));
        for (var rest = words.iterator(); rest.hasNext(); ) {
            var word = rest.next();
            var option = known.get(word);
            if (option == null) {
                throw new WrongCommand("bench " + benchmark.name() + " knows "
                        + String.join(" ", known.keySet().stream().sorted().toList()) + ", not " + word + ".");
            }
            if (!option.isFlag() && !rest.hasNext()) throw new WrongCommand(word + " needs a value.");
            values.put(option.name(), option.isFlag() ? SET : rest.next());
        }
        return new Options(values);
    }

    public String text(String name) {
        var value = values.get(name);
        if (value == null) throw new IllegalArgumentException("no option " + name + " was declared");
        return value;
    }

    public boolean has(String name) {
        return !text(name).isEmpty();
    }

    public int number(String name) {
        try {
            int number = Integer.parseInt(text(name));
            if (number > 0) return number;
        } catch (NumberFormatException notOne) {
            throw wrongNumber(name, notOne);
        }
        throw wrongNumber(name, null);
    }

    private WrongCommand wrongNumber(String name, @Nullable Exception cause) {
        return new WrongCommand("--" + name + " is a whole number above zero, not " + text(name) + ".", cause);
    }

    public Duration seconds() {
        return Duration.ofSeconds(number("seconds"));
    }
}
