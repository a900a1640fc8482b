package org.tsudoi.web.member;

import java.util.ArrayList;
import java.util.List;

/// What is new in a text, line by line: the longest common subsequence stays.
public final class LineChanges {
    private LineChanges() {}

    public enum Kind {
        SAME,
        ADDED,
        GONE
    }

    public record Line(Kind kind, String text) {}

    public static List<Line> between(String before, String after) {
        var old = before.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
        var now = after.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
        var common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var lines = new ArrayList<Line>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(Kind.SAME, now.get(j)));
                i++;
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Kind.GONE, old.get(i++)));
            } else {
                lines.add(new Line(Kind.ADDED, now.get(j++)));
            }
        }
        return lines;
    }
}
