package org.tsudoi.collusion.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.tsudoi.collusion.Attendance;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Evidence;
import org.tsudoi.collusion.EvidenceKind;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Evidence and dealings of a suspicion, as JSON and back. That devices, cards or accounts were the same is
/// in the evidence; by which hashes is not kept.
final class SuspicionText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SuspicionText() {}

    static String evidence(List<Evidence> evidence) {
        var all = JSON.createArrayNode();
        for (var one : evidence) {
            var node = all.addObject().put("kind", one.kind().word()).put("weight", one.weight());
            var figures = node.putArray("figures");
            one.figures().forEach(figures::add);
            var dealings = node.putArray("dealings");
            one.dealings().forEach(id -> dealings.add(id.value()));
        }
        return all.toString();
    }

    static List<Evidence> evidence(String text) {
        return items(JSON.readTree(text)).stream()
                .map(node -> new Evidence(
                        EvidenceKind.of(node.path("kind").asString()),
                        node.path("weight").asInt(),
                        items(node.path("figures")).stream()
                                .map(JsonNode::asLong)
                                .toList(),
                        items(node.path("dealings")).stream()
                                .map(id -> new DealingId(id.asString()))
                                .toList()))
                .toList();
    }

    private static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static String dealings(List<Dealing> dealings) {
        var all = JSON.createArrayNode();
        for (var one : dealings) {
            var price = one.price();
            var node = all.addObject()
                    .put("id", one.id().value())
                    .put("seller", one.seller().toString())
                    .put("buyer", one.buyer().toString())
                    .put("free", price.freePoints())
                    .put("paid", price.paidPoints())
                    .put("minor", price.money().minorUnits())
                    .put("currency", price.money().currency().getCurrencyCode())
                    .put("booked", one.bookedAt().toString());
            attendance(node, one.attendance());
            var end = one.pointsExpireAt();
            if (end != null) node.put("expire", end.toString());
        }
        return all.toString();
    }

    private static void attendance(ObjectNode node, Attendance attendance) {
        switch (attendance) {
            case Attendance.NotYet _ -> node.put("attendance", "not-yet");
            case Attendance.NotSeen _ -> node.put("attendance", "not-seen");
            case Attendance.Explained _ -> node.put("attendance", "explained");
            case Attendance.Seen(var at, var minutes) ->
                node.put("attendance", "seen").put("at", at.toString()).put("minutes", minutes);
        }
    }

    static List<Dealing> dealings(String text) {
        var dealings = new ArrayList<Dealing>();
        for (var node : items(JSON.readTree(text))) {
            dealings.add(new Dealing(
                    new DealingId(node.path("id").asString()),
                    member(node, "seller"),
                    member(node, "buyer"),
                    new Dealing.Price(
                            node.path("free").asLong(),
                            node.path("paid").asLong(),
                            Money.of(
                                    node.path("minor").asLong(),
                                    node.path("currency").asString())),
                    Instant.parse(node.path("booked").asString()),
                    attendance(node),
                    end(node),
                    Set.of(),
                    Set.of()));
        }
        return dealings;
    }

    private static MemberId member(JsonNode node, String name) {
        return MemberId.parse(node.path(name).asString()).orElseThrow();
    }

    private static @Nullable Instant end(JsonNode node) {
        return node.has("expire") ? Instant.parse(node.path("expire").asString()) : null;
    }

    private static Attendance attendance(JsonNode node) {
        return switch (node.path("attendance").asString()) {
            case "not-yet" -> new Attendance.NotYet();
            case "not-seen" -> new Attendance.NotSeen();
            case "explained" -> new Attendance.Explained();
            case "seen" ->
                new Attendance.Seen(
                        Instant.parse(node.path("at").asString()),
                        node.path("minutes").asInt());
            default -> throw new IllegalStateException("no attendance: " + node);
        };
    }
}
