package org.tsudoi.banking.iso20022;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.PaymentReport;
import org.tsudoi.banking.PaymentReport.OfTransfer;
import org.tsudoi.banking.PaymentReport.Part;
import org.tsudoi.banking.PaymentReport.Told;
import org.tsudoi.banking.PaymentStatus;
import org.tsudoi.banking.Reading;

/// Reads pain.002. In .02 transfers stand beside the group, later within the payments.
public final class StatusReports {
    private final Faults faults;
    private final Set<String> seen = new HashSet<>();

    private StatusReports(Faults faults) {
        this.faults = faults;
    }

    public static Reading<PaymentReport> read(byte[] file) {
        var faults = new Faults();
        var report = Xml.read(file, faults).flatMap(new StatusReports(faults)::report);
        return report.isPresent() && faults.isEmpty()
                ? new Reading.Whole<>(report.get())
                : new Reading.Refused<>(faults.list());
    }

    private Optional<PaymentReport> report(Xml.Document document) {
        var root = document.root();
        var kind = MessageKind.of(document, faults);
        if (kind.isEmpty()) return Optional.empty();
        if (kind.get() != MessageKind.PAYMENT_STATUS_REPORT) {
            fault(root, "Document", FaultReason.KIND);
            return Optional.empty();
        }
        var message = root.children().stream()
                .findFirst()
                .filter(first -> first.at("OrgnlGrpInfAndSts").isPresent());
        if (message.isEmpty()) {
            fault(root, "OrgnlGrpInfAndSts", FaultReason.MISSING);
            return Optional.empty();
        }
        var group = message.get().at("OrgnlGrpInfAndSts").orElseThrow();
        var original = group.textAt("OrgnlMsgId");
        if (original.isEmpty()) fault(group, "OrgnlGrpInfAndSts/OrgnlMsgId", FaultReason.MISSING);
        var beside = transfers(message.get());
        var besidePart = beside.isEmpty() ? Stream.<Part>empty() : Stream.of(new Part("", Optional.empty(), beside));
        var parts = Stream.concat(
                        besidePart, message.get().all("OrgnlPmtInfAndSts").map(this::part))
                .toList();
        return Optional.of(new PaymentReport(original, told(group, "GrpSts"), parts));
    }

    private Part part(Element payment) {
        return new Part(payment.textAt("OrgnlPmtInfId"), told(payment, "PmtInfSts"), transfers(payment));
    }

    private List<OfTransfer> transfers(Element parent) {
        return parent.all("TxInfAndSts")
                .flatMap(each -> transfer(each).stream())
                .toList();
    }

    private Optional<OfTransfer> transfer(Element transfer) {
        var id = transfer.textAt("OrgnlEndToEndId");
        if (id.isEmpty()) fault(transfer, "TxInfAndSts/OrgnlEndToEndId", FaultReason.MISSING);
        else if (!seen.add(id)) fault(transfer, "TxInfAndSts/OrgnlEndToEndId", FaultReason.REPEATED);
        if (transfer.at("TxSts").isEmpty()) fault(transfer, "TxInfAndSts/TxSts", FaultReason.MISSING);
        return told(transfer, "TxSts").map(told -> new OfTransfer(id, told));
    }

    /// Empty where nothing is said; a code of no list is a fault, and empty.
    private Optional<Told> told(Element parent, String field) {
        var code = parent.at(field);
        if (code.isEmpty()) return Optional.empty();
        var status = PaymentStatus.of(code.get().text());
        if (status.isEmpty()) fault(code.get(), field, FaultReason.CODE);
        var reasons = parent.all("StsRsnInf")
                .flatMap(information -> Stream.of(information.textAt("Rsn/Cd"), information.textAt("Rsn/Prtry")))
                .filter(reason -> !reason.isEmpty())
                .toList();
        return status.map(known -> new Told(known, reasons));
    }

    private void fault(Element where, String field, FaultReason reason) {
        faults.add(where.line(), where.column(), field, reason);
    }
}
