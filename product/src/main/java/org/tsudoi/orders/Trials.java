package org.tsudoi.orders;

import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.OrganiserId;

/// Who has had the one trial that everybody has with an organiser, or has asked for it.
public interface Trials {
    /// @param proven theirs: to be told to nobody else
    boolean hadBy(OrganiserId organiser, EmailAddress proven);
}
