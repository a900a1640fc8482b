package org.tsudoi.vouchers.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.privacy.Vault;
import org.tsudoi.vouchers.Discount;
import org.tsudoi.vouchers.Voucher;
import org.tsudoi.vouchers.VoucherId;
import org.tsudoi.vouchers.VoucherUseId;
import org.tsudoi.vouchers.Vouchers.Wish;

/// Rows of `voucher`, `voucher_use` and `voucher_person`.
@Component
class VoucherTable {
    private static final String VOUCHER = """
            select id, organiser, event, code, kind, amount, currency, percent, valid_from, valid_until, uses_max,
                uses_each_max, made_at, stopped_at
            from voucher\s""";

    private final JdbcClient jdbc;
    private final Vault vault;

    VoucherTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// What a discount is in columns.
    private record Columns(
            String kind, @Nullable Money amount, @Nullable Integer percent) {
        static Columns of(Discount discount) {
            return switch (discount) {
                case Discount.AmountOff(var amount) -> new Columns("amount", amount, null);
                case Discount.PercentOff(var percent) -> new Columns("percent", null, percent);
                case Discount.Free() -> new Columns("free", null, null);
            };
        }
    }

    /// Answers false when there is one with this id or this code.
    boolean insert(Wish wish, Instant now) {
        var discount = Columns.of(wish.discount());
        return jdbc.sql("""
                        insert into voucher (id, organiser, event, code, kind, amount, currency, percent, valid_from, valid_until,
                            uses_max, uses_each_max, made_at, made_by)
                        values (:id, :organiser, :event, :code, :kind, :amount, :currency, :percent, :from, :until,
                            :uses, :each, :now, :by)
                        on conflict do nothing""")
                        .param("id", wish.id().value())
                        .param("organiser", wish.organiser().value())
                        .param(
                                "event",
                                wish.event() == null ? null : wish.event().value(),
                                Types.OTHER)
                        .param("code", wish.code())
                        .param("kind", discount.kind)
                        .param("amount", discount.amount == null ? null : discount.amount.minorUnits(), Types.BIGINT)
                        .param(
                                "currency",
                                discount.amount == null
                                        ? null
                                        : discount.amount.currency().getCurrencyCode(),
                                Types.VARCHAR)
                        .param("percent", discount.percent, Types.INTEGER)
                        .param("from", at(wish.validFrom()))
                        .param("until", at(wish.validUntil()))
                        .param("uses", wish.usesMax())
                        .param("each", wish.usesEachMax())
                        .param("now", at(now))
                        .param("by", wish.by())
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    Optional<Voucher> find(VoucherId id) {
        return jdbc.sql(VOUCHER + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> voucher(row))
                .optional();
    }

    Optional<Voucher> find(OrganiserId organiser, String code) {
        return jdbc.sql(VOUCHER + "where organiser = :organiser and code = :code")
                .param("organiser", organiser.value())
                .param("code", code)
                .query((row, _) -> voucher(row))
                .optional();
    }

    List<Voucher> of(OrganiserId organiser) {
        return jdbc.sql(VOUCHER + "where organiser = :organiser order by made_at desc, id limit 500")
                .param("organiser", organiser.value())
                .query((row, _) -> voucher(row))
                .list();
    }

    boolean stop(OrganiserId organiser, VoucherId id, Instant now) {
        return jdbc.sql("""
                        update voucher set stopped_at = coalesce(stopped_at, :now) where id = :id and organiser = :organiser""")
                        .param("now", at(now))
                        .param("id", id.value())
                        .param("organiser", organiser.value())
                        .update()
                == 1;
    }

    /// Mail to hanako+anything@… reaches hanako: the same person.
    byte[] person(EmailAddress mail) {
        return vault.blindIndex("voucher_use.person", mail.lookUpKey().replaceFirst("\\+[^@]*@", "@"));
    }

    /// One more use of this person. Answers false when they had as many as they may. Two at once wait for each other.
    boolean count(Voucher voucher, byte[] person) {
        return jdbc.sql("""
                        insert into voucher_person as p (voucher, person, uses, uses_max) values (:voucher, :person, 1, :max)
                        on conflict (voucher, person) do update set uses = p.uses + 1 where p.uses < p.uses_max""")
                        .param("voucher", voucher.id().value())
                        .param("person", person)
                        .param("max", voucher.usesEachMax())
                        .update()
                == 1;
    }

    void uncount(VoucherId voucher, byte[] person) {
        jdbc.sql("update voucher_person set uses = uses - 1 where voucher = :voucher and person = :person")
                .param("voucher", voucher.value())
                .param("person", person)
                .update();
    }

    record Use(VoucherUseId id, VoucherId voucher, byte[] person, String reference, Money off, String state) {}

    void insert(Use use, Instant now) {
        jdbc.sql("""
                        insert into voucher_use (id, voucher, person, reference, off, currency, state, at)
                        values (:id, :voucher, :person, :reference, :off, :currency, :state, :now)""")
                .param("id", use.id.value())
                .param("voucher", use.voucher.value())
                .param("person", use.person)
                .param("reference", use.reference)
                .param("off", use.off.minorUnits())
                .param("currency", use.off.currency().getCurrencyCode())
                .param("state", use.state)
                .param("now", at(now))
                .update();
    }

    /// Whether this person may have one more.
    boolean mayCount(Voucher voucher, byte[] person) {
        return jdbc.sql("select uses < :max from voucher_person where voucher = :voucher and person = :person")
                .param("max", voucher.usesEachMax())
                .param("voucher", voucher.id().value())
                .param("person", person)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    Optional<Use> lock(VoucherUseId id) {
        return use(id, " for update");
    }

    Optional<Use> find(VoucherUseId id) {
        return use(id, "");
    }

    private Optional<Use> use(VoucherUseId id, String locked) {
        return jdbc.sql("select voucher, person, reference, off, currency, state from voucher_use where id = :id"
                        + locked)
                .param("id", id.value())
                .query((row, _) -> new Use(
                        id,
                        new VoucherId(row.getObject("voucher", UUID.class)),
                        row.getBytes("person"),
                        row.getString("reference"),
                        new Money(row.getLong("off"), Currency.getInstance(row.getString("currency"))),
                        row.getString("state")))
                .optional();
    }

    void move(Use use, String to, Instant now) {
        int changed = jdbc.sql("update voucher_use set state = :to, ended_at = :now where id = :id and state = :from")
                .param("to", to)
                .param("now", at(now))
                .param("id", use.id.value())
                .param("from", use.state)
                .update();
        if (changed != 1) throw new IllegalStateException(use.id + " was not " + use.state);
    }

    private static Voucher voucher(ResultSet row) throws SQLException {
        var event = row.getObject("event", UUID.class);
        var stopped = row.getTimestamp("stopped_at");
        return new Voucher(
                new VoucherId(row.getObject("id", UUID.class)),
                new OrganiserId(row.getObject("organiser", UUID.class)),
                event == null ? null : new EventId(event),
                row.getString("code"),
                discount(row),
                row.getTimestamp("valid_from").toInstant(),
                row.getTimestamp("valid_until").toInstant(),
                row.getInt("uses_max"),
                row.getInt("uses_each_max"),
                row.getTimestamp("made_at").toInstant(),
                stopped == null ? null : stopped.toInstant());
    }

    private static Discount discount(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "amount" ->
                new Discount.AmountOff(new Money(
                        row.getLong("amount"),
                        Currency.getInstance(Objects.requireNonNull(row.getString("currency")))));
            case "percent" -> new Discount.PercentOff(row.getInt("percent"));
            case "free" -> new Discount.Free();
            default -> throw new IllegalStateException("a voucher of an unknown kind");
        };
    }
}
