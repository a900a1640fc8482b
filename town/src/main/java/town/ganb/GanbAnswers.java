package town.ganb;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// What the API answers, in the bank's words.
@Component
class GanbAnswers {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ssxxx");
    private static final int ISSUED_MAX = 1000;
    private static final int CHANGED_MAX = 100;
    private static final int MONTHS_MAX = 6;

    /// What the codes of a wish make of an account: 1 stops, 2 resumes, 3 deletes.
    private static final Map<String, String> BECOMES = Map.of("1", "2", "2", "1", "3", "3");

    private static final Map<String, String> NAMES = Map.of("1", "利用可能", "2", "停止中", "3", "削除済");

    private final GanbBooks books;
    private final GanbSettings settings;
    private final TownClock clock;

    GanbAnswers(GanbBooks books, GanbSettings settings, TownClock clock) {
        this.books = books;
        this.settings = settings;
        this.clock = clock;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    private ObjectNode dated() {
        var now = clock.instant().atZone(JAPAN);
        return object().put("baseDate", now.toLocalDate().toString()).put("baseTime", HOUR.format(now));
    }

    ObjectNode accounts() {
        var answer = dated();
        answer.putArray("accounts")
                .addObject()
                .put("accountId", settings.raId())
                .put("branchCode", settings.raId().substring(0, 3))
                .put("branchName", "法人営業部")
                .put("accountTypeCode", "01")
                .put("accountTypeName", "普通預金（有利息）")
                .put("accountNumber", settings.raId().substring(5))
                .put("primaryAccountCode", "1")
                .put("accountNameKana", settings.holder())
                .put("currencyCode", "JPY");
        return answer;
    }

    /// @param accountId of one; null for all, of which there is one
    ObjectNode balances(@Nullable String accountId) {
        if (accountId != null && !accountId.equals(settings.raId())) throw GanbError.wrong("accountId");
        var now = clock.instant();
        var today = dayOf(now);
        long all = sum(books.deposits());
        long before = sum(books.deposits().stream()
                .filter(it -> dayOf(it.at()).isBefore(today))
                .toList());
        var at = now.atZone(JAPAN);
        var answer = object();
        answer.putArray("balances")
                .addObject()
                .put("accountId", settings.raId())
                .put("accountTypeCode", "01")
                .put("accountTypeName", "普通預金（有利息）")
                .put("balance", "" + all)
                .put("baseDate", today.toString())
                .put("baseTime", HOUR.format(at))
                .put("withdrawableAmount", "" + all)
                .put("previousDayBalance", "" + before)
                .put("currencyCode", "JPY")
                .put("currencyName", "日本円");
        return answer;
    }

    private static long sum(List<VaDeposit> deposits) {
        return deposits.stream().mapToLong(VaDeposit::yen).sum();
    }

    ObjectNode issue(JsonNode wish) {
        mustBeOurs(wish.path("raId").asString(""));
        if (!wish.path("vaTypeCode").asString("").matches("[12]")) throw GanbError.wrong("vaTypeCode");
        var count = wish.path("issueRequestCount").asString("");
        if (!count.matches("[0-9]{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > ISSUED_MAX) {
            throw GanbError.wrong("issueRequestCount");
        }
        var name = wish.path("vaHolderNameKana").asString("");
        if (!name.matches("[0-9A-Zｦ-ﾟ/().,\\- ]{0,40}")) throw GanbError.wrong("vaHolderNameKana");
        var answer = object().put("vaTypeCode", wish.path("vaTypeCode").asString())
                .put("vaTypeName", wish.path("vaTypeCode").asString().equals("1") ? "期限型" : "継続型");
        var list = answer.putArray("vaList");
        for (int n = 0; n < Integer.parseInt(count); n++) {
            var made =
                    books.issue(name, wish.path("vaHolderNamePos").asString("").equals("2"));
            answer.put("vaHolderNameKana", made.holder());
            list.addObject()
                    .put("vaId", made.vaId())
                    .put("vaBranchCode", made.branch())
                    .put("vaBranchNameKana", GanbBooks.BRANCH_NAME)
                    .put("vaAccountNumber", made.number());
        }
        return answer;
    }

    private void mustBeOurs(String raId) {
        if (!raId.equals(settings.raId())) throw GanbError.wrong("raId");
    }

    ObjectNode list(JsonNode asked) {
        if (asked.hasNonNull("raId")) mustBeOurs(asked.path("raId").asString());
        var wanted = new HashSet<String>();
        asked.path("vaIdList").forEach(one -> wanted.add(one.path("vaId").asString("")));
        var from = asked.hasNonNull("vaIssueDateFrom")
                ? day(asked.path("vaIssueDateFrom").asString(), "vaIssueDateFrom")
                : null;
        var found = books.accounts().stream()
                .filter(it -> wanted.isEmpty() || wanted.contains(it.vaId()))
                .filter(it -> from == null || !dayOf(it.issuedAt()).isBefore(from))
                .toList();
        var next = asked.path("nextItemKey").asString("0");
        int first = next.matches("[0-9]{1,9}") ? Integer.parseInt(next) : 0;
        var page = found.stream().skip(first).limit(settings.pageSize()).toList();
        int end = first + page.size();
        var answer = dated().put("hasNext", end < found.size()).put("count", "" + page.size());
        if (end < found.size()) answer.put("nextItemKey", "" + end);
        var shown = answer.putArray("vAccounts");
        page.forEach(it -> shown.add(shown(it)));
        return answer;
    }

    private ObjectNode shown(VirtualAccount it) {
        return object().put("vaId", it.vaId())
                .put("vaBranchCode", it.branch())
                .put("vaBranchName", "振込入金支店")
                .put("vaBranchNameKana", GanbBooks.BRANCH_NAME)
                .put("vaAccountNumber", it.number())
                .put("vaHolderNameKana", it.holder())
                .put("vaTypeCode", "2")
                .put("vaTypeName", "継続型")
                .put("vaStatusCode", it.status())
                .put("vaStatusName", NAMES.get(it.status()))
                .put("vaStatusChangePossibleCode", it.status())
                .put("vaIssueDateTime", TIME.format(it.issuedAt().atZone(JAPAN)))
                .put("raId", settings.raId());
    }

    /// All of them or none.
    ObjectNode change(JsonNode wish) {
        var becomes = BECOMES.get(wish.path("vaStatusChangeCode").asString(""));
        if (becomes == null) throw GanbError.wrong("vaStatusChangeCode");
        var accounts = new ArrayList<VirtualAccount>();
        for (var one : wish.path("vaIdList")) {
            accounts.add(books.find(one.path("vaId").asString(""))
                    .filter(it -> !it.status().equals("3") && !it.status().equals(becomes))
                    .orElseThrow(() -> GanbError.wrong("vaIdList")));
        }
        if (accounts.isEmpty() || accounts.size() > CHANGED_MAX) throw GanbError.wrong("vaIdList");
        var answer = object();
        var shown = answer.putArray("vAccounts");
        accounts.forEach(it -> shown.add(shown(books.become(it, becomes))));
        return answer;
    }

    record Asked(
            @Nullable String raId,
            @Nullable String vaId,
            @Nullable String dateFrom,
            @Nullable String dateTo,
            @Nullable String nextItemKey) {}

    ObjectNode deposits(Asked asked) {
        if (asked.raId() == null && asked.vaId() == null) throw GanbError.wrong("raId");
        if (asked.raId() != null) mustBeOurs(asked.raId());
        if (asked.vaId() != null && books.find(asked.vaId()).isEmpty()) throw GanbError.wrong("vaId");
        var today = dayOf(clock.instant());
        var from = day(asked.dateFrom(), "dateFrom");
        var to = day(asked.dateTo(), "dateTo");
        if (from != null && from.isBefore(today.minusMonths(MONTHS_MAX))) throw GanbError.wrong("dateFrom");
        if (from != null && to != null && from.isAfter(to)) throw GanbError.wrong("dateTo");
        var begin = from == null ? today : from;
        var end = to == null ? today : to;
        var found = books.deposits().stream()
                .filter(it -> asked.vaId() == null || it.vaId().equals(asked.vaId()))
                .filter(it -> !dayOf(it.at()).isBefore(begin) && !dayOf(it.at()).isAfter(end))
                .toList();
        return page(found, asked.nextItemKey(), begin, end);
    }

    /// The next begins behind the line that the key names.
    private ObjectNode page(List<VaDeposit> found, @Nullable String key, LocalDate begin, LocalDate end) {
        int first = 0;
        while (key != null
                && first < found.size()
                && !found.get(first).itemKey().equals(key)) first++;
        if (key != null && first == found.size()) throw GanbError.wrong("nextItemKey");
        if (key != null) first++;
        var page = found.stream().skip(first).limit(settings.pageSize()).toList();
        boolean more = first + page.size() < found.size();
        var answer = dated().put("raId", settings.raId())
                .put("raBranchCode", settings.raId().substring(0, 3))
                .put("raAccountNumber", settings.raId().substring(5))
                .put("dateFrom", begin.toString())
                .put("dateTo", end.toString())
                .put("hasNext", more)
                .put("count", "" + page.size());
        if (more) answer.put("nextItemKey", page.getLast().itemKey());
        var shown = answer.putArray("vaTransactions");
        page.forEach(it -> shown.add(shown(it)));
        return answer;
    }

    private ObjectNode shown(VaDeposit it) {
        var day = dayOf(it.at()).toString();
        var account = books.find(it.vaId()).orElseThrow();
        return object().put("vaId", it.vaId())
                .put("transactionDate", day)
                .put("valueDate", day)
                .put("vaBranchCode", account.branch())
                .put("vaBranchNameKana", GanbBooks.BRANCH_NAME)
                .put("vaAccountNumber", account.number())
                .put("vaAccountNameKana", account.holder())
                .put("depositAmount", "" + it.yen())
                .put("remitterNameKana", it.payer())
                .put("paymentBankName", "ﾄﾅﾘﾏﾁｷﾞﾝｺｳ")
                .put("paymentBranchName", "ｴｷﾏｴ")
                .put("partnerName", "")
                .put("itemKey", it.itemKey());
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, JAPAN);
    }

    private static @Nullable LocalDate day(@Nullable String told, String field) {
        try {
            return told == null ? null : LocalDate.parse(told);
        } catch (DateTimeException noDay) {
            throw GanbError.wrong(field);
        }
    }
}
