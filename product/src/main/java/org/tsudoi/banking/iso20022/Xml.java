package org.tsudoi.banking.iso20022;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;

/// Reads the XML of a bank and of nobody better: no document type, so no entities and nothing fetched from
/// anywhere; UTF-8; limits for size, depth, number of elements and length of a text; one namespace
/// throughout.
final class Xml {
    static final int FILE_MAX = 16 * 1024 * 1024;
    static final int DEPTH_MAX = 40;
    static final int ELEMENTS_MAX = 500_000;
    /// The longest text of a message is 2,000 characters (`SplmtryData` apart, which is not read).
    static final int TEXT_MAX = 4_000;

    /// May hold elements of any other namespace.
    private static final String FOREIGN_PART = "SplmtryData";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final XMLStreamReader reader;
    private final Faults faults;
    private final Deque<Element> open = new ArrayDeque<>();
    private @Nullable Element root;
    private String namespace = "";
    private int elements;
    private int foreignDepth;

    private Xml(XMLStreamReader reader, Faults faults) {
        this.reader = reader;
        this.faults = faults;
    }

    /// A message: its namespace and its `Document`.
    record Document(String namespace, Element root) {}

    static Optional<Document> read(byte[] file, Faults faults) {
        if (file.length == 0) faults.addOfTheWhole(FaultReason.EMPTY);
        if (file.length > FILE_MAX) faults.addOfTheWhole(FaultReason.TOO_LARGE);
        if (!faults.isEmpty()) return Optional.empty();
        return decoded(file, faults).flatMap(text -> parsed(text, faults));
    }

    private static Optional<String> decoded(byte[] file, Faults faults) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.wrap(file);
        try {
            var text = utf8.decode(bytes).toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                if (file[i] == '\n') line++;
            }
            faults.add(line, 0, "", FaultReason.NOT_UTF8);
            return Optional.empty();
        }
    }

    private static Optional<Document> parsed(String text, Faults faults) {
        try {
            var reader = factory().createXMLStreamReader(new StringReader(text));
            try {
                return new Xml(reader, faults).document();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            var place = e.getLocation();
            faults.add(
                    place == null ? 0 : place.getLineNumber(),
                    place == null ? 0 : place.getColumnNumber(),
                    "",
                    FaultReason.MALFORMED_XML);
            return Optional.empty();
        }
    }

    /// The JDK's own, whatever else is on the class path, as its settings are the ones known here.
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    private Optional<Document> document() throws XMLStreamException {
        var declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.toUpperCase(Locale.ROOT).equals("UTF-8")) {
            return refused(FaultReason.NOT_UTF8);
        }
        while (reader.hasNext()) {
            var reason = step(reader.next());
            if (reason != null) return refused(reason);
        }
        return Optional.ofNullable(root).map(found -> new Document(namespace, found));
    }

    private @Nullable FaultReason step(int event) {
        return switch (event) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> FaultReason.DOCTYPE;
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text();
            case XMLStreamConstants.END_ELEMENT -> end();
            default -> null;
        };
    }

    private @Nullable FaultReason start() {
        if (++elements > ELEMENTS_MAX) return FaultReason.TOO_MANY_ELEMENTS;
        if (open.size() + foreignDepth >= DEPTH_MAX) return FaultReason.TOO_DEEP;
        if (foreignDepth > 0 || reader.getLocalName().equals(FOREIGN_PART)) {
            foreignDepth++;
            return null;
        }
        var itsNamespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        var element = element();
        var parent = open.peek();
        if (parent == null) {
            root = element;
            namespace = itsNamespace;
        } else {
            if (!itsNamespace.equals(namespace)) return FaultReason.NAMESPACE;
            parent.add(element);
        }
        open.push(element);
        return null;
    }

    private Element element() {
        var attributes = new HashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        var place = reader.getLocation();
        return new Element(reader.getLocalName(), place.getLineNumber(), place.getColumnNumber(), attributes);
    }

    private @Nullable FaultReason text() {
        var element = open.peek();
        if (foreignDepth > 0 || element == null) return null;
        var characters = reader.getText();
        if (element.textLength() == 0 && characters.isBlank()) return null;
        if (element.textLength() + characters.length() > TEXT_MAX) return FaultReason.TEXT_TOO_LONG;
        element.add(characters);
        return null;
    }

    private @Nullable FaultReason end() {
        if (foreignDepth > 0) foreignDepth--;
        else open.pop();
        return null;
    }

    private Optional<Document> refused(FaultReason reason) {
        var place = reader.getLocation();
        faults.add(place.getLineNumber(), place.getColumnNumber(), "", reason);
        return Optional.empty();
    }
}
