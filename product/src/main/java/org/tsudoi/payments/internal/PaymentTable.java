package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk.Change;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.privacy.Vault;
import tools.jackson.databind.json.JsonMapper;

@Component
class PaymentTable {
    private static final String COLUMNS = """
            p.id, p.provider, p.means, p.issued_sealed, p.order_reference, p.amount, p.currency, p.payable_to, p.title, p.requested_at, p.asking_sealed,
                   p.payable_until, p.state, p.reference, p.pay_url, p.last_decline, p.why, p.fee, p.charge,
                   p.captured_at, p.withdrawn_at,
                   exists (select from payment_withdrawal w where w.payment_id = p.id) as withdraw_wished
            """;

    private static final String SELECT = "select " + COLUMNS + "from payment p\n";

    private final JdbcClient jdbc;
    private final HistoryTable history;
    private final Vault vault;
    private final JsonMapper json = JsonMapper.builder().build();

    PaymentTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.history = new HistoryTable(jdbc, "payment");
        this.vault = vault;
    }

    /// What of [Payments.Asking] is sealed.
    ///
    /// @param holder of a card, and `card` that is paid with; null where nothing is wished about a card
    /// @param alone  whether the card is, or will be, charged without its holder; null: it is not
    record Sealed(
            @Nullable String email,
            String language,
            String backUrl,
            String leaveUrl,
            @Nullable UUID holder,
            @Nullable UUID card,
            @Nullable String name,
            @Nullable Boolean alone) {
        static Sealed of(Payments.Asking asking) {
            var holder = switch (asking.card()) {
                case CardWish.None _ -> null;
                case CardWish.Remember(var who, var _) -> who.value();
                case CardWish.Saved(var who, var _, var _, var _) -> who.value();
            };
            var alone = switch (asking.card()) {
                case CardWish.None _ -> null;
                case CardWish.Remember(var _, boolean agreed) -> agreed;
                case CardWish.Saved(var _, var _, var _, boolean present) -> !present;
            };
            return new Sealed(
                    asking.email(),
                    asking.locale().toLanguageTag(),
                    asking.backUrl(),
                    asking.leaveUrl(),
                    holder,
                    asking.card() instanceof CardWish.Saved(var _, var card, var _, var _) ? card.value() : null,
                    asking.name(),
                    alone);
        }

        CardWish wish(Money amount) {
            if (holder == null) return CardWish.NONE;
            var who = new CardHolder(holder);
            boolean byItself = Boolean.TRUE.equals(alone);
            return card == null
                    ? new CardWish.Remember(who, byItself)
                    : new CardWish.Saved(who, new SavedCardId(card), amount, !byItself);
        }
    }

    Optional<KeptPayment> find(PaymentId id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    Map<PaymentId, KeptPayment> find(Collection<PaymentId> ids) {
        return jdbc
                .sql(SELECT + "where p.id = any(:ids)")
                .param("ids", ids.stream().map(PaymentId::value).toArray(UUID[]::new))
                .query((row, _) -> kept(row))
                .list()
                .stream()
                .collect(Collectors.toMap(KeptPayment::id, Function.identity()));
    }

    /// Locks the row until the transaction ends. Rows that refer to it (a refund, a wish) can be added
    /// meanwhile.
    Optional<KeptPayment> lock(PaymentId id) {
        return jdbc.sql(SELECT + "where p.id = :id for no key update of p")
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    /// The same with many, in the order of their ids.
    List<KeptPayment> lock(Collection<PaymentId> ids) {
        return jdbc.sql(SELECT + "where p.id = any(:ids) order by p.id for no key update of p")
                .param("ids", ids.stream().map(PaymentId::value).toArray(UUID[]::new))
                .query((row, _) -> kept(row))
                .list();
    }

    /// Of each order the newest, by order.
    Map<String, Payment> newestFor(Collection<String> orderReferences) {
        return newestFor(orderReferences, this::payment);
    }

    Map<String, KeptPayment> newestKeptFor(Collection<String> orderReferences) {
        return newestFor(orderReferences, this::kept);
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Map<String, T> newestFor(Collection<String> orderReferences, Reading<T> reading) {
        var found = new HashMap<String, T>();
        jdbc.sql("select distinct on (p.order_reference) " + COLUMNS + """
                from payment p where p.order_reference = any(:orders) order by p.order_reference, p.id desc
                """)
                .param("orders", orderReferences.toArray(String[]::new))
                .query(row -> {
                    found.put(Rows.text(row, "order_reference"), reading.of(row));
                });
        return found;
    }

    Optional<PaymentId> findBy(String provider, @Nullable String reference, @Nullable String charge) {
        return jdbc.sql("""
                select id from payment
                where provider = :provider and (reference = :reference or charge = :charge)
                """)
                .param("provider", provider)
                .param("reference", reference)
                .param("charge", charge)
                .query((row, _) -> new PaymentId(Rows.uuid(row, "id")))
                .optional();
    }

    /// The unknown ones, oldest first.
    List<KeptPayment> unknown(int max) {
        return jdbc.sql(SELECT + "where p.state = 'unknown' order by p.id limit :max")
                .param("max", max)
                .query((row, _) -> kept(row))
                .list();
    }

    /// With their first rows in the history; the others come with `move`.
    ///
    /// @return those that were not there before
    Set<PaymentId> insert(List<Payments.Intent> intents, Instant at) {
        return new HashSet<>(jdbc.sql("""
                with requested as (
                  insert into payment (id, provider, means, order_reference, amount, currency, payable_to, title, requested_at,
                                       asking_sealed, payable_until, state)
                  select id, provider, means, order_reference, amount, currency, payable_to, title,
                    timestamptz 'epoch' + requested_at * interval '1 microsecond', asking,
                    timestamptz 'epoch' + payable_until * interval '1 microsecond', 'requested'
                  from unnest(:ids, :providers, :means, :orders, :amounts, :currencies, :payees, :titles, :requested, :askings, :untils)
                    as p (id, provider, means, order_reference, amount, currency, payable_to, title, requested_at, asking,
                      payable_until)
                  on conflict (id) do nothing
                  returning id)
                insert into payment_event (payment_id, at, to_state, who, why)
                select id, :at, 'requested', :who, 'requested' from requested
                returning payment_id
                """)
                .param("ids", Rows.uuids(intents, intent -> intent.id().value()))
                .param("providers", Rows.texts(intents, intent -> intent.terms().provider()))
                .param(
                        "means",
                        Rows.texts(intents, intent -> intent.terms().choice().word()))
                .param("orders", Rows.texts(intents, intent -> intent.terms().orderReference()))
                .param(
                        "amounts",
                        Rows.longs(intents, intent -> intent.terms().amount().minorUnits()))
                .param(
                        "currencies",
                        Rows.texts(
                                intents,
                                intent -> intent.terms().amount().currency().getCurrencyCode()))
                .param("payees", Rows.texts(intents, intent -> intent.terms().payableTo()))
                .param("titles", Rows.texts(intents, intent -> intent.terms().title()))
                .param(
                        "requested",
                        Rows.micros(intents, intent -> intent.terms().requestedAt()))
                .param("askings", intents.stream().map(this::sealed).toArray(byte[][]::new))
                .param("untils", Rows.micros(intents, intent -> intent.asking().payableUntil()))
                .param("at", Rows.column(at))
                .param("who", Ground.US)
                .query((row, _) -> new PaymentId(Rows.uuid(row, "payment_id")))
                .list());
    }

    private byte[] sealed(Payments.Intent intent) {
        var sealed = json.writeValueAsString(Sealed.of(intent.asking()));
        return vault.seal("payment", "asking_sealed", intent.id().value(), sealed);
    }

    void wishWithdrawn(PaymentId id, Instant at) {
        jdbc.sql("""
                insert into payment_withdrawal (payment_id, wished_at) values (:id, :at)
                on conflict (payment_id) do nothing
                """).param("id", id.value()).param("at", Rows.column(at)).update();
    }

    /// A step of a payment whose row is locked by the caller.
    ///
    /// @param who and why, for the history
    record Step(Payment from, Payment to, String who, String why) {}

    /// The next states, and their rows in the history.
    ///
    /// @return the numbers of these in the history of all payments, in the same order
    /// @throws IllegalStateException when one is not in the state it comes from any more
    List<Long> move(List<Step> steps, Instant at) {
        var written = steps.stream().map(step -> Written.of(step.to)).toList();
        var numbers = new HashMap<PaymentId, Long>();
        jdbc.sql("""
                with step as (
                  select * from unnest(:ids, :froms, :tos, :references, :urls, :declines, :whys, :fees, :charges, :captured,
                    :withdrawn, :over, :issued, :who, :reasons, :places)
                    as s (id, from_state, to_state, reference, pay_url, last_decline, why, fee, charge, captured_at,
                      withdrawn_at, over, issued, who, reason, place)),
                moved as (
                  update payment p
                  set state = s.to_state, reference = s.reference, pay_url = coalesce(s.pay_url, p.pay_url),
                      last_decline = s.last_decline, why = s.why, fee = s.fee, charge = s.charge,
                      captured_at = timestamptz 'epoch' + s.captured_at * interval '1 microsecond',
                      withdrawn_at = timestamptz 'epoch' + s.withdrawn_at * interval '1 microsecond',
                      asking_sealed = case when s.over then null else p.asking_sealed end,
                      issued_sealed = case when s.over then null else coalesce(s.issued, p.issued_sealed) end
                  from step s where p.id = s.id and p.state = s.from_state
                  returning p.id)
                insert into payment_event (payment_id, at, from_state, to_state, who, why)
                select s.id, :at, s.from_state, s.to_state, s.who, s.reason from moved join step s on s.id = moved.id
                order by s.place
                returning payment_id, id
                """)
                .param("ids", Rows.uuids(steps, step -> step.to.id().value()))
                .param("froms", Rows.texts(steps, step -> state(step.from)))
                .param("tos", Rows.texts(steps, step -> state(step.to)))
                .param("references", Rows.texts(written, Written::reference))
                .param("urls", Rows.texts(written, Written::payUrl))
                .param("declines", Rows.texts(written, Written::lastDecline))
                .param("whys", Rows.texts(written, Written::why))
                .param("fees", Rows.longs(written, it -> it.fee == null ? null : it.fee.minorUnits()))
                .param("charges", Rows.texts(written, Written::charge))
                .param("captured", Rows.micros(written, Written::capturedAt))
                .param("withdrawn", Rows.micros(written, Written::withdrawnAt))
                .param("over", steps.stream().map(step -> isOver(step.to)).toArray(Boolean[]::new))
                .param("issued", steps.stream().map(step -> issued(step.to)).toArray(byte[][]::new))
                .param("who", Rows.texts(steps, Step::who))
                .param("reasons", Rows.texts(steps, Step::why))
                .param("places", IntStream.range(0, steps.size()).toArray())
                .param("at", Rows.column(at))
                .query(row -> {
                    numbers.put(new PaymentId(Rows.uuid(row, "payment_id")), row.getLong("id"));
                });
        return steps.stream()
                .map(step -> Optional.ofNullable(numbers.get(step.to.id()))
                        .orElseThrow(() -> Rows.notMoved(step.from.id(), state(step.from))))
                .toList();
    }

    private byte @Nullable [] issued(Payment payment) {
        return payment instanceof Payment.Issued it
                ? vault.seal("payment", "issued_sealed", it.id().value(), SealedInstructions.written(it.how()))
                : null;
    }

    List<Change> history(PaymentId id) {
        return history.of(id.value());
    }

    /// Nothing is asked of the buyer any more, so how to reach them is forgotten.
    static boolean isOver(Payment payment) {
        return switch (payment) {
            case Payment.Requested _, Payment.Submitted _, Payment.Issued _, Payment.Processing _, Payment.Unknown _ ->
                false;
            case Payment.Captured _, Payment.Failed _, Payment.Withdrawn _ -> true;
        };
    }

    static String state(Payment payment) {
        return Rows.state(payment);
    }

    private record Written(
            @Nullable String reference,
            @Nullable String payUrl,
            @Nullable String lastDecline,
            @Nullable String why,
            @Nullable Money fee,
            @Nullable String charge,
            @Nullable Instant capturedAt,
            @Nullable Instant withdrawnAt) {
        static Written of(Payment payment) {
            return switch (payment) {
                case Payment.Requested _ -> new Written(null, null, null, null, null, null, null, null);
                case Payment.Submitted it ->
                    new Written(it.reference(), it.payUrl(), it.lastDecline(), null, null, null, null, null);
                case Payment.Issued it -> new Written(it.reference(), null, null, null, null, null, null, null);
                case Payment.Processing it -> new Written(it.reference(), null, null, null, null, null, null, null);
                case Payment.Unknown it -> new Written(it.reference(), null, null, it.why(), null, null, null, null);
                case Payment.Captured it ->
                    new Written(it.reference(), null, null, null, it.fee(), it.charge(), it.at(), null);
                case Payment.Failed it -> new Written(it.reference(), null, null, it.code(), null, null, null, null);
                case Payment.Withdrawn it -> new Written(it.reference(), null, null, null, null, null, null, it.at());
            };
        }
    }

    private KeptPayment kept(ResultSet row) throws SQLException {
        var payment = payment(row);
        var payableUntil = Rows.instant(row, "payable_until");
        byte @Nullable [] asking = row.getBytes("asking_sealed");
        return new KeptPayment(
                payment,
                asking == null ? null : asking(payment, asking, payableUntil),
                payableUntil,
                row.getBoolean("withdraw_wished"));
    }

    private Payments.Asking asking(Payment payment, byte[] sealed, Instant payableUntil) {
        var opened = json.readValue(
                vault.open("payment", "asking_sealed", payment.id().value(), sealed), Sealed.class);
        return new Payments.Asking(
                opened.name(),
                opened.email(),
                Locale.forLanguageTag(opened.language()),
                opened.backUrl(),
                opened.leaveUrl(),
                payableUntil,
                opened.wish(payment.terms().amount()));
    }

    private Payment payment(ResultSet row) throws SQLException {
        var id = new PaymentId(Rows.uuid(row, "id"));
        var amount = Rows.money(row, "amount");
        var terms = new Payment.Terms(
                Rows.text(row, "provider"),
                Choice.parse(Rows.text(row, "means")).orElseThrow(),
                Rows.text(row, "order_reference"),
                amount,
                Rows.text(row, "payable_to"),
                Rows.text(row, "title"),
                Rows.instant(row, "requested_at"));
        var reference = row.getString("reference");
        var state = Rows.text(row, "state");
        return switch (state) {
            case "requested" -> new Payment.Requested(id, terms);
            case "submitted" ->
                new Payment.Submitted(
                        id,
                        terms,
                        Rows.text(row, "reference"),
                        Rows.text(row, "pay_url"),
                        row.getString("last_decline"));
            case "issued" ->
                new Payment.Issued(
                        id,
                        terms,
                        Rows.text(row, "reference"),
                        SealedInstructions.read(
                                vault.open("payment", "issued_sealed", id.value(), row.getBytes("issued_sealed"))));
            case "processing" -> new Payment.Processing(id, terms, Rows.text(row, "reference"));
            case "unknown" -> new Payment.Unknown(id, terms, reference, Rows.text(row, "why"));
            case "captured" ->
                new Payment.Captured(
                        id,
                        terms,
                        Rows.text(row, "reference"),
                        amount,
                        Rows.nullableMoney(row, "fee"),
                        Rows.text(row, "charge"),
                        Rows.instant(row, "captured_at"));
            case "failed" -> new Payment.Failed(id, terms, reference, Rows.text(row, "why"));
            case "withdrawn" -> new Payment.Withdrawn(id, terms, reference, Rows.instant(row, "withdrawn_at"));
            default -> throw new IllegalStateException("no payment is " + state);
        };
    }
}
