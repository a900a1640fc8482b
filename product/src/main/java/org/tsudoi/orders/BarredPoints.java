package org.tsudoi.orders;

import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;

/// Who knows that points which were given away pay nothing between these two. Without a bean of this type they pay
/// everywhere. Asked while points are reserved, and never for points that were bought.
public interface BarredPoints {
    boolean areBarred(MemberId spender, OrganiserId seller);
}
