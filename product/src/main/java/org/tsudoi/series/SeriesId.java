package org.tsudoi.series;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one series of events.
public record SeriesId(UUID value) {
    @Override
    public String toString() {
        return Ids.show("srs", value);
    }
}
