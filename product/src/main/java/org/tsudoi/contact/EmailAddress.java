package org.tsudoi.contact;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail address that a mail server would accept. The domain is in lower case and ASCII; the part before the @ is
/// kept as its owner writes it. Only a mail that arrives proves an address, so this checks the shape and no more.
public record EmailAddress(String value) {
    private static final int LENGTH_MAX = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    private static final int LOCAL_MAX = 64; // RFC 5321 §4.5.3.1.1
    private static final Pattern LOCAL =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    /// Japanese mobile carriers once gave out addresses such as `a..b.@docomo.ne.jp`; their owners still use them.
    private static final Pattern LOCAL_OF_JAPANESE_CARRIERS = Pattern.compile("[A-Za-z0-9_.+-]+");

    private static final Pattern JAPANESE_CARRIERS = Pattern.compile(
            "(docomo\\.ne\\.jp|ezweb\\.ne\\.jp|au\\.com|[a-z]\\.vodafone\\.ne\\.jp|softbank\\.ne\\.jp)");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public EmailAddress {
        value = normalised(value).orElseThrow(() -> new IllegalArgumentException("not a mail address"));
    }

    /// Reads what a person typed: surrounding blanks go, full-width characters become plain ones. Empty when it is no
    /// address; the caller says so beside the field.
    ///
    /// Only ASCII before the @: what else is allowed by RFC 6531 few mail servers take, and a server that does not
    /// could read another mailbox's name in it.
    public static Optional<EmailAddress> read(String typed) {
        return normalised(typed).map(EmailAddress::new).filter(EmailAddress::isAscii);
    }

    public boolean isAscii() {
        return value.chars().allMatch(letter -> letter < 128);
    }

    /// As it stands in a mail's header and SMTP: a local part such as `a..b.` in quotes (RFC 5321 §4.1.2).
    public String quoted() {
        int at = value.lastIndexOf('@');
        var local = value.substring(0, at);
        return LOCAL.matcher(local).matches() ? value : '"' + local + '"' + value.substring(at);
    }

    /// The same for every spelling that reaches the same mailbox in practice; made for looking up, not for sending.
    public String lookUpKey() {
        return value.toLowerCase(Locale.ROOT);
    }

    /// For screens that must let the owner recognise the address without telling it to others: `h***@example.org`.
    public String masked() {
        int at = value.lastIndexOf('@');
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "***" + value.substring(at);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static Optional<String> normalised(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LOCAL_MAX || text.length() > LENGTH_MAX) return Optional.empty();
        String local = text.substring(0, at);
        return domain(text.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches()
                        || (JAPANESE_CARRIERS.matcher(domain).matches()
                                && LOCAL_OF_JAPANESE_CARRIERS.matcher(local).matches()))
                .map(domain -> local + "@" + domain)
                .filter(whole -> whole.length() <= LENGTH_MAX);
    }

    private static Optional<String> domain(String typed) {
        try {
            String ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean dotted = ascii.indexOf('.') > 0 || ascii.equals("localhost");
            return dotted && DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
