package org.tsudoi.members;

/// How a person acts for an organiser: owners decide about money and people, hosts run the events.
public enum Standing {
    OWNER,
    HOST
}
