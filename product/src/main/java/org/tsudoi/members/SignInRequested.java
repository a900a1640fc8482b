package org.tsudoi.members;

/// Somebody wants to sign in by mail. Published inside the transaction that stores the request; whoever sends the mail
/// puts the id into the outbox and asks `SignIn.letter` for the words when the mail goes out.
public record SignInRequested(SignInId id) {}
