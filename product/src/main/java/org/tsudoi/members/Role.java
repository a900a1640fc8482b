package org.tsudoi.members;

/// What a person may do on this instance. Everybody is a participant; whoever owns at least one organiser is an
/// organiser; operators run the instance.
public enum Role {
    PARTICIPANT,
    ORGANISER,
    OPERATOR
}
