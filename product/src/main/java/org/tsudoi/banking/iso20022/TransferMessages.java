package org.tsudoi.banking.iso20022;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.CashAccount;
import org.tsudoi.banking.CreditTransfer;
import org.tsudoi.banking.CreditTransfer.Agent;
import org.tsudoi.banking.CreditTransfer.Party;
import org.tsudoi.banking.CreditTransfer.Transfer;
import org.tsudoi.banking.CreditTransfers.Version;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.Iban;
import org.tsudoi.banking.OtherAccount;
import org.tsudoi.banking.Writing;
import org.tsudoi.money.Money;

/// Writes pain.001: one message with one payment, whose transfers are booked one by one.
public final class TransferMessages {
    private static final int TEXT_MAX = 140;
    private static final int TRANSFERS_MAX = 100_000;
    private static final Pattern ID = Pattern.compile("(?!/)(?!.*//)[A-Za-z0-9/\\-?:().,'+ ]{1,35}(?<!/)");
    private static final Pattern BIC = Pattern.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?");
    private static final BigDecimal AMOUNT_MAX = Amounts.MINOR_UNITS_MAX;

    private final Version version;
    private final Faults faults = new Faults();
    private final XmlText xml = new XmlText();

    private TransferMessages(Version version) {
        this.version = version;
    }

    public static Writing write(CreditTransfer order, Version version) {
        return new TransferMessages(version).write(order);
    }

    private Writing write(CreditTransfer order) {
        xml.open("Document", " xmlns=\"urn:iso:std:iso:20022:tech:xsd:" + version.message() + "\"");
        xml.open("CstmrCdtTrfInitn");
        writeHeader(order);
        writePayment(order);
        xml.close().close();
        return faults.isEmpty() ? new Writing.Written(xml.bytes()) : new Writing.Refused(faults.list());
    }

    private void writeHeader(CreditTransfer order) {
        int count = order.transfers().size();
        if (count == 0 || count > TRANSFERS_MAX) fault("GrpHdr/NbOfTxs", FaultReason.COUNT);
        xml.open("GrpHdr");
        id("MsgId", order.id());
        xml.leaf(
                "CreDtTm",
                order.madeAt().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        xml.leaf("NbOfTxs", Integer.toString(count));
        xml.leaf("CtrlSum", sum(order.transfers()));
        xml.open("InitgPty");
        text("Nm", order.sender().name());
        xml.close().close();
    }

    private void writePayment(CreditTransfer order) {
        xml.open("PmtInf");
        id("PmtInfId", order.id());
        xml.leaf("PmtMtd", "TRF").leaf("BtchBookg", "false");
        xml.leaf("NbOfTxs", Integer.toString(order.transfers().size()));
        xml.leaf("CtrlSum", sum(order.transfers()));
        switch (version) {
            case V03 -> xml.leaf("ReqdExctnDt", order.on().toString());
            case V09 ->
                xml.open("ReqdExctnDt").leaf("Dt", order.on().toString()).close();
        }
        party("Dbtr", order.sender());
        account("DbtrAcct", order.sender().account());
        agent("DbtrAgt", order.bank(), true);
        var ids = new HashSet<String>();
        for (var transfer : order.transfers()) {
            if (!ids.add(transfer.endToEndId())) fault("PmtId/EndToEndId", FaultReason.REPEATED);
            writeTransfer(transfer);
        }
        xml.close();
    }

    private void writeTransfer(Transfer transfer) {
        xml.open("CdtTrfTxInf").open("PmtId");
        id("InstrId", transfer.endToEndId());
        id("EndToEndId", transfer.endToEndId());
        xml.close().open("Amt");
        amount(transfer.amount());
        xml.close();
        agent("CdtrAgt", transfer.bank(), false);
        party("Cdtr", transfer.to());
        account("CdtrAcct", transfer.to().account());
        transfer.text().ifPresent(given -> {
            xml.open("RmtInf");
            text("Ustrd", given);
            xml.close();
        });
        xml.close();
    }

    private void amount(Money amount) {
        if (!amount.isPositive()) fault("Amt/InstdAmt", FaultReason.AMOUNT);
        if (BigDecimal.valueOf(amount.minorUnits()).compareTo(AMOUNT_MAX) > 0) {
            fault("Amt/InstdAmt", FaultReason.AMOUNT_TOO_LARGE);
        }
        xml.leaf(
                "InstdAmt",
                " Ccy=\"" + amount.currency().getCurrencyCode() + "\"",
                amount.inMajorUnits().toPlainString());
    }

    private void party(String name, Party party) {
        xml.open(name);
        text("Nm", party.name());
        xml.close();
    }

    private void account(String name, CashAccount account) {
        xml.open(name).open("Id");
        switch (account) {
            case Iban(var value) -> xml.leaf("IBAN", value);
            case OtherAccount(var value) -> xml.open("Othr").leaf("Id", value).close();
            case BankAccount japanese ->
                xml.open("Othr").leaf("Id", japanese.number().digits()).close();
        }
        xml.close();
        if (account instanceof BankAccount japanese) {
            xml.open("Tp")
                    .leaf("Prtry", Character.toString(japanese.type().digit()))
                    .close();
        }
        xml.close();
    }

    /// A debtor's bank must be told; of a creditor's none is better than an empty one.
    private void agent(String name, Agent agent, boolean needed) {
        if (agent instanceof Agent.FromAccount && !needed) return;
        xml.open(name).open("FinInstnId");
        switch (agent) {
            case Agent.Bic(var value) -> {
                if (!BIC.matcher(value).matches()) fault(name, FaultReason.CODE);
                xml.leaf(version == Version.V03 ? "BIC" : "BICFI", value);
            }
            case Agent.JapaneseBranch(var bank, var _) -> {
                xml.open("ClrSysMmbId").open("ClrSysId").leaf("Cd", "JPZGN").close();
                xml.leaf("MmbId", bank.digits()).close();
            }
            case Agent.FromAccount() ->
                xml.open("Othr").leaf("Id", "NOTPROVIDED").close();
        }
        xml.close();
        if (agent instanceof Agent.JapaneseBranch(var _, var branch)) {
            xml.open("BrnchId").leaf("Id", branch.digits()).close();
        }
        xml.close();
    }

    private void id(String name, String value) {
        if (!ID.matcher(value).matches() || !value.strip().equals(value)) fault(name, FaultReason.CHARACTER);
        xml.leaf(name, value);
    }

    private void text(String name, String value) {
        if (value.isBlank()) fault(name, FaultReason.MISSING);
        if (value.codePointCount(0, value.length()) > TEXT_MAX) fault(name, FaultReason.TOO_LONG);
        if (!value.codePoints().allMatch(TransferMessages::isLegible)) fault(name, FaultReason.CHARACTER);
        xml.leaf(name, value);
    }

    /// No controls, no halves of a character, nothing that XML 1.0 has no way to write.
    private static boolean isLegible(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE
                && character != 0xFFFE
                && character != 0xFFFF;
    }

    /// Of the numbers, whatever their currency, as the standard has it.
    private static String sum(List<Transfer> transfers) {
        return transfers.stream()
                .map(transfer -> transfer.amount().inMajorUnits())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private void fault(String field, FaultReason reason) {
        faults.add(xml.line(), 0, field, reason);
    }
}
