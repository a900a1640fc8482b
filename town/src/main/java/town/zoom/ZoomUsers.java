package town.zoom;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// The people of the account. Every mail address is one, with three exceptions by name: `no-such-user@` does not
/// exist, `basic@` has no licence, `unlicensed@` may not host.
@Component
class ZoomUsers {
    private static final int SEEN_MAX = 5_000;
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");

    private final ZoomSettings settings;
    private final Shelf<String> seen;

    ZoomUsers(ZoomSettings settings, Keeper keeper) {
        this.settings = settings;
        this.seen = keeper.shelf("zoom-users", String.class, SEEN_MAX);
        seen.findOrPut(ZoomIds.user(settings.owner()), settings::owner);
    }

    /// @param user a mail address, an id, or `me`
    /// @return the mail address
    /// @throws ZoomRefusal 404
    String find(String user) {
        if (user.equals("me")) {
            return settings.owner();
        }
        if (MAIL.matcher(user).matches()) {
            String email = user.toLowerCase(Locale.ROOT);
            if (email.startsWith("no-such-user@")) {
                throw ZoomRefusal.noUser(user);
            }
            return seen.findOrPut(ZoomIds.user(email), () -> email);
        }
        return seen.find(user).orElseThrow(() -> ZoomRefusal.noUser(user));
    }

    List<String> all() {
        return seen.all();
    }

    static boolean isLicensed(String email) {
        return !email.startsWith("basic@") && !email.startsWith("unlicensed@");
    }

    static boolean mayHost(String email) {
        return !email.startsWith("unlicensed@");
    }
}
