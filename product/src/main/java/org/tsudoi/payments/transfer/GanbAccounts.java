package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.payments.transfer.GanbClient.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The bank's virtual accounts (振込入金口座) in our words. The bank knows no idempotency: what was asked for and not
/// answered is looked for by the mark behind its holder's name before it is asked for again.
final class GanbAccounts {
    /// Not bounded in time: it is used again after its rest.
    private static final String CONTINUING = "2";

    private static final String STOP = "1";
    private static final String RESUME = "2";
    private static final String USABLE = "1";

    /// The bank tells no more at once: 500 each, and what is six months old at most.
    private static final int PAGES_MAX = 40;

    private static final int MONTHS_MAX = 6;
    private static final int MARK_BASE = 36;
    private static final int MARK_LENGTH = 7;
    private static final long MARKS = 78_364_164_096L;

    private final GanbSettings settings;
    private final GanbClient client;
    private final Clock clock;

    GanbAccounts(GanbSettings settings, GanbClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    /// @param branch and `holder` as the bank writes them, in half-width kana
    record Account(String vaId, String branchCode, String branch, String number, String holder) {}

    /// Money that came to one of them.
    ///
    /// @param raId    whose virtual account it is
    /// @param itemKey the same whenever it is told again
    record Deposit(
            String raId,
            String vaId,
            String itemKey,
            LocalDate booked,
            LocalDate value,
            long yen,
            String payer,
            String payerBank,
            String payerBranch,
            String remarks) {
        /// A name is somebody's.
        @Override
        public String toString() {
            return "deposit " + itemKey + " of " + booked;
        }
    }

    /// What is written behind the holder's name: payers see it too.
    static String words(long mark) {
        var digits = Long.toString(mark, MARK_BASE).toUpperCase(Locale.ROOT);
        return "T" + "0".repeat(MARK_LENGTH - digits.length()) + digits;
    }

    /// No other instance at the same bank, and no earlier life of this one, has used it.
    static long mark(UUID random) {
        return Math.floorMod(random.getLeastSignificantBits(), MARKS);
    }

    /// What was there at the end of a day.
    record DayEnd(LocalDate day, long yen) {}

    /// Of the account that they lead to, of the day before. Nothing where the bank does not say so.
    Answer<Optional<DayEnd>> endOfYesterday() {
        return switch (client.get("/accounts/balances", Map.of("accountId", settings.raId()), "")) {
            case Reply.Done(var body) -> new Answer.Given<>(dayEnd(body));
            case Reply.Denied denied -> refused(denied);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    private Optional<DayEnd> dayEnd(JsonNode body) {
        for (var one : body.path("balances")) {
            var yen = one.path("previousDayBalance").asString("");
            boolean isIt = one.path("accountId").asString("").equals(settings.raId())
                    && one.path("currencyCode").asString("").equals("JPY");
            if (!isIt || !yen.matches("-?[0-9]{1,15}")) continue;
            try {
                var day = LocalDate.parse(one.path("baseDate").asString("")).minusDays(1);
                return Optional.of(new DayEnd(day, Long.parseLong(yen)));
            } catch (DateTimeException noDay) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    Answer<Account> issue(long mark, String about) {
        var wish = JsonMapper.shared()
                .createObjectNode()
                .put("vaTypeCode", CONTINUING)
                .put("issueRequestCount", "1")
                .put("raId", settings.raId())
                .put("vaHolderNameKana", words(mark))
                .put("vaHolderNamePos", "1");
        return switch (client.post("/va/issue", wish, about)) {
            case Reply.Done(var body) -> {
                var made = body.path("vaList").path(0);
                yield read(made, made.path("vaBranchNameKana"), body.path("vaHolderNameKana"))
                        .<Answer<Account>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("an account without its number"));
            }
            case Reply.Denied denied -> refused(denied);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    private static Optional<Account> read(JsonNode told, JsonNode branch, JsonNode holder) {
        var account = new Account(
                told.path("vaId").asString(""),
                told.path("vaBranchCode").asString(""),
                branch.asString(""),
                told.path("vaAccountNumber").asString(""),
                holder.asString(""));
        return account.vaId().matches("[0-9]{10}")
                        && account.branchCode().matches("[0-9]{3}")
                        && account.number().matches("[0-9]{7}")
                ? Optional.of(account)
                : Optional.empty();
    }

    private static <T> Answer<T> refused(Reply.Denied denied) {
        return new Answer.Refused<>(
                denied.isAboutCredentials() ? RefusalReason.CREDENTIALS : RefusalReason.OTHER, denied.code());
    }

    /// The one that was made for this mark since that day, if one was; of several the first.
    Answer<Optional<Account>> find(long mark, LocalDate since, String about) {
        var asked = JsonMapper.shared()
                .createObjectNode()
                .put("raId", settings.raId())
                .put("vaIssueDateFrom", since.toString());
        String next = "";
        for (int page = 0; page < PAGES_MAX; page++) {
            if (!next.isEmpty()) asked.put("nextItemKey", next);
            switch (client.post("/va/list", asked, about)) {
                case Reply.Done(var body) -> {
                    for (var one : body.path("vAccounts")) {
                        if (!one.path("vaHolderNameKana").asString("").endsWith(words(mark))) continue;
                        var read = read(one, one.path("vaBranchNameKana"), one.path("vaHolderNameKana"));
                        if (read.isPresent()) return new Answer.Given<>(read);
                    }
                    if (!body.path("hasNext").isBoolean()) return new Answer.NotKnown<>("no word of another page");
                    if (!body.path("hasNext").asBoolean()) return new Answer.Given<>(Optional.empty());
                    next = body.path("nextItemKey").asString("");
                }
                case Reply.Denied denied -> {
                    return new Answer.NotKnown<>("refused: " + denied.code());
                }
                case Reply.Unclear(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
            }
        }
        return new Answer.NotKnown<>("more accounts than are read");
    }

    /// Given when no money can come to it any more, now or before.
    Answer<Boolean> stop(String vaId, String about) {
        return change(vaId, STOP, about);
    }

    Answer<Boolean> resume(String vaId, String about) {
        return change(vaId, RESUME, about);
    }

    private Answer<Boolean> change(String vaId, String code, String about) {
        var wish = JsonMapper.shared().createObjectNode().put("vaStatusChangeCode", code);
        wish.set("vaIdList", list(vaId));
        return switch (client.post("/va/status-change", wish, about)) {
            case Reply.Done _ -> new Answer.Given<>(true);
            case Reply.Denied denied -> isSo(vaId, code, denied, about);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    /// It may be refused because it was done before.
    private Answer<Boolean> isSo(String vaId, String code, Reply.Denied denied, String about) {
        var asked = JsonMapper.shared().createObjectNode().put("raId", settings.raId());
        asked.set("vaIdList", list(vaId));
        var reply = client.post("/va/list", asked, about);
        if (reply instanceof Reply.Unclear(var why)) return new Answer.NotKnown<>(why);
        if (!(reply instanceof Reply.Done(var body))) return refused(denied);
        var state = body.path("vAccounts").path(0).path("vaStatusCode").asString("");
        boolean wished = code.equals(RESUME) ? state.equals(USABLE) : !state.isEmpty() && !state.equals(USABLE);
        return wished ? new Answer.Given<>(true) : refused(denied);
    }

    private static JsonNode list(String vaId) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(JsonNodeFactory.instance.objectNode().put("vaId", vaId));
    }

    /// To one of them, whole.
    ///
    /// @param raId the account that it leads to
    Answer<List<Deposit>> depositsTo(String raId, String vaId, LocalDate from, String about) {
        var all = new ArrayList<Deposit>();
        return switch (deposits(Map.of("raId", raId, "vaId", vaId), from, about, vaId::equals, all::addAll)) {
            case Answer.Given<Boolean> _ -> new Answer.Given<>(List.copyOf(all));
            case Answer.Refused<Boolean>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.NotKnown<Boolean>(var why) -> new Answer.NotKnown<>(why);
        };
    }

    /// To all of them. Given when that was all; what came is taken page by page, whatever comes after.
    ///
    /// @param ours of others nothing is read
    Answer<Boolean> deposits(LocalDate from, Predicate<String> ours, Consumer<List<Deposit>> taking) {
        return deposits(Map.of("raId", settings.raId()), from, "", ours, taking);
    }

    private Answer<Boolean> deposits(
            Map<String, String> which,
            LocalDate from,
            String about,
            Predicate<String> ours,
            Consumer<List<Deposit>> taking) {
        var oldest = LocalDate.ofInstant(clock.instant(), TransferAdapter.JAPAN)
                .minusMonths(MONTHS_MAX)
                .plusDays(1);
        var asked = new LinkedHashMap<>(which);
        asked.put("dateFrom", (from.isBefore(oldest) ? oldest : from).toString());
        asked.put("sortOrderCode", "1");
        var raId = asked.getOrDefault("raId", "");
        for (int page = 0; page < PAGES_MAX; page++) {
            switch (client.get("/va/deposit-transactions", asked, about)) {
                case Reply.Done(var body) -> {
                    var told = page(raId, body, ours);
                    if (told.isEmpty()) return new Answer.NotKnown<>("deposits that are not understood");
                    taking.accept(told.get());
                    if (!body.path("hasNext").asBoolean()) return new Answer.Given<>(true);
                    asked.put("nextItemKey", body.path("nextItemKey").asString(""));
                }
                case Reply.Denied denied -> {
                    return refused(denied);
                }
                case Reply.Unclear(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
            }
        }
        return new Answer.NotKnown<>("more deposits than are read at once");
    }

    private static Optional<List<Deposit>> page(String raId, JsonNode body, Predicate<String> ours) {
        if (!body.path("hasNext").isBoolean()) return Optional.empty();
        var all = new ArrayList<Deposit>();
        for (var one : body.path("vaTransactions")) {
            if (!ours.test(one.path("vaId").asString(""))) continue;
            var read = read(raId, one);
            if (read.isEmpty()) return Optional.empty();
            all.add(read.get());
        }
        return Optional.of(List.copyOf(all));
    }

    private static Optional<Deposit> read(String raId, JsonNode told) {
        var yen = told.path("depositAmount").asString("");
        var key = told.path("itemKey").asString("");
        if (!yen.matches("[0-9]{1,12}") || Long.parseLong(yen) == 0 || key.isEmpty()) return Optional.empty();
        try {
            return Optional.of(new Deposit(
                    raId,
                    told.path("vaId").asString(""),
                    key,
                    LocalDate.parse(told.path("transactionDate").asString("")),
                    LocalDate.parse(told.path("valueDate").asString("")),
                    Long.parseLong(yen),
                    told.path("remitterNameKana").asString(""),
                    told.path("paymentBankName").asString(""),
                    told.path("paymentBranchName").asString(""),
                    told.path("remarks").asString("")));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
