package town.phone;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;

/// Who somebody is, as a list of mails shows them.
///
/// @param hue one of eight colours, the same for the same address
public record Sender(String name, String address, String initial, int hue) {
    private static final int HUES = 8;

    /// @param header the From header, decoded; or a bare address
    static Sender of(String header) {
        String address = header.strip();
        String name = "";
        try {
            var parsed = InternetAddress.parse(header, false);
            if (parsed.length > 0) {
                address = parsed[0].getAddress();
                name = parsed[0].getPersonal() == null ? "" : parsed[0].getPersonal();
            }
        } catch (AddressException _) {
            name = header;
        }
        int at = address.indexOf('@');
        String shown = !name.isBlank() ? name : at > 0 ? address.substring(0, at) : address;
        String first = shown.isEmpty() ? "?" : shown.substring(0, shown.offsetByCodePoints(0, 1));
        return new Sender(shown, address, first.toUpperCase(Locale.ROOT), Math.floorMod(address.hashCode(), HUES));
    }
}
