package org.tsudoi.web;

/// Whoever has the link of an order that is a barred member's. Led to the page that says why.
public final class KeptOut extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeptOut() {
        super("suspended or expelled", null, false, false);
    }
}
