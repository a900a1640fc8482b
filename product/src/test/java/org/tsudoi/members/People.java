package org.tsudoi.members;

import java.util.concurrent.atomic.AtomicInteger;
import org.tsudoi.contact.EmailAddress;

/// Made-up people for tests: each with an address that nobody else has.
final class People {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private People() {}

    static EmailAddress somebody() {
        return new EmailAddress("person" + COUNT.incrementAndGet() + "@members.example");
    }
}
