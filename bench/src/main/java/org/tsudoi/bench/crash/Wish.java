package org.tsudoi.bench.crash;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is asked of the ledger that will be killed, as one line of text: it goes to another process.
sealed interface Wish {
    String NOTHING = "-";

    /// The same wish is asked again with the same words, until it is answered.
    String words();

    /// Of this account, so much.
    record Part(String account, long amount) {
        @Override
        public String toString() {
            return account + "=" + amount;
        }
    }

    record Post(UUID journal, List<Part> legs) implements Wish {
        @Override
        public String words() {
            return "post " + journal + " " + words(legs);
        }

        private static String words(List<Part> legs) {
            return legs.stream().map(Part::toString).collect(Collectors.joining(","));
        }
    }

    /// Both or none.
    record Linked(Post one, Post other) implements Wish {
        @Override
        public String words() {
            return "linked " + one.journal + " " + Post.words(one.legs) + " " + other.journal + " "
                    + Post.words(other.legs);
        }
    }

    record Place(UUID hold, List<Part> legs) implements Wish {
        @Override
        public String words() {
            return "place " + hold + " " + Post.words(legs);
        }
    }

    /// @param part of what was held; empty for all of it
    record Settle(UUID journal, UUID hold, List<Part> part) implements Wish {
        @Override
        public String words() {
            return "settle " + journal + " " + hold + " " + (part.isEmpty() ? NOTHING : Post.words(part));
        }
    }

    record Release(UUID hold) implements Wish {
        @Override
        public String words() {
            return "release " + hold;
        }
    }

    /// Holds whose time is over are swept; the answer names them. Each is another one, whatever its number.
    record Sweep(UUID number) implements Wish {
        @Override
        public String words() {
            return "sweep " + number;
        }
    }

    /// The ledger's own replay.
    record Verify() implements Wish {
        @Override
        public String words() {
            return "verify";
        }
    }

    /// The reverse of `words()`.
    static Wish parse(String words) {
        var word = words.split(" ", -1);
        return switch (word[0]) {
            case "post" -> new Post(UUID.fromString(word[1]), parts(word[2]));
            case "linked" ->
                new Linked(
                        new Post(UUID.fromString(word[1]), parts(word[2])),
                        new Post(UUID.fromString(word[3]), parts(word[4])));
            case "place" -> new Place(UUID.fromString(word[1]), parts(word[2]));
            case "settle" -> new Settle(UUID.fromString(word[1]), UUID.fromString(word[2]), parts(word[3]));
            case "release" -> new Release(UUID.fromString(word[1]));
            case "sweep" -> new Sweep(UUID.fromString(word[1]));
            case "verify" -> new Verify();
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static List<Part> parts(String words) {
        return words.equals(NOTHING)
                ? List.of()
                : Arrays.stream(words.split(",", -1)).flatMap(Wish::part).toList();
    }

    private static Stream<Part> part(String word) {
        int at = word.indexOf('=');
        return Stream.of(new Part(word.substring(0, at), Long.parseLong(word.substring(at + 1))));
    }
}
