package org.tsudoi.bench.rush;

/// What a buyer waits for, one after the other.
enum Step {
    OPEN("sale page"),
    QUEUE("in the queue"),
    FORM("form"),
    HOLD("form sent, seat held"),
    ORDER("order page"),
    PAY("led to the provider"),
    PROVIDER("paid there (Town)"),
    BACK("came back, provider asked, ticket shown"),
    WHOLE("from the sale page to the ticket");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /// As rows are named by.
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String words() {
        return words;
    }
}
