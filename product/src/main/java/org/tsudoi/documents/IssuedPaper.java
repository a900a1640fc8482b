package org.tsudoi.documents;

/// A paper with its bytes, always the same ones.
public record IssuedPaper(Paper paper, byte[] pdf) {
    public String fileName() {
        return paper.fileName();
    }
}
