package org.tsudoi.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// What every rendered page keeps, whoever wrote it. Answers with what is broken, in words.
public final class PageRules {
    private static final Pattern INLINE =
            Pattern.compile("<[a-z][^>]*\\s(style|on[a-z]+)\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLE = Pattern.compile("<style\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT = Pattern.compile("<script\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern POINTER =
            Pattern.compile("\\s(for|aria-describedby|aria-labelledby|data-opens|data-preview)=\"([^\"]*)\"");
    private static final Pattern FIGURE = Pattern.compile("<figure class=\"chart.*?</figure>", Pattern.DOTALL);
    private static final Pattern IMAGE = Pattern.compile("<img\\b([^>]*)>");
    private static final Pattern POST =
            Pattern.compile("<form\\b[^>]*method=\"post\".*?</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private PageRules() {}

    public static List<String> broken(String html) {
        var broken = new ArrayList<String>();
        INLINE.matcher(html).results().forEach(found -> broken.add("inline style or handler: " + found.group()));
        STYLE.matcher(html).results().forEach(found -> broken.add("a style element"));
        SCRIPT.matcher(html)
                .results()
                .filter(found -> !found.group(1).contains("src=\"/assets/"))
                .forEach(found -> broken.add("a script that is not ours: " + found.group()));
        pointers(html, broken);
        FIGURE.matcher(html)
                .results()
                .filter(chart -> !chart.group().matches("(?s).*<details.*<table.*"))
                .forEach(chart -> broken.add("a chart without its table"));
        IMAGE.matcher(html).results().forEach(image -> {
            if (!image.group(1).contains(" alt=") || !image.group(1).contains(" width=")) {
                broken.add("a picture without alt or size: " + image.group());
            }
        });
        POST.matcher(html)
                .results()
                .filter(form -> !form.group().contains("name=\"_csrf\""))
                .forEach(form -> broken.add("a form without its token"));
        if (html.split("<h1", -1).length < 2) {
            broken.add("no first heading");
        }
        return broken;
    }

    private static void pointers(String html, List<String> broken) {
        var ids = new HashSet<String>();
        ID.matcher(html)
                .results()
                .map(found -> found.group(1))
                .filter(id -> !ids.add(id))
                .forEach(id -> broken.add("an id twice: " + id));
        POINTER.matcher(html).results().forEach(found -> {
            for (var id : found.group(2).split(" ")) {
                if (!ids.contains(id)) {
                    broken.add(found.group(1) + " points to nothing: " + id);
                }
            }
        });
    }
}
