package org.tsudoi.documents;

import java.util.List;
import java.util.Optional;
import org.tsudoi.proofs.InclusionProof;

/// What stands on a paper, from its top to its foot, in words.
///
/// @param subtitle the title in the language of the law, empty where that is the title's
/// @param head     at the right: number, dates, whether it was issued anew
/// @param to       who it is addressed to, and what is known of them
/// @param rows     of a table: the heading first; empty for none
/// @param sums     at the right under the table, or under the lines
/// @param from     who issued it, the name first
record PaperContent(
        String title,
        String subtitle,
        List<String> head,
        List<String> to,
        String amount,
        List<String> lines,
        List<List<String>> rows,
        List<String> sums,
        List<String> from,
        Optional<Proven> proven) {
    /// Lines beside the title, the addressee and the amount.
    private static final int HALF_SHEET_MAX = 13;

    /// Where the payment stands on the books.
    ///
    /// @param proof empty in the seconds before it is sealed
    record Proven(String words, String address, Optional<Attached> proof) {}

    /// @param written as it is handed out
    record Attached(InclusionProof proof, String written, String description) {}

    /// More than fits a receipt's half sheet.
    boolean isLong() {
        int around = head.size() + from.size() + (subtitle.isEmpty() ? 0 : 1);
        return !rows.isEmpty() || to.size() > 1 || around + lines.size() + sums.size() > HALF_SHEET_MAX;
    }
}
