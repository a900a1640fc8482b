package org.tsudoi.finding.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Themes;
import org.tsudoi.members.MemberId;

/// By what an offering is found: as its organiser chose, else as those who lead it say of themselves.
@Component
class Choosing {
    private final FoundByTable table;
    private final CoachTable pages;
    private final Themes themes;

    Choosing(FoundByTable table, CoachTable pages, Themes themes) {
        this.table = table;
        this.pages = pages;
        this.themes = themes;
    }

    /// @param text in which it is written
    FoundBy by(Subject offering, Set<MemberId> hosts, String text) {
        var by = table.find(offering).orElseGet(() -> usual(hosts, text));
        return new FoundBy(offered(by.themes()), by.words(), by.languages());
    }

    FoundBy usual(Set<MemberId> hosts, String text) {
        var told = pages.shown(hosts).stream().map(CoachPage::told).map(CoachPage.Told::foundBy).toList();
        var theirs = told.stream().flatMap(by -> by.themes().stream());
        var spoken = told.stream().flatMap(by -> by.languages().stream());
        var languages = few(spoken);
        return new FoundBy(offered(few(theirs)), List.of(), languages.isEmpty() ? written(text) : languages);
    }

    private static List<String> few(Stream<String> all) {
        return all.distinct().limit(FoundBy.OF_EACH_MAX).toList();
    }

    /// Without those that are retired.
    List<String> offered(List<String> words) {
        var there = themes.offered().stream().map(Theme::word).toList();
        return words.stream().filter(there::contains).toList();
    }

    /// Where the script says it: kana are Japanese, Thai letters Thai. Latin letters may be of any language.
    private static List<String> written(String text) {
        if (text.codePoints().anyMatch(one -> isOf(one, Character.UnicodeScript.HIRAGANA))) return List.of("ja");
        if (text.codePoints().anyMatch(one -> isOf(one, Character.UnicodeScript.THAI))) return List.of("th");
        return List.of();
    }

    private static boolean isOf(int one, Character.UnicodeScript script) {
        return Character.UnicodeScript.of(one) == script;
    }
}
