package town.agent;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/// What stores took (収納データ), as agents write it: CSV without a head, Windows-31J, a line a notice.
record CollectionFile(List<Notice> notices) {
    static final Charset CHARSET = Charset.forName("windows-31j");

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");

    byte[] bytes() {
        return notices.stream()
                .map(CollectionFile::line)
                .collect(Collectors.joining())
                .getBytes(CHARSET);
    }

    private static String line(Notice notice) {
        var receipt = notice.receipt();
        var paid = receipt.paidAt().atZone(CollectingAgent.JAPAN);
        var code = new BarCode(receipt.code(), null);
        return String.join(
                        ",",
                        notice.kind().code(),
                        day(paid),
                        TIME.format(paid),
                        "EAN" + code.digits(),
                        code.firstField(),
                        code.secondField(),
                        code.stamp(),
                        Integer.toString(receipt.yen()),
                        receipt.store().headquarters(),
                        receipt.store().ownName(),
                        receipt.store().shop(),
                        notice.paidOut() == null ? "" : DAY.format(notice.paidOut()),
                        DAY.format(notice.writtenOn()))
                + "\r\n";
    }

    private static String day(ZonedDateTime time) {
        return DAY.format(LocalDate.from(time));
    }
}
