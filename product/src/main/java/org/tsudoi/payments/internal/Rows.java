package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// Between the columns of PostgreSQL and the types of this module.
final class Rows {
    private static final Pattern NEW_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Rows() {}

    static @Nullable OffsetDateTime column(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static @Nullable UUID nullableUuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), Currency.getInstance(row.getString("currency")));
    }

    static @Nullable Money nullableMoney(ResultSet row, String column) throws SQLException {
        @Nullable Long amount = row.getObject(column, Long.class);
        return amount == null ? null : new Money(amount, Currency.getInstance(row.getString("currency")));
    }

    static String text(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        if (text == null) throw new IllegalStateException(column + " is missing");
        return text;
    }

    static <T> @Nullable UUID[] uuids(List<T> of, Function<T, @Nullable UUID> id) {
        return of.stream().map(id).toArray(UUID[]::new);
    }

    static <T> @Nullable String[] texts(List<T> of, Function<T, @Nullable String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    static <T> @Nullable Long[] longs(List<T> of, Function<T, @Nullable Long> number) {
        return of.stream().map(number).toArray(Long[]::new);
    }

    /// Since 1970: for arrays of moments.
    static <T> @Nullable Long[] micros(List<T> of, Function<T, @Nullable Instant> at) {
        return longs(of, one -> {
            var moment = at.apply(one);
            return moment == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
        });
    }

    /// The word of a state's column: `SettledOutside` is `settled_outside`.
    static String state(Object state) {
        var name = state.getClass().getSimpleName();
        return NEW_WORD.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalStateException unless the one row was changed
    static void moved(int changed, Object id, String from) {
        if (changed != 1) throw notMoved(id, from);
    }

    static IllegalStateException notMoved(Object id, String from) {
        return new IllegalStateException(id + " is not " + from + " any more");
    }
}
