package org.tsudoi.memberships;

/// Something was posted to the members of a plan. Published in the transaction that stores it.
public record PostNews(PostId post, MonthlyPlanId plan) {}
