package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.ProviderLines;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.payments.provider.Movements.TwoDays;
import org.tsudoi.platform.Problem;

/// Asks a provider what moved, with nothing open, and keeps it.
@Component
class ReadingMovements implements ProviderLines {
    private final Map<String, Movements> movements;
    private final ProviderLineTable lines;
    private final PaymentBook book;
    private final Ground ground;

    ReadingMovements(ObjectProvider<Movements> movements, ProviderLineTable lines, PaymentBook book, Ground ground) {
        this.movements = movements.stream()
                .collect(Collectors.toMap(Movements::name, Function.identity(), (one, _) -> one, TreeMap::new));
        this.lines = lines;
        this.book = book;
        this.ground = ground;
    }

    @Override
    public List<Source> sources() {
        return movements.values().stream()
                .map(one -> new Source(one.name(), one.zone(), one.namesAtBank()))
                .toList();
    }

    @Override
    public Read read(String provider, Instant from, Instant until) {
        Providers.requireNoTransaction();
        var telling = movements.get(provider);
        if (telling == null) throw Problem.notFound();
        return switch (telling.movements(from, until)) {
            case Answer.Given<List<Line>>(var told) -> {
                var now = ground.now();
                int added = ground.inTransaction(() -> {
                    int news = lines.add(provider, told, now);
                    lines.addChanged(provider, told, now);
                    for (var line : told) {
                        var exchanged = line.exchanged();
                        if (exchanged != null) book.exchanged(provider, line, exchanged);
                    }
                    return news;
                });
                yield new Read.Kept(told.size(), added);
            }
            case Answer.Refused<List<Line>>(var _, var code) -> new Read.NotRead("refused: " + code);
            case Answer.NotKnown<List<Line>>(var why) -> new Read.NotRead(why);
        };
    }

    @Override
    public List<Changed> changed(String provider, Instant from, Instant until) {
        return lines.changed(provider, from, until);
    }

    @Override
    public List<TwoDays> toldForTwoDays(String provider, Instant from, Instant until) {
        var telling = movements.get(provider);
        return telling == null ? List.of() : telling.toldForTwoDays(from, until);
    }

    @Override
    public List<Line> between(String provider, Instant from, Instant until) {
        return lines.between(provider, from, until);
    }

    @Override
    public List<Line> about(
            String provider,
            Collection<PaymentId> payments,
            Collection<RefundId> refunds,
            Collection<String> references) {
        return lines.about(provider, payments, refunds, references);
    }
}
