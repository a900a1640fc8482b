package org.tsudoi.rates.internal;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads `eurofxref-daily.xml`: `<Cube time="2026-11-26"><Cube currency="JPY" rate="171.20"/>…`. No document type, so
/// nothing is fetched or expanded; what is no rate of a currency known here is left out.
final class RatesFile {
    private static final String CUBE = "Cube";
    private static final int RATE_LENGTH_MAX = 20;
    /// Of the bank's currencies the rupiah has the largest rate, about 20,000.
    private static final BigDecimal RATE_MIN = new BigDecimal("0.0001");
    private static final BigDecimal RATE_MAX = new BigDecimal("10000000");

    private RatesFile() {}

    /// Empty when it is no such file.
    static Optional<DayOfRates> read(byte[] file) {
        try {
            return read(factory().createXMLStreamReader(new ByteArrayInputStream(file)));
        } catch (XMLStreamException | DateTimeException broken) {
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static Optional<DayOfRates> read(XMLStreamReader reader) throws XMLStreamException {
        LocalDate day = null;
        var rates = new HashMap<Currency, BigDecimal>();
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT || !CUBE.equals(reader.getLocalName())) continue;
            var time = reader.getAttributeValue(null, "time");
            if (time != null) day = LocalDate.parse(time);
            rate(reader.getAttributeValue(null, "currency"), reader.getAttributeValue(null, "rate"))
                    .ifPresent(rate -> rates.put(rate.getKey(), rate.getValue()));
        }
        return day == null || rates.isEmpty() ? Optional.empty() : Optional.of(new DayOfRates(day, rates));
    }

    private static Optional<Map.Entry<Currency, BigDecimal>> rate(@Nullable String currency, @Nullable String rate) {
        if (currency == null || rate == null || rate.length() > RATE_LENGTH_MAX) return Optional.empty();
        try {
            var known = Currency.getInstance(currency);
            var perEuro = new BigDecimal(rate);
            return perEuro.compareTo(RATE_MIN) > 0
                            && perEuro.compareTo(RATE_MAX) < 0
                            && known.getDefaultFractionDigits() >= 0
                    ? Optional.of(Map.entry(known, perEuro))
                    : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
