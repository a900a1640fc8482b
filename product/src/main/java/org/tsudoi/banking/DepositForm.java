package org.tsudoi.banking;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where the fields of a 振込入金通知 stand. `A` is what most banks send. Format B and what single banks make
/// of it have the same 種別 and the same length, so a file does not show which it is: it is set for the
/// account, from the bank's own manual, and never guessed.
///
/// @param columns by the standard's name of the field; those of the trailer are among them, as no name is in
///         both
public record DepositForm(Map<String, Columns> columns) {
    private static final int RECORD = 200;
    private static final int NUMBER_MAX = 15;

    /// First and last byte within the record, from 1.
    public record Columns(int from, int to) {
        public Columns {
            if (from < 2 || to < from || to > RECORD) {
                throw new IllegalArgumentException("no columns of a record of 200 bytes: " + from + "-" + to);
            }
        }

        boolean meets(Columns other) {
            return from <= other.to && other.from <= to;
        }
    }

    private static final Set<String> IN_DATA =
            Set.of("照会番号", "勘定日", "起算日", "金額", "うち他店券金額", "振込依頼人コード", "振込依頼人名", "仕向銀行名", "仕向店名", "取消区分", "EDI情報");
    private static final Set<String> IN_TRAILER = Set.of("振込合計件数", "振込合計金額", "取消合計件数", "取消合計金額");

    /// Without these a payment could be read wrongly, or a cancelled one taken for a payment.
    private static final Set<String> NEEDED =
            Set.of("勘定日", "金額", "振込依頼人名", "取消区分", "振込合計件数", "振込合計金額", "取消合計件数", "取消合計金額");

    private static final Pattern ENTRY = Pattern.compile("([^=\\s]+)=([0-9]{1,3})-([0-9]{1,3})");

    public static final DepositForm A = of("""
            照会番号=2-7 勘定日=8-13 起算日=14-19 金額=20-29 うち他店券金額=30-39 振込依頼人コード=40-49
            振込依頼人名=50-97 仕向銀行名=98-112 仕向店名=113-127 取消区分=128-128 EDI情報=129-148
            振込合計件数=2-7 振込合計金額=8-19 取消合計件数=20-25 取消合計金額=26-37""");

    public DepositForm {
        columns = Map.copyOf(columns);
        columns.forEach(DepositForm::refuseWidths);
        refuseOverlaps(columns, IN_DATA);
        refuseOverlaps(columns, IN_TRAILER);
        for (var name : NEEDED) {
            if (!columns.containsKey(name))
                throw new IllegalArgumentException("the columns of " + name + " are missing");
        }
    }

    /// As a setting has it: `勘定日=8-13 金額=20-31 …`, every field that the bank fills. Whatever is between
    /// is not read.
    ///
    /// @throws IllegalArgumentException when it is not clear, or something needed is missing
    public static DepositForm of(String setting) {
        var columns = new HashMap<String, Columns>();
        for (var word : setting.strip().split("\\s+")) {
            var entry = ENTRY.matcher(word);
            if (!entry.matches()) throw new IllegalArgumentException("not name=from-to: " + word);
            var name = entry.group(1);
            if (!IN_DATA.contains(name) && !IN_TRAILER.contains(name)) {
                throw new IllegalArgumentException("no field of a 振込入金通知: " + name);
            }
            var span = new Columns(Integer.parseInt(entry.group(2)), Integer.parseInt(entry.group(3)));
            if (columns.put(name, span) != null) throw new IllegalArgumentException("said twice: " + name);
        }
        return new DepositForm(columns);
    }

    public static Set<String> inData() {
        return IN_DATA;
    }

    public static Set<String> inTrailer() {
        return IN_TRAILER;
    }

    private static void refuseWidths(String name, Columns columns) {
        int width = columns.to - columns.from + 1;
        boolean fits = switch (name) {
            case "勘定日", "起算日" -> width == 6;
            case "取消区分" -> width == 1;
            case String number when IN_TRAILER.contains(number) || number.endsWith("金額") -> width <= NUMBER_MAX;
            case String _ -> true;
        };
        if (!fits) throw new IllegalArgumentException(width + " bytes are not the width of " + name);
    }

    private static void refuseOverlaps(Map<String, Columns> columns, Set<String> names) {
        var sorted = new TreeMap<>(columns);
        sorted.keySet().retainAll(names);
        sorted.forEach((name, span) -> sorted.forEach((other, columnsOfOther) -> {
            if (!name.equals(other) && span.meets(columnsOfOther)) {
                throw new IllegalArgumentException(name + " and " + other + " overlap");
            }
        }));
    }
}
