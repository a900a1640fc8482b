package org.tsudoi.members;

/// How a person acts for an organiser. Owners decide everything. Hosts lead each of its events, as whoever is named
/// for a single one does: they see who comes and go in, and that is all.
public enum Standing {
    OWNER,
    HOST
}
