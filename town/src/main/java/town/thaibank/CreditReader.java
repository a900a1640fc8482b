package town.thaibank;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Reads pain.001.001.03: one payment with its transfers, all in baht. What is wrong is said by a word.
final class CreditReader {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final Pattern BIC = Pattern.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{10,15}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}\\.[0-9]{2}");
    private static final int SATANG = 2;

    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final String word;

        Unfit(String word) {
            super(word);
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private CreditReader() {}

    static CreditOrder read(byte[] file) throws Unfit {
        var root = root(file);
        if (!"Document".equals(root.getLocalName()) || !NAMESPACE.equals(root.getNamespaceURI())) {
            throw new Unfit("kind");
        }
        var header = at(root, "CstmrCdtTrfInitn", "GrpHdr");
        var payment = at(root, "CstmrCdtTrfInitn", "PmtInf");
        var transfers = new ArrayList<CreditOrder.Transfer>();
        for (var transfer : all(payment, "CdtTrfTxInf")) transfers.add(transfer(transfer));
        if (transfers.isEmpty()) throw new Unfit("empty");
        check(header, transfers);
        check(payment, transfers);
        return new CreditOrder(text(header, "MsgId"), text(payment, "PmtInfId"), on(payment), transfers);
    }

    private static Element root(byte[] file) throws Unfit {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(NO_DOCTYPE, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(file)).getDocumentElement();
        } catch (SAXException | IOException _) {
            throw new Unfit("xml");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LocalDate on(Element payment) throws Unfit {
        try {
            return LocalDate.parse(text(payment, "ReqdExctnDt"));
        } catch (DateTimeException _) {
            throw new Unfit("day");
        }
    }

    private static CreditOrder.Transfer transfer(Element transfer) throws Unfit {
        var bic = text(transfer, "CdtrAgt", "FinInstnId", "BIC");
        if (!BIC.matcher(bic).matches()) throw new Unfit("bic");
        var account = text(transfer, "CdtrAcct", "Id", "Othr", "Id");
        if (!ACCOUNT.matcher(account).matches()) throw new Unfit("account");
        var amount = at(transfer, "Amt", "InstdAmt");
        if (!"THB".equals(amount.getAttribute("Ccy"))) throw new Unfit("currency");
        var written = amount.getTextContent();
        if (!AMOUNT.matcher(written).matches()) throw new Unfit("amount");
        long satang = new BigDecimal(written).movePointRight(SATANG).longValueExact();
        if (satang == 0) throw new Unfit("amount");
        return new CreditOrder.Transfer(
                text(transfer, "PmtId", "EndToEndId"), bic, account, text(transfer, "Cdtr", "Nm"), satang);
    }

    private static void check(Element told, List<CreditOrder.Transfer> transfers) throws Unfit {
        if (!text(told, "NbOfTxs").equals(Integer.toString(transfers.size()))) throw new Unfit("count");
        long sum = transfers.stream().mapToLong(CreditOrder.Transfer::amount).sum();
        if (!AMOUNT.matcher(text(told, "CtrlSum")).matches()
                || new BigDecimal(text(told, "CtrlSum")).compareTo(BigDecimal.valueOf(sum, SATANG)) != 0) {
            throw new Unfit("total");
        }
        var ids = new HashSet<String>();
        for (var transfer : transfers) {
            if (!ids.add(transfer.endToEndId())) throw new Unfit("repeated");
        }
    }

    private static String text(Element from, String... path) throws Unfit {
        var text = at(from, path).getTextContent().strip();
        if (text.isEmpty()) throw new Unfit("missing");
        return text;
    }

    private static Element at(Element from, String... path) throws Unfit {
        var element = from;
        for (var name : path) {
            var found = all(element, name);
            if (found.isEmpty()) throw new Unfit("missing");
            element = found.getFirst();
        }
        return element;
    }

    private static List<Element> all(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) found.add(element);
        }
        return found;
    }
}
