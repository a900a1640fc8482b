package org.tsudoi.web.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Every kind of account that the program opens has words, read off the places that name accounts.
class AccountKindsTest {
    private static final Pattern NAMED = Pattern.compile(
            "(?:new AccountCode|AccountCode\\s*\\.of)\\(((?:[^()]|\\([^()]*(?:\\([^()]*\\))?[^()]*\\))*)\\)");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z]+) = \"([^\"]*:)\";");

    /// Read from the books, a file or a form; every one of them is named by one of the others.
    private static final Pattern READ =
            Pattern.compile("row\\.getString\\(.*|typed|payment(\\.terms\\(\\))?\\.payableTo\\(\\)|of\\.payableTo\\(\\)"
                    + "|codes\\[line]|fields\\[0]\\.strip\\(\\)|String\\.join\\(.*");

    /// Where the yen of points would go that have none.
    private static final String NEVER_OPENED = "\"points\", \"free\"";

    private static final Map<String, List<String>> PARTS = Map.of(
            "PointTable.word(lot.kind())", List.of("paid", "free"),
            "SlipAdapter.NAME", List.of("slip"),
            "TransferAdapter.NAME", List.of("transfer"),
            "provider", List.of("stripe"),
            "asset.code().replace('/', '-')", List.of("JPY"));

    @Test
    void everyKindOfAccountHasWords() throws IOException {
        var kinds = new TreeSet<String>();
        for (var source : sources()) kinds.addAll(kinds(source));
        assertThat(kinds).hasSizeGreaterThan(35).contains("operator:points-sold:JPY", "operator:transfer-costs:JPY");
        assertThat(withoutWords(kinds)).isEmpty();
        var known = Texts.strict().keys(Language.JA);
        assertThat(kinds.stream().flatMap(kind -> AccountKinds.word(kind).stream()))
                .allMatch(word -> known.contains("operate.kind." + word));
    }

    @Test
    void anAccountWithoutWordsIsFound() {
        var planted = """
                AccountCode.of("operator", "petty-cash", currency.getCurrencyCode());
                new AccountCode("event:" + id + ":chairs")
                AccountCode.of("bank", far ? "abroad" : "own", "JPY")
                """;
        assertThat(withoutWords(kinds(planted)))
                .containsExactly("bank:abroad:JPY", "event:*:chairs", "operator:petty-cash:JPY");
    }

    @Test
    void aPartThatNobodyKnowsIsNotPassedOver() {
        assertThatThrownBy(() -> kinds("AccountCode.of(\"operator\", what)")).hasMessageContaining("what");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator:points-sold", "operator:points-sold:JPY:more", "gifts:JPY", "event:*:seats"})
    void nothingIsSaidOfWhatIsOnlyLikeIt(String kind) {
        assertThat(AccountKinds.word(kind)).isEmpty();
    }

    private static List<String> withoutWords(Collection<String> kinds) {
        return kinds.stream()
                .filter(kind -> AccountKinds.word(kind).isEmpty())
                .sorted()
                .toList();
    }

    private static Collection<String> kinds(String source) {
        var kinds = new TreeSet<String>();
        NAMED.matcher(source).results().map(found -> found.group(1).strip()).forEach(named -> {
            if (!READ.matcher(named).matches() && !named.equals(NEVER_OPENED)) kinds.addAll(kindsOf(named, source));
        });
        return kinds;
    }

    private static List<String> kindsOf(String named, String source) {
        if (named.contains("+")) return List.of(joined(named, source));
        var kinds = List.of("");
        for (var part : named.split(",\\s*(?![^(]*\\))")) {
            var longer = new ArrayList<String>();
            for (var kind : kinds) {
                for (var word : words(part.strip())) longer.add(kind.isEmpty() ? word : kind + ":" + word);
            }
            kinds = longer;
        }
        return kinds;
    }

    private static List<String> words(String part) {
        if (PARTS.containsKey(part)) return PARTS.get(part);
        if (part.endsWith(".getCurrencyCode()")) return List.of("JPY");
        if (part.endsWith("toString()")) return List.of("*");
        var texts = TEXT.matcher(part).results().map(text -> text.group(1)).toList();
        if (texts.isEmpty()) throw new AssertionError("what can it be? " + part);
        return texts;
    }

    private static String joined(String named, String source) {
        var kind = new StringBuilder();
        for (var piece : named.split("\\+")) {
            var part = piece.strip();
            var constant = CONSTANT.matcher(source)
                    .results()
                    .filter(found -> found.group(1).equals(part))
                    .map(found -> found.group(2))
                    .findFirst();
            if (part.startsWith("\"")) kind.append(part, 1, part.length() - 1);
            else if (constant.isPresent()) kind.append(constant.get());
            else kind.append(part.endsWith(".getCurrencyCode()") ? "JPY" : "*");
        }
        return kind.toString();
    }

    private static List<String> sources() throws IOException {
        var sources = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file).replaceAll("(?m)^\\s*///.*$", ""));
            }
        }
        return sources;
    }
}
