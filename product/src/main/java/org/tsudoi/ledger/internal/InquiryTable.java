package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.JournalSearch;
import org.tsudoi.ledger.TrialBalance;

/// Looks things up for people. A search takes its candidates from the narrowest place (metadata, then account, then
/// day, else the journals by their sequence), at most so many a page, so that no question reads the whole books at
/// once.
@Component
class InquiryTable implements Inquiries {
    static final int LOOKED_AT_MAX = 200_000;

    /// Enough for most questions; only when it is not, the rest is looked at.
    private static final int LOOKED_AT_FIRST = 1_000;
    private static final JournalSearch.Found NOTHING = new JournalSearch.Found(List.of(), Optional.empty());

    /// Codes have no character as high as this one.
    private static final String AFTER_ALL_CODES = "~";

    private final JdbcClient sql;
    private final JournalTable journals;
    private final BalanceTable balances;
    private final int lookedAtMax;

    @Autowired
    InquiryTable(JdbcClient sql, JournalTable journals, BalanceTable balances) {
        this(sql, journals, balances, LOOKED_AT_MAX);
    }

    InquiryTable(JdbcClient sql, JournalTable journals, BalanceTable balances, int lookedAtMax) {
        this.sql = sql;
        this.journals = journals;
        this.balances = balances;
        this.lookedAtMax = lookedAtMax;
    }

    /// A journal that was looked for; none beside a `cut` says that nothing was found down to there.
    ///
    /// @param cut the lowest sequence that was looked at when there are more below it, else 0
    private record Hit(long cut, long sequence, @Nullable UUID id) {}

    @Override
    public JournalSearch.Found journals(JournalSearch search, long before, int most) {
        var asked = new Question(search, before, most);
        if (search.account().isPresent() && asked.account == null) return NOTHING;
        var hits = asked.ask(Math.min(LOOKED_AT_FIRST, lookedAtMax));
        if (hits.size() <= most && hits.getFirst().cut() > 0) hits = asked.ask(lookedAtMax);
        var found = hits.stream().filter(hit -> hit.id() != null).toList();
        var shown = found.size() > most ? found.subList(0, most) : found;
        var whole = journals.find(shown.stream()
                .map(hit -> new JournalId(Objects.requireNonNull(hit.id())))
                .toList());
        long cut = hits.getFirst().cut();
        Optional<Long> older = found.size() > most
                ? Optional.of(shown.getLast().sequence())
                : Optional.of(cut + 1).filter(_ -> cut > 0);
        return new JournalSearch.Found(
                shown.stream()
                        .map(hit -> Objects.requireNonNull(whole.get(new JournalId(Objects.requireNonNull(hit.id())))))
                        .toList(),
                older);
    }

    /// One search as a statement: candidates (`looked`), where they were cut off (`edge`), and those that fit.
    private final class Question {
        private static final String LATEST = "order by sequence desc limit :look";

        private final JournalSearch search;
        private final Map<String, Object> given = new HashMap<>();
        private final List<String> conditions = new ArrayList<>();
        final @Nullable Wanted account;

        Question(JournalSearch search, long before, int most) {
            this.search = search;
            given.put("before", before);
            given.put("most", most + 1);
            account = search.account().map(InquiryTable.this::known).orElse(null);
        }

        List<Hit> ask(int look) {
            given.put("look", look);
            conditions.clear();
            var looked = looked();
            search.kind().ifPresent(kind -> condition("j.kind = :kind", "kind", kind));
            var text = "with " + looked + """
                    , edge as (
                      select case when count(*) = :look then min(sequence) else 0 end as cut from looked)
                    select edge.cut, hit.sequence, hit.id from edge left join lateral (
                      select j.sequence, j.id
                      from (select distinct sequence from looked where fits and sequence > edge.cut) l
                      join ledger_journal j on j.sequence = l.sequence
                      where true
                    """ + String.join("", conditions) + """

                      order by j.sequence desc limit :most) hit on true
                    order by hit.sequence desc
                    """;
            return sql.sql(text)
                    .params(given)
                    .query((row, _) ->
                            new Hit(row.getLong("cut"), row.getLong("sequence"), row.getObject("id", UUID.class)))
                    .list();
        }

        private String looked() {
            if (!search.metadata().isEmpty()) {
                given.put("keys", JournalTable.keys(search.metadata()));
                given.put("words", JournalTable.words(search.metadata()));
                span();
                legs();
                return found("metadata is not null and metadata @> jsonb_object(:keys, :words)");
            }
            if (account != null) {
                given.put("account", account.id());
                return "looked as materialized (select sequence, " + fitting(account)
                        + " as fits from ledger_entry where account_id = :account and sequence < :before " + LATEST
                        + ')';
            }
            legs();
            if (search.from() != null) {
                bind(search.from(), Objects.requireNonNull(search.until()));
                return found("effective_at >= :from and effective_at < :until");
            }
            return "looked as materialized (select sequence, true as fits from ledger_journal "
                    + "where sequence < :before " + LATEST + ')';
        }

        /// In two steps, so that the index of the condition is used and never a walk down the sequences.
        private String found(String condition) {
            return "found as materialized (select sequence from ledger_journal where " + condition
                    + " and sequence < :before), looked as materialized (select sequence, true as fits from found "
                    + LATEST + ')';
        }

        private String fitting(Wanted on) {
            var fits = "true";
            if (!search.amounts().isEmpty()) fits += " and amount = any(:amounts)";
            if (search.from() != null) fits += " and effective_at >= :from and effective_at < :until";
            amounts(on);
            if (search.from() != null) bind(search.from(), Objects.requireNonNull(search.until()));
            return fits;
        }

        private void span() {
            if (search.from() == null) return;
            bind(search.from(), Objects.requireNonNull(search.until()));
            conditions.add(" and j.effective_at >= :from and j.effective_at < :until");
        }

        private void legs() {
            if (account != null) {
                amounts(account);
                condition(
                        "exists (select from ledger_entry e where e.sequence = j.sequence and e.account_id = :account"
                                + (search.amounts().isEmpty() ? ")" : " and e.amount = any(:amounts))"),
                        "account",
                        account.id());
            } else if (!search.amounts().isEmpty()) {
                var assets = List.copyOf(search.amounts().entrySet());
                given.put(
                        "assets",
                        assets.stream().map(one -> one.getKey().code()).toArray(String[]::new));
                given.put("sums", assets.stream().mapToLong(Map.Entry::getValue).toArray());
                given.put("amounts", eitherSide(assets.stream().mapToLong(Map.Entry::getValue)));
                conditions.add("""
                         and exists (select from ledger_entry e join ledger_account a on a.id = e.account_id
                          where e.sequence = j.sequence and e.amount = any(:amounts) and (a.asset, abs(e.amount)) in (
                            select asset, sum from unnest(:assets, :sums) as wanted (asset, sum)))
                        """);
            }
        }

        private void amounts(Wanted on) {
            if (search.amounts().isEmpty()) return;
            var sum = search.amounts().get(on.asset());
            given.put("amounts", eitherSide(sum == null ? LongStream.empty() : LongStream.of(sum)));
        }

        private void condition(String text, String name, Object value) {
            conditions.add(" and " + text);
            given.put(name, value);
        }

        private void bind(Instant from, Instant until) {
            given.put("from", from.atOffset(ZoneOffset.UTC));
            given.put("until", until.atOffset(ZoneOffset.UTC));
        }
    }

    private static long[] eitherSide(LongStream sums) {
        return sums.flatMap(sum -> LongStream.of(sum, -sum)).toArray();
    }

    private record Wanted(long id, Asset asset) {}

    private @Nullable Wanted known(AccountCode code) {
        return sql.sql("select id, asset from ledger_account where code = :code")
                .param("code", code.value())
                .query((row, _) -> new Wanted(row.getLong("id"), new Asset(row.getString("asset"))))
                .optional()
                .orElse(null);
    }

    @Override
    public List<Balance> accounts(String kind, Optional<AccountCode> before, int most) {
        return balances.ofKind(kind, before.map(AccountCode::value).orElse(AFTER_ALL_CODES), most);
    }

    @Override
    public List<Long> course(AccountCode account, List<Instant> instants) {
        return instants.stream()
                .map(at -> balances.at(account, at)
                        .orElseThrow(() -> new IllegalArgumentException("there is no account " + account)))
                .toList();
    }

    @Override
    public List<Moved> moved(AccountCode account, Instant from, Instant until) {
        var known = known(account);
        if (known == null) throw new IllegalArgumentException("there is no account " + account);
        return sql.sql("""
                        select j.kind, sum(e.amount)::bigint as amount, count(distinct e.sequence)::int as journals
                        from ledger_entry e join ledger_journal j on j.sequence = e.sequence
                        where e.account_id = :account and e.effective_at >= :from and e.effective_at < :until
                        group by j.kind order by j.kind""")
                .param("account", known.id())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Moved(row.getString("kind"), row.getLong("amount"), row.getInt("journals")))
                .list();
    }

    @Override
    public TrialBalance trialBalanceAt(Instant at) {
        return balances.trialAt(at);
    }

    @Override
    public Set<Asset> assets() {
        return Set.copyOf(sql.sql("select distinct asset from ledger_account")
                .query((row, _) -> new Asset(row.getString("asset")))
                .list());
    }
}
