package org.tsudoi.web;

/// Who is signed in, as far as a page's frame needs to know: the name to greet and the doors to show.
public record Visitor(String name, boolean isOrganiser, boolean isOperator) {}
