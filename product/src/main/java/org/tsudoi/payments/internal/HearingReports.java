package org.tsudoi.payments.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.payments.provider.Reports;
import org.tsudoi.payments.provider.Reports.Read;
import org.tsudoi.platform.Problem;

/// Has a file read by its provider, and then asks for each payment that it touches.
@Component
class HearingReports implements ReportInbox {
    private final Map<String, Reports> reports;
    private final TakingPayments taking;
    private final ReportFileTable files;
    private final OddityTable oddities;
    private final Ground ground;

    HearingReports(
            ObjectProvider<Reports> reports,
            TakingPayments taking,
            ReportFileTable files,
            OddityTable oddities,
            Ground ground) {
        this.reports = reports.stream()
                .collect(Collectors.toMap(Reports::name, Function.identity(), (one, _) -> one, TreeMap::new));
        this.taking = taking;
        this.files = files;
        this.oddities = oddities;
        this.ground = ground;
    }

    @Override
    public List<String> providers() {
        return List.copyOf(reports.keySet());
    }

    @Override
    public Outcome receive(String provider, byte[] file, String who) {
        Providers.requireNoTransaction();
        var reading = reports.get(provider);
        if (reading == null) throw Problem.notFound();
        return switch (ground.inTransaction(() -> keep(reading, file))) {
            case Read.Refused(var faults) ->
                new Outcome.Refused(faults.stream()
                        .map(fault -> new Wrong(
                                fault.line(), fault.field(), fault.reason().toLowerCase(Locale.ROOT)))
                        .toList());
            case Read.Taken taken -> {
                int paid = 0;
                for (var touched : taken.touched()) {
                    if (becamePaid(touched)) paid++;
                }
                var outcome = new Outcome.Taken(
                        taken.lines(), taken.known(), paid, taken.odd().size() + taken.left());
                files.add(provider, who, outcome, ground.now());
                yield outcome;
            }
        };
    }

    @Override
    public List<Received> received(int max) {
        return files.newest(max);
    }

    private Read keep(Reports reading, byte[] file) {
        var read = reading.read(file);
        if (read instanceof Read.Taken taken) {
            for (var odd : taken.odd()) {
                oddities.add(odd.kind(), odd.subject(), odd.payment(), odd.detail(), ground.now());
            }
        }
        return read;
    }

    private boolean becamePaid(PaymentId id) {
        boolean before = taking.get(id) instanceof Payment.Captured;
        return taking.askAlthoughOver(id) instanceof Payment.Captured && !before;
    }
}
