package town.ecb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import town.state.TownClock;

/// The daily file. The rates are near those of November 2026 and move a little from day to day.
@RestController
class ReferenceRates {
    private static final ZoneId FRANKFURT = ZoneId.of("Europe/Berlin");
    private static final Map<String, String> PER_EURO = new LinkedHashMap<>();

    static {
        PER_EURO.put("USD", "1.1584");
        PER_EURO.put("JPY", "177.35");
        PER_EURO.put("GBP", "0.8790");
        PER_EURO.put("CNY", "8.2110");
        PER_EURO.put("HKD", "9.0085");
        PER_EURO.put("KRW", "1698.20");
        PER_EURO.put("SGD", "1.5040");
        PER_EURO.put("THB", "37.420");
        PER_EURO.put("AUD", "1.7890");
        PER_EURO.put("CHF", "0.9320");
    }

    private final TownClock clock;

    ReferenceRates(TownClock clock) {
        this.clock = clock;
    }

    @GetMapping(path = "/ecb/stats/eurofxref/eurofxref-daily.xml", produces = MediaType.TEXT_XML_VALUE)
    String daily() {
        var day = workingDay(LocalDate.ofInstant(clock.instant(), FRANKFURT));
        var rates = PER_EURO.entrySet().stream()
                .map(one -> "\t\t\t<Cube currency='%s' rate='%s'/>".formatted(one.getKey(), on(day, one.getValue())))
                .collect(Collectors.joining("\n"));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" \
                xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
                \t<gesmes:subject>Reference rates</gesmes:subject>
                \t<gesmes:Sender>
                \t\t<gesmes:name>European Central Bank</gesmes:name>
                \t</gesmes:Sender>
                \t<Cube>
                \t\t<Cube time='%s'>
                %s
                \t\t</Cube>
                \t</Cube>
                </gesmes:Envelope>
                """.formatted(day, rates);
    }

    private static LocalDate workingDay(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.with(DayOfWeek.FRIDAY);
            case SUNDAY -> day.minusDays(2);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    /// Up to half a per cent up or down.
    private static String on(LocalDate day, String rate) {
        var usual = new BigDecimal(rate);
        var tenths = BigDecimal.valueOf(day.toEpochDay() % 11 - 5, 3);
        return usual.multiply(BigDecimal.ONE.add(tenths))
                .setScale(usual.scale(), RoundingMode.HALF_UP)
                .toPlainString();
    }
}
