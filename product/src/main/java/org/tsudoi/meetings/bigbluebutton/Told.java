package org.tsudoi.meetings.bigbluebutton;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/// What the server said: `<response><returncode>SUCCESS</returncode>…`. Only what stands right below the response is
/// read, and who is inside. No document type, so nothing is fetched or expanded.
///
/// @param fields by name
/// @param people what we call those inside, or others do who send people there, too
record Told(Map<String, String> fields, List<String> people) {
    private static final String ROOT = "response";
    private static final List<String> PERSON = List.of(ROOT, "attendees", "attendee", "userID");
    /// Keys go into logs.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    /// Empty when it is no such answer.
    static Optional<Told> read(byte[] body) {
        try {
            var told = elements(body);
            return told.fields.containsKey("returncode") ? Optional.of(told) : Optional.empty();
        } catch (XMLStreamException broken) {
            return Optional.empty();
        }
    }

    private static Told elements(byte[] body) throws XMLStreamException {
        var fields = new HashMap<String, String>();
        var people = new ArrayList<String>();
        var path = new ArrayDeque<String>();
        var text = new StringBuilder();
        var reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    var here = List.copyOf(path);
                    if (here.size() == 2 && here.getFirst().equals(ROOT)) {
                        fields.putIfAbsent(here.getLast(), text.toString().strip());
                    } else if (here.equals(PERSON)) {
                        people.add(text.toString().strip());
                    }
                    path.removeLast();
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return new Told(fields, people);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    boolean isDone() {
        return field("returncode").equals("SUCCESS");
    }

    /// Empty where it is not there.
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    String key() {
        var key = field("messageKey");
        return KEY.matcher(key).matches() ? key : "unnamed";
    }
}
