package org.tsudoi.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads a jte template as far as it takes to find words that were written into it instead of into a bundle:
/// text between tags, attributes that people read, sentences handed to components.
final class TemplateText {
    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern NOT_LATIN = Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]]");
    private static final Pattern SENTENCE = Pattern.compile("[A-Z][a-z]+( .*)?|\\w+ \\w+ \\w+.*");
    private static final Pattern READ_ATTRIBUTE =
            Pattern.compile("\\s(alt|title|placeholder|aria-label|aria-description|label|content)=\"([^\"$]*)\"");
    private static final Pattern CODE_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final List<String> ALLOWED = List.of("集", "width=device-width, initial-scale=1", "light dark");

    private final String jte;
    private final List<String> found = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int at;

    private TemplateText(String jte) {
        this.jte = jte;
    }

    static List<String> writtenInto(String jte) {
        var scan = new TemplateText(jte);
        scan.template(false);
        scan.endOfText();
        return scan.found;
    }

    private void template(boolean inContent) {
        while (at < jte.length()) {
            if (inContent && jte.charAt(at) == '`') {
                endOfText();
                at++;
                return;
            }
            if (skip("<%--", "--%>") || skip("<!--", "-->") || line("@import") || line("@param")) {
                endOfText();
            } else if (jte.startsWith("!{", at) || jte.startsWith("${", at)) {
                endOfText();
                at += 2;
                code('{', '}');
            } else if (jte.charAt(at) == '@' && at + 1 < jte.length() && Character.isLetter(jte.charAt(at + 1))) {
                endOfText();
                directive();
            } else if (jte.charAt(at) == '<') {
                endOfText();
                tag();
            } else {
                text.append(jte.charAt(at++));
            }
        }
    }

    private boolean skip(String from, String to) {
        if (!jte.startsWith(from, at)) {
            return false;
        }
        at = jte.indexOf(to, at) + to.length();
        return true;
    }

    private boolean line(String word) {
        if (!jte.startsWith(word, at)) {
            return false;
        }
        int end = jte.indexOf('\n', at);
        at = end < 0 ? jte.length() : end;
        return true;
    }

    private void directive() {
        at++;
        while (at < jte.length() && (Character.isLetterOrDigit(jte.charAt(at)) || jte.charAt(at) == '.')) {
            at++;
        }
        if (at < jte.length() && jte.charAt(at) == '(') {
            at++;
            code('(', ')');
        }
    }

    /// Java up to the closing bracket; content blocks in it are template again.
    private void code(char open, char close) {
        int depth = 1;
        var java = new StringBuilder();
        while (at < jte.length() && depth > 0) {
            char c = jte.charAt(at);
            if (jte.startsWith("@`", at)) {
                at += 2;
                template(true);
                continue;
            }
            if (c == '"') {
                int end = at + 1;
                while (jte.charAt(end) != '"') {
                    end += jte.charAt(end) == '\\' ? 2 : 1;
                }
                java.append(jte, at, end + 1);
                at = end + 1;
                continue;
            }
            depth += c == open ? 1 : c == close ? -1 : 0;
            java.append(c);
            at++;
        }
        CODE_STRING.matcher(java).results().map(s -> s.group(1)).forEach(string -> {
            if (NOT_LATIN.matcher(string).find() || SENTENCE.matcher(string).matches()) {
                note(string);
            }
        });
    }

    private void tag() {
        var tag = new StringBuilder();
        while (at < jte.length() && jte.charAt(at) != '>') {
            if (jte.startsWith("${", at)) {
                at += 2;
                tag.append('$');
                code('{', '}');
            } else if (jte.charAt(at) == '@' && Character.isLetter(jte.charAt(at + 1))) {
                directive();
            } else {
                tag.append(jte.charAt(at++));
            }
        }
        at++;
        READ_ATTRIBUTE
                .matcher(tag)
                .results()
                .map(a -> a.group(2))
                .filter(value -> LETTER.matcher(value).find())
                .filter(value -> !(tag.indexOf("name=\"theme-color\"") >= 0))
                .forEach(this::note);
    }

    private void endOfText() {
        var words = ENTITY.matcher(text).replaceAll("").strip();
        text.setLength(0);
        if (LETTER.matcher(words).find()) {
            note(words);
        }
    }

    private void note(String words) {
        if (!ALLOWED.contains(words)) {
            found.add(words);
        }
    }
}
