package org.tsudoi.members;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.tsudoi.contact.EmailAddress;

/// The way in for the first operator: a link that works once, given to whoever can read the instance's own output.
public interface OperatorInvitation {
    /// Makes a new link; every older one stops working.
    Invitation issue();

    /// True while nobody runs the instance yet.
    boolean needed();

    boolean isGood(String token);

    /// Makes the person with this address an operator. Happens once for each link.
    SignIn.Answer accept(String token, EmailAddress mail, Locale locale, ZoneId zone);

    /// @param path what follows the public address; holds the secret
    record Invitation(String path, Instant until) {
        @Override
        public String toString() {
            return "Invitation[until=" + until + "]";
        }
    }
}
