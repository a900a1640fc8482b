package org.tsudoi.documents;

import java.util.List;

/// An organiser's month on paper, in the words and figures that it is given. It is no invoice: it is read
/// off the books anew each time and not archived.
///
/// @param head whose it is, of when, and when it was written
/// @param foot how it is to be read
public record StatementPaper(String title, List<String> head, List<Part> parts, List<String> foot) {
    /// One currency.
    public record Part(String title, List<Row> rows) {}

    public record Row(String words, String amount, Weight weight) {}

    public enum Weight {
        LINE,
        /// Within another line.
        ASIDE,
        SUM
    }

    /// As PDF.
    public byte[] written() {
        return new StatementWriting(this).write();
    }
}
