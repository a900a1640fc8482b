package org.tsudoi.notices;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail before it is laid out: what it says, block by block, so that its text and its HTML say the same.
///
/// @param preview the line that mailboxes show beside the subject
public record Letter(String subject, String preview, List<Block> blocks, String footer) {
    public sealed interface Block {
        record Paragraph(String text) implements Block {}

        record Heading(String text) implements Block {}

        record Action(String label, String url) implements Block {}

        record Link(String label, String url) implements Block {}

        /// A code or number to be read or typed.
        record Code(String label, String code) implements Block {}

        record Fact(String name, String value) implements Block {}
    }

    /// The same, and this below.
    Letter with(Block last) {
        var more = new ArrayList<>(blocks);
        more.add(last);
        return new Letter(subject, preview, List.copyOf(more), footer);
    }

    static Writer write(String subject, String preview) {
        return new Writer(subject, preview);
    }

    static final class Writer {
        private final String subject;
        private final String preview;
        private final List<Block> blocks = new ArrayList<>();

        private Writer(String subject, String preview) {
            this.subject = subject;
            this.preview = preview;
        }

        Writer add(@Nullable Block block) {
            if (block != null) blocks.add(block);
            return this;
        }

        Writer say(String text) {
            return add(new Block.Paragraph(text));
        }

        Letter signed(String footer) {
            return new Letter(subject, preview, List.copyOf(blocks), footer);
        }
    }

    /// The plain text part.
    String text() {
        var text = new StringBuilder();
        for (var block : blocks) {
            switch (block) {
                case Block.Paragraph paragraph -> text.append(paragraph.text()).append("\n\n");
                case Block.Heading heading ->
                    text.append("■ ").append(heading.text()).append("\n");
                case Block.Action action ->
                    text.append(action.label())
                            .append("\n")
                            .append(action.url())
                            .append("\n\n");
                case Block.Link link ->
                    text.append(link.label()).append(": ").append(link.url()).append("\n");
                case Block.Code code ->
                    text.append(code.label()).append(": ").append(code.code()).append("\n\n");
                case Block.Fact fact ->
                    text.append(fact.name()).append(": ").append(fact.value()).append("\n");
            }
        }
        return text.append("\n-- \n").append(footer).append("\n").toString();
    }
}
