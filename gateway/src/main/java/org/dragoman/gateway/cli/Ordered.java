package org.dragoman.gateway.cli;

/// What was ordered of a call and is being done, for programs.
///
/// - {@code order}: make, hold, resume, transfer, hangup, record or stop-recording.
record Ordered(String call, String order) {}
