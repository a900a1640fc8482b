package org.tsudoi.memberships.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.offerings.Tax;

/// Between the columns of PostgreSQL and the types of this module.
final class Columns {
    private static final Pattern NEW_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Columns() {}

    static @Nullable OffsetDateTime of(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable Integer nullableNumber(ResultSet row, String column) throws SQLException {
        @Nullable Integer number = row.getObject(column, Integer.class);
        return number;
    }

    static LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static String text(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        if (text == null) throw new IllegalStateException(column + " is missing");
        return text;
    }

    static List<Integer> numbers(ResultSet row, String column) throws SQLException {
        return List.of((Integer[]) row.getArray(column).getArray());
    }

    static Integer[] numbers(List<Integer> numbers) {
        return numbers.toArray(Integer[]::new);
    }

    /// The word of a state's column: `PastDue` is `past_due`.
    static String state(Object state) {
        return NEW_WORD.matcher(state.getClass().getSimpleName())
                .replaceAll("_")
                .toLowerCase(Locale.ROOT);
    }

    static Tax tax(ResultSet row) throws SQLException {
        return new Tax(word(Tax.Category.class, text(row, "tax_category")), row.getInt("tax_percent"));
    }

    static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    static PayBy payBy(ResultSet row, String reference) throws SQLException {
        return switch (text(row, "pay_by")) {
            case "stored" -> new PayBy.Stored(text(row, reference));
            case "points" -> new PayBy.Points();
            case "invoice" -> new PayBy.Invoice();
            default -> throw new IllegalStateException("nobody pays by " + text(row, "pay_by"));
        };
    }

    static String word(PayBy by) {
        return state(by);
    }

    static @Nullable String reference(PayBy by) {
        return switch (by) {
            case PayBy.Stored(var reference) -> reference;
            case PayBy.Points _, PayBy.Invoice _ -> null;
        };
    }

    /// @throws IllegalStateException unless the one row was changed
    static void moved(int changed, Object id, String from) {
        if (changed != 1) throw new IllegalStateException(id + " is not " + from + " any more");
    }
}
