package org.tsudoi.messaging;

/// The way out for mail.
public interface Mailbox {
    /// Hands the mail to the mail server. No transaction may be open.
    Sending send(Mail mail);

    sealed interface Sending {
        /// The server took it.
        record Sent() implements Sending {}

        /// The server will never take it (5xx): the address does not exist, the mail is refused.
        record Refused(String why) implements Sending {}

        /// Not reached, or not now (4xx). It may have been taken all the same; sent again it has the same
        /// Message-ID.
        record NotKnown(String why) implements Sending {}
    }
}
