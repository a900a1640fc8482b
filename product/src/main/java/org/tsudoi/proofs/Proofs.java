package org.tsudoi.proofs;

import java.util.Optional;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.RecordedJournal;

/// The log of the books: a Merkle tree (RFC 9162 §2.1) over batches of journals, whose head is signed. Who kept an
/// earlier head can tell whether anything before it was changed, and who has a proof can show that a journal was on
/// the books, without asking us. docs/proofs.md tells how to check both by hand.
public interface Proofs {
    /// The proof of one journal under the latest head; nothing until the journal is sealed, some seconds after it was
    /// committed.
    Optional<InclusionProof> of(JournalId journal);

    /// The same under the first head that it was under, so that it never changes from then on: for papers.
    Optional<InclusionProof> lasting(RecordedJournal journal);

    /// The head over exactly so many batches, when one was signed.
    Optional<SignedHead> head(long batches);

    /// The latest head; nothing before the first journal is sealed.
    Optional<SignedHead> head();

    /// The sequence of the last journal that is sealed; 0 before the first.
    long sealedThrough();

    /// Seals what is final and not sealed yet, and signs the new head. Run by a job; posting is not held up.
    ///
    /// @return how many journals
    int seal();
}
